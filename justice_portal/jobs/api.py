"""The same for scripts on a page: the state of a job as JSON."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from justice_portal.access import Permission
from justice_portal.jobs import actions, signs
from justice_portal.jobs.models import Job
from justice_portal.serializers import Serializer


class JobStateSerializer(Serializer):
    """How far a job is. words: one sentence in the reader's language."""

    status = serializers.ChoiceField(choices=Job.Status.choices)
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    percent = serializers.IntegerField()
    words = serializers.CharField()


class WorkStateSerializer(Serializer):
    """Whether background work goes on: processes that gave a sign of life, and what waits."""

    clock = serializers.BooleanField()
    worker = serializers.BooleanField()
    waiting = serializers.IntegerField()
    oldest_waits_seconds = serializers.IntegerField()
    queue_moves = serializers.BooleanField()
    parked = serializers.IntegerField()


@extend_schema(responses=JobStateSerializer)
@api_view(["GET"])
def state(request: Request, pk: UUID) -> Response:
    return Response(JobStateSerializer(_job(request, pk)).data)


@extend_schema(request=None, responses=JobStateSerializer)
@api_view(["POST"])
def cancel(request: Request, pk: UUID) -> Response:
    return Response(JobStateSerializer(actions.cancel_job(_job(request, pk), by=request.user)).data)


@extend_schema(request=None, responses=JobStateSerializer)
@api_view(["POST"])
def retry(request: Request, pk: UUID) -> Response:
    return Response(JobStateSerializer(actions.retry_job(_job(request, pk), by=request.user)).data)


@extend_schema(responses=WorkStateSerializer)
@api_view(["GET"])
def work(request: Request) -> Response:
    if not request.user.holds(Permission.JOB_MANAGE):
        raise NotFound
    return Response(WorkStateSerializer(signs.look()).data)


def _job(request: Request, pk: UUID) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
