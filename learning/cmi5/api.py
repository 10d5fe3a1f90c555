"""The tutor's API: take a course in, try a part as any learner, waive one, close one, and read what was said."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, parser_classes
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from justice_portal.access import SYSTEM, Permission, require
from justice_portal.audit.log import record
from justice_portal.keys import uuid7
from justice_portal.serializers import IntegerField, Serializer, UUIDField
from learning.cmi5 import actions
from learning.cmi5.course import units_of
from learning.cmi5.keeping import provider_of
from learning.cmi5.launching import launch_address
from learning.cmi5.models import Launch, Reason, Registration
from learning.cmi5.program_key import ProgramKey
from learning.packages.actions import send_package
from learning.packages.forms import SendPackageForm
from learning.packages.models import Kind, Package
from learning.xapi.models import Statement

MOST_STATEMENTS = 500
by_tutors = authentication_classes([ProgramKey, SessionAuthentication])
describe = partial(extend_schema, tags=["cmi5"])


class CourseInput(Serializer):
    file = serializers.FileField(help_text="A ZIP file with cmi5.xml at its top, or the cmi5.xml of a course alone.")
    key = UUIDField(required=False, help_text="Made by the sender. The same key is the same course.")


class UnitOutput(Serializer):
    unit = serializers.IntegerField(help_text="Its number in the course, from 0.")
    id = serializers.CharField(help_text="What its maker calls it.")
    title = serializers.CharField()
    is_outside = serializers.BooleanField(help_text="Its page is not in the package: nobody can open it here.")
    move_on = serializers.CharField()
    launch_method = serializers.CharField()
    mastery_score = serializers.CharField(allow_blank=True)


class CourseOutput(Serializer):
    id = serializers.UUIDField()
    status = serializers.ChoiceField(Package.Status.choices)
    problem = serializers.CharField(allow_blank=True, help_text="Why nothing of it was taken: a short word.")
    reason = serializers.CharField(allow_blank=True, help_text="The same as a sentence.")
    title = serializers.CharField(allow_blank=True)
    units = UnitOutput(many=True)


class AccountInput(Serializer):
    homePage = serializers.URLField(max_length=200)  # noqa: N815 - the name in xAPI
    name = serializers.CharField(max_length=200)


class ActorInput(Serializer):
    """Somebody invented, as an agent of xAPI with an account. People of the portal cannot be named."""

    objectType = serializers.ChoiceField(["Agent"], default="Agent")  # noqa: N815 - the name in xAPI
    account = AccountInput()

    def validate_account(self, value: dict[str, str]) -> dict[str, str]:
        if value["homePage"].rstrip("/") == settings.SITE_URL.rstrip("/"):
            raise serializers.ValidationError("An account of this portal is given by the portal only.")
        return value


class LaunchInput(Serializer):
    unit = IntegerField(min_value=0, max_value=32_000, help_text="The number of the part, from 0.")
    actor = ActorInput(required=False)
    registration = UUIDField(required=False, help_text="To open another part, or the same again, for the same learner.")
    mode = serializers.ChoiceField(Launch.Mode.choices, default=Launch.Mode.NORMAL)
    key = UUIDField(required=False, help_text="Made by the sender. The same key is the same launch.")


class LaunchOutput(Serializer):
    url = serializers.CharField()
    session = serializers.UUIDField()
    registration = serializers.UUIDField()


class WaiveInput(Serializer):
    unit = IntegerField(min_value=0, max_value=32_000)
    reason = serializers.ChoiceField(Reason.choices)


class RegistrationOutput(Serializer):
    """states: what each part said, by its number. satisfied: blocks, by number, and "course"."""

    registration = serializers.UUIDField()
    states = serializers.JSONField()
    satisfied = serializers.JSONField()


class AbandonOutput(Serializer):
    session = serializers.UUIDField()
    abandoned_at = serializers.DateTimeField(allow_null=True)


class StatementsOutput(Serializer):
    statements = serializers.ListField(child=serializers.JSONField(), help_text="The oldest first, 500 at most.")
    more = serializers.CharField(allow_blank=True, help_text="Always empty.")


@describe(
    operation_id="cmi5_course_send",
    summary="Take a course in",
    description="The file is read in the background: ask for the course until its status is another than reading.",
    request={"multipart/form-data": CourseInput},
    responses={202: CourseOutput},
)
@api_view(["POST"])
@by_tutors
@parser_classes([MultiPartParser])
def courses(request: Request) -> Response:
    require(request.user, Permission.COURSE_WRITE, Package)
    key = str(request.data.get("key") or uuid7())
    form = SendPackageForm({"key": key}, request.FILES)
    if not form.is_valid():
        raise ValidationError(form.errors)
    name, content = form.cleaned_data["file"]
    package = send_package(Package, key=form.cleaned_data["key"], name=name, content=content, by=request.user)
    return Response(_course(package), status.HTTP_202_ACCEPTED)


@describe(operation_id="cmi5_course_show", summary="What came of a course", responses=CourseOutput)
@api_view(["GET"])
@by_tutors
def course(request: Request, pk: UUID) -> Response:
    require(request.user, Permission.COURSE_WRITE, Package)
    return Response(_course(get_object_or_404(Package.objects.visible_to(request.user), pk=pk)))


def _course(package: Package) -> dict[str, Any]:
    units = units_of(package) if package.kind == Kind.CMI5 else []
    rows = [
        {
            "unit": number,
            **{name: one[name] for name in ("id", "title", "is_outside", "move_on")},
            "launch_method": one["method"],
            "mastery_score": one["mastery"],
        }
        for number, one in enumerate(units)
    ]
    facts = {"id": package.pk, "status": package.status, "problem": package.problem, "title": package.title}
    reason = package.get_problem_display() if package.problem else ""
    told: dict[str, Any] = CourseOutput({**facts, "reason": reason, "units": rows}).data
    return told


@describe(
    operation_id="cmi5_launch",
    summary="Open a part, to try it",
    description="It counts for nobody: no learner of the portal can be named. The address works for three hours, once.",
    request=LaunchInput,
    responses={200: LaunchOutput},
)
@api_view(["POST"])
@by_tutors
@parser_classes([JSONParser])
def launch(request: Request, pk: UUID) -> Response:
    require(request.user, Permission.COURSE_WRITE, Package)
    rows = Package.objects.visible_to(request.user).filter(kind=Kind.CMI5)
    package = get_object_or_404(rows, pk=pk)
    given = LaunchInput(data=request.data)
    given.is_valid(raise_exception=True)
    told = given.validated_data
    registered = actions.try_course(
        package, key=told.get("registration") or uuid7(), actor=told.get("actor"), by=request.user
    )
    unit, mode, key = told["unit"], told["mode"], told.get("key") or uuid7()
    opened = actions.try_unit(registered, key=key, unit=unit, mode=mode, portal=settings.SITE_URL, by=request.user)
    address = launch_address(opened)
    return Response(LaunchOutput({"url": address, "session": opened.pk, "registration": registered.pk}).data)


@describe(
    operation_id="cmi5_waive",
    summary="Waive a part",
    description="The learner need not do it. To waive it twice is to waive it once.",
    request=WaiveInput,
    responses={200: RegistrationOutput},
)
@api_view(["POST"])
@by_tutors
@parser_classes([JSONParser])
def waive(request: Request, pk: UUID) -> Response:
    registered = get_object_or_404(Registration.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.LEARNING_MARK, registered)
    given = WaiveInput(data=request.data)
    given.is_valid(raise_exception=True)
    done = actions.waive_unit(registered, **given.validated_data, by=request.user)
    facts = {"registration": done.pk, "states": done.states, "satisfied": done.satisfied}
    return Response(RegistrationOutput(facts).data)


@describe(
    operation_id="cmi5_abandon",
    summary="Close a part that was left open",
    request=None,
    responses={200: AbandonOutput, 409: OpenApiResponse(description="The learner ended it.")},
)
@api_view(["POST"])
@by_tutors
def abandon(request: Request, pk: UUID) -> Response:
    opened = get_object_or_404(Launch.objects.visible_to(request.user).select_related("registration"), pk=pk)
    closed = actions.abandon_launch(opened, by=request.user)
    return Response(AbandonOutput({"session": closed.pk, "abandoned_at": closed.abandoned_at}).data)


@describe(
    operation_id="cmi5_statements",
    summary="What was said in a registration",
    description="As the record store has it. `registration` is needed; whose registration is not yours to see is not there.",
    responses=StatementsOutput,
)
@api_view(["GET"])
@by_tutors
def statements(request: Request) -> Response:
    require(request.user, Permission.LEARNING_MARK, Registration)
    key = UUIDField().run_validation(request.query_params.get("registration", ""))
    registered = get_object_or_404(Registration.objects.visible_to(request.user).select_related("package"), pk=key)
    require(request.user, Permission.LEARNING_MARK, registered)
    rows = Statement.objects.within(SYSTEM, None).filter(
        provider=provider_of(registered.package), registration=registered.pk
    )
    people = [registered.package_try.person_id] if registered.package_try else []
    record(request.user, "cmi5.statements_viewed", registered, subjects=people)
    told = [one.said for one in rows.order_by("stored_at")[:MOST_STATEMENTS]]
    return Response(StatementsOutput({"statements": told, "more": ""}).data)
