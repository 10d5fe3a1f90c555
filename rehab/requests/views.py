"""The person's pages: what I asked, ask for something, one request with its answer, how long answers take."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.sheets.shown import sheet_of
from rehab.requests import actions, figures
from rehab.requests.forms import AskForm, ReplyForm
from rehab.requests.models import RequestReply, SupportRequest
from rehab.requests.routing.models import RequestRoute


def own_person(request: HttpRequest) -> Person:
    """The record of who asks; 404 for everyone else."""
    mine = Person.objects.within(request.user, Permission.REQUEST_MAKE).filter(user=request.user)
    return get_object_or_404(mine.select_related("establishment"))


def own_requests(request: HttpRequest) -> QuerySet[SupportRequest]:
    mine = SupportRequest.objects.visible_to(request.user).filter(person__user=request.user)
    return mine.select_related("type", "department", "person", "made_in")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I asked: what waits first, then what was answered."""
    person = own_person(request)
    rows = own_requests(request)
    context = {
        "waiting": list(rows.open().order_by("asked_at")),
        "paging": paged(rows.exclude(status=SupportRequest.Status.SUBMITTED), request.GET, 10),
        "can_ask": person.establishment_id is not None,
    }
    return render(request, "rehab/requests/mine.html", context)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The things to ask for, as pictures and words."""
    person = own_person(request)
    return render(request, "rehab/requests/choose.html", {"choices": choices_for(request, person)})


def choices_for(request: HttpRequest, person: Person) -> list[dict[str, Any]]:
    """Each type that is on here, and the open request of it where there is one."""
    live = RequestRoute.objects.visible_to(request.user).live(person.establishment_id)
    waiting = {one.type_id: one for one in SupportRequest.objects.visible_to(request.user).filter(person=person).open()}
    return [{"type": route.type, "days": route.days, "open": waiting.get(route.type_id)} for route in live]


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The form of one type."""
    person = own_person(request)
    route = get_object_or_404(
        RequestRoute.objects.visible_to(request.user).live(person.establishment_id), type__code=code
    )
    waiting = own_requests(request).open().filter(type=route.type_id).first()
    if waiting and request.method == "GET":
        return redirect(waiting)
    form = AskForm.of(route.type.questions, request.POST or None)
    if form.is_valid():
        try:
            asked = actions.ask(
                person, key=form.cleaned_data["key"], type=route.type, answers=form.answers, by=request.user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. Your request is with staff now."))
            return redirect(asked)
    return render(request, "rehab/requests/ask.html", {"route": route, "form": form})


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(own_requests(request), pk=pk)
    seen(request.user, asked)
    return _one(request, asked, ReplyForm())


def _one(request: HttpRequest, asked: SupportRequest, form: ReplyForm) -> HttpResponse:
    replies = RequestReply.objects.visible_to(request.user).filter(about=asked)
    context = {
        "asked": asked,
        "replies": list(replies.select_related("written_by")),
        "form": form,
        "sheet": sheet_of(request.user, asked.pk) if asked.how == SupportRequest.How.PAPER else None,
        "by_staff": asked.how != SupportRequest.How.SELF,
        "to_reply": figures.in_words(asked.time_to_reply),
        "to_decision": figures.in_words(asked.time_to_decision),
        "can_speak": asked.status != SupportRequest.Status.WITHDRAWN
        and may(request.user, Permission.REQUEST_SPEAK, asked),
    }
    return render(request, "rehab/requests/one.html", context)


@require_POST
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(own_requests(request), pk=pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            actions.reply(asked, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. Staff will read it."))
            return redirect(asked)
    return _one(request, asked, form)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = actions.withdraw(get_object_or_404(own_requests(request), pk=pk), by=request.user)
    messages.info(request, _("You took it back. You can ask again at any time."))
    return redirect(asked)


@require_POST
def verdict(request: HttpRequest, pk: UUID, word: str) -> HttpResponse:
    """Was it answered?"""
    if word not in SupportRequest.Verdict.values:
        raise Http404
    asked = get_object_or_404(own_requests(request), pk=pk)
    actions.give_verdict(asked, verdict=word, by=request.user)
    told = _("Thank you. We told the manager.") if word == "not_answered" else _("Thank you.")
    messages.success(request, told)
    return redirect(asked)


@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The receipt: what was asked, when it is due, and the answer, to keep on paper. For both sides."""
    rows = SupportRequest.objects.visible_to(request.user).select_related(
        "type", "department", "made_in", "person__user"
    )
    asked = get_object_or_404(rows, pk=pk)
    own = asked.person.user_id == request.user.pk
    if not own:
        record(request.user, "requests.viewed", asked)
    replies = RequestReply.objects.visible_to(request.user).filter(about=asked)
    return render(request, "rehab/requests/paper.html", {"asked": asked, "own": own, "replies": replies})


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """How long answers take in my prison."""
    person = own_person(request)
    lines = figures.published(person.establishment_id) if person.establishment_id else []
    known = [
        {
            "name": line.name,
            "to_reply": figures.in_words(line.to_reply),
            "to_decision": figures.in_words(line.to_decision),
            "in_time": line.in_time,
        }
        for line in lines
    ]
    return render(request, "rehab/requests/times.html", {"lines": known, "place": person.establishment})
