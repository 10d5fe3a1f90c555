"""Where devices send what was done on them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import api_view
from rest_framework.exceptions import ParseError, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.people.models import Person
from justice_portal.serializers import IntegerField, Serializer, UUIDField
from learning.sync.actions import receive_facts
from learning.sync.items import Item, Outcome, What

MOST_ITEMS = 50
MOST_BYTES = 256 * 1024


class ItemInput(Serializer):
    """One fact: what was done, in which enrolment, when by the device's clock."""

    checked_by_action = (
        "response",
    )  # only what the question offers, or a number, is kept: the rest is answered "refused"

    id = UUIDField(help_text="Made by the device. The same id is the same fact.")
    what = serializers.ChoiceField(What.choices)
    object = UUIDField(help_text="The lesson, block or question.")
    enrolment = UUIDField()
    happened_at = serializers.DateTimeField(
        help_text="By the device's clock. A wrong clock is no reason to refuse; a year that no clock shows is."
    )
    attempt = UUIDField(required=False, allow_null=True, default=None, help_text="For a quiz question.")
    sequence = IntegerField(required=False, allow_null=True, default=None, min_value=0, max_value=2**31 - 1)
    response = serializers.JSONField(
        required=False,
        allow_null=True,
        default=None,
        help_text="A block: the number of the choice, from 0. A question: letters of choices, or the number as typed.",
    )

    def validate_happened_at(self, value: datetime) -> datetime:
        if not 1970 <= value.year <= 2100:
            raise serializers.ValidationError("No clock shows this year.")
        return value


class FactsInput(Serializer):
    """A batch, oldest first."""

    checked_by_action = ("items",)  # each item looks for itself

    items = serializers.ListField(child=ItemInput(), min_length=1, max_length=MOST_ITEMS)


class AnsweredOutput(Serializer):
    id = serializers.UUIDField()
    outcome = serializers.ChoiceField(Outcome.choices)
    reason = serializers.CharField(allow_blank=True)


class FactsOutput(Serializer):
    """One answer for each item, in the same order."""

    server_time = serializers.DateTimeField()
    items = AnsweredOutput(many=True)


@extend_schema(
    operation_id="learning_facts_send",
    summary="Send what was done on a device",
    description=(
        "At most 50 items or 256 KB. The person is who is signed in, whatever the body says. Each item is answered on"
        " its own: stored; duplicate (kept before); conflict (the id holds another fact); refused, with a reason."
    ),
    request=FactsInput,
    responses={
        200: FactsOutput,
        400: OpenApiResponse(description="The batch cannot be read; nothing was kept."),
        403: OpenApiResponse(description="Not signed in as a learner."),
        413: OpenApiResponse(description="Too many items or bytes; nothing was kept."),
    },
    tags=["learning"],
)
@api_view(["POST"])
def facts(request: Request) -> Response:
    """Keep what a device tells about the person who is signed in."""
    person = Person.objects.within(request.user, Permission.LEARNING_DO).filter(user=request.user).first()
    if person is None:
        raise PermissionDenied
    if _too_big(request):
        return Response({"error": "At most 50 items or 256 KB at a time."}, status.HTTP_413_REQUEST_ENTITY_TOO_LARGE)
    given = FactsInput(data=request.data)
    given.is_valid(raise_exception=True)
    items = [Item(**item) for item in given.validated_data["items"]]
    answers = receive_facts(person, items=items, by=request.user)
    return Response(FactsOutput({"server_time": clock.now(), "items": answers}).data)


def _too_big(request: Request) -> bool:
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > min(MOST_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE or MOST_BYTES):
        return True
    try:
        sent: Any = request.data
    except RecursionError as error:  # brackets in brackets in brackets
        raise ParseError from error
    items = sent.get("items") if isinstance(sent, dict) else None
    return isinstance(items, list) and len(items) > MOST_ITEMS
