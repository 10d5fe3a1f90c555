"""Where other systems send movements."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.request import Request
from rest_framework.response import Response

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.csv_input import BadFileError
from justice_portal.people.feeds.actions import Outcome, take_in_events
from justice_portal.people.feeds.keys import FeedKey, IsFeed
from justice_portal.people.feeds.models import Feed
from justice_portal.people.feeds.told import Told
from justice_portal.people.models import Movement, Person
from justice_portal.serializers import Serializer

MOST = 500


class MovementInput(Serializer):
    """One event in a life."""

    reference = serializers.CharField(
        max_length=64, help_text="Your own name for the event. The same name is the same event."
    )
    number = serializers.RegexField(r"^([A-Z][0-9]{4}[A-Z]{2}|[A-Z][0-9]{6})\Z", help_text="Prison number or CRN.")
    kind = serializers.ChoiceField(Movement.Kind.choices)
    happened_at = serializers.DateTimeField(help_text="With its zone.")
    status = serializers.ChoiceField(
        Person.Status.choices,
        required=False,
        default="",
        allow_blank=True,
        help_text="As what, from then on: for reception, release and supervision.",
    )
    left = serializers.CharField(
        max_length=6,
        required=False,
        default="",
        allow_blank=True,
        help_text="Code of the prison they left: it is checked.",
    )
    to = serializers.CharField(
        max_length=6, required=False, default="", allow_blank=True, help_text="Code of a prison."
    )
    cell = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)
    unit = serializers.CharField(
        max_length=120, required=False, default="", allow_blank=True, help_text="Name of a delivery unit."
    )

    def validate_happened_at(self, value: datetime) -> datetime:
        if not 1900 <= value.year <= 2200:
            raise serializers.ValidationError("Nobody was moved in this year.")
        return value


class MovementsInput(Serializer):
    """Events in any order, of anybody."""

    events = MovementInput(many=True, allow_empty=False, max_length=MOST)  # type: ignore[call-arg]  # of the list


class AnswerOutput(Serializer):
    reference = serializers.CharField()
    outcome = serializers.ChoiceField([(one.value, one.value) for one in Outcome])
    reason = serializers.CharField(allow_blank=True)


class MovementsOutput(Serializer):
    """One answer for each event, in the same order."""

    received_at = serializers.DateTimeField()
    events = AnswerOutput(many=True)


class RefusedOutput(Serializer):
    """Every reason, by the number of the event from 0."""

    event = serializers.IntegerField()
    field = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()


class RefusalOutput(Serializer):
    error = serializers.CharField()
    refused = RefusedOutput(many=True)


@extend_schema(
    operation_id="movements_send",
    summary="Send movements",
    description=(
        "At most 500 events. All are kept or, when one is refused, none: an unknown person or place, an impossible date, a"
        " missing part, or a reference that was used for other facts. Send as often as you like and in any order: what was"
        " sent before is known; what does not fit what we know of the person is kept as waiting, with the reason, and"
        " counts as soon as the event before it comes."
    ),
    request=MovementsInput,
    responses={
        200: MovementsOutput,
        400: OpenApiResponse(description="The events cannot be read; nothing was kept."),
        401: OpenApiResponse(description="No key, or one that opens nothing."),
        409: OpenApiResponse(RefusalOutput, description="An event was refused; nothing was kept."),
    },
    tags=["movements"],
)
@api_view(["POST"])
@authentication_classes([FeedKey])
@permission_classes([IsFeed])
def movements(request: Request) -> Response:
    """Take in what a feed tells."""
    feed = request.auth
    assert isinstance(feed, Feed)
    given = MovementsInput(data=request.data)
    given.is_valid(raise_exception=True)
    events = [Told(at=at, **_facts(event)) for at, event in enumerate(given.validated_data["events"])]
    try:
        answers = take_in_events(Movement, events=events, source=feed.source, strict=False, feed=feed, by=SYSTEM)
    except BadFileError as error:
        refused = [{"event": one.row, "field": one.column or "", "reason": one.message} for one in error.problems]
        return Response({"error": "Nothing was kept.", "refused": refused}, status.HTTP_409_CONFLICT)
    rows = [
        {"reference": told.reference, "outcome": answer.outcome, "reason": answer.reason}
        for told, answer in zip(events, answers, strict=True)
    ]
    return Response(MovementsOutput({"received_at": clock.now(), "events": rows}).data)


def _facts(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "to": event["to"].upper(), "left": event["left"].upper(), "cell": event["cell"].upper()}
