"""Who is stuck, for the tutors within reach: until one of them says that they have helped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.paging import paged
from learning.courses.localised import say
from learning.practice import actions
from learning.quizzes.models import HelpFlag


@require_GET
def stuck(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.LEARNING_MARK, HelpFlag)
    flags = HelpFlag.objects.within(request.user, Permission.LEARNING_MARK).open()
    paging = paged(flags.order_by("raised_at").select_related("person", "enrolment__version", "question"), request.GET)
    rows = [
        {
            "flag": flag,
            "course": flag.enrolment.version.name,
            "with": strip_tags(say(flag.question.html["text"]).text) if flag.question else _("The quiz as a whole"),
        }
        for flag in paging.rows
    ]
    record(request.user, "help.viewed", HelpFlag, subjects=[row["flag"].person_id for row in rows])
    return render(request, "learning/practice/stuck.html", {"rows": rows, "paging": paging})


@require_POST
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    flag = get_object_or_404(HelpFlag.objects.within(request.user, Permission.LEARNING_MARK), pk=pk)
    actions.settle_help(flag, by=request.user)
    messages.success(request, _("Good. It is off the list."))
    return redirect("practice:stuck")
