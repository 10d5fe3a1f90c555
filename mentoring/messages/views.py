"""A person's messages, a mentor's desk, and what staff answer: the same threads, each in the look of its reader's side."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from justice_portal import live
from justice_portal.access import Permission, Role
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.home import STAFF, side_of
from justice_portal.keys import uuid7
from justice_portal.paging import paged
from justice_portal.prepared import prepared
from mentoring.matching.running.models import MatchGoal
from mentoring.matching.threads.models import Thread
from mentoring.mentors.models import Mentor
from mentoring.messages import actions
from mentoring.messages.conversation import A_PAGE, inbox, lines_of, name_of_other, page_of
from mentoring.messages.drafts.actions import keep_draft
from mentoring.messages.drafts.models import Draft
from mentoring.messages.forms import MessageForm
from mentoring.messages.held.actions import change_message
from mentoring.messages.held.models import with_outcomes
from mentoring.messages.models import Message
from mentoring.messages.quick import BY_CODE, QUICK
from rehab.care.distress import sounds_like_distress

THREADS_A_PAGE = 20


@require_GET
def threads(request: HttpRequest) -> HttpResponse:
    """All threads of the reader, the newest first."""
    if not request.user.holds(Permission.MESSAGE_VIEW):
        raise PermissionDenied
    mine = inbox(request.user)
    if not request.user.has_role(Role.PERSON):  # what they answer as staff is on another desk
        mine = mine.filter(match__isnull=False)
    paging = paged(mine, request.GET, THREADS_A_PAGE)
    if side_of(request.user) == STAFF:
        record(request.user, "messages.threads_viewed", Thread, subjects={one.person_id for one in paging.rows})
    return render(
        request,
        "mentoring/messages/threads.html",
        {
            "paging": paging,
            "lines": lines_of(list(paging.rows), request.user),
            "thread_url": _names(request)["thread"],
            "can_choose": request.user.has_role(Role.PERSON),
            "mentor": _mentor(request),
        },
    )


@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One thread: what was written, and a box to write in."""
    found = _one_thread.first(request.user, pk)
    if found is None:
        raise Http404
    if live.asks_again(request) and (nothing := live.nothing_new(request, _mark(request.user, found))) is not None:
        return nothing
    form = MessageForm(_sent_in(request) or None, request.FILES or None)
    if form.is_valid():
        try:
            return _do(request, found, form)
        except DomainError as error:
            form.add_error(None, str(error))
    draft = Draft.objects.visible_to(request.user).filter(thread=found).first()
    form.initial["body"] = _words_to_change(request, found, draft)
    if request.method == "GET" and not live.asks_again(request):
        actions.open_thread(found, by=request.user)
    return render(request, "mentoring/messages/thread.html", _shown(request, found, form) | {"draft": draft})


def _sent_in(request: HttpRequest) -> Any:
    """What was sent. A button with a picture stands for its words."""
    if chosen := BY_CODE.get(request.POST.get("quick", "")):
        return {**request.POST.dict(), "body": str(chosen.text)}
    return request.POST


def _do(request: HttpRequest, found: Thread, form: MessageForm) -> HttpResponse:
    """Send it, keep it for later, or put it in the place of one that waits: as the button says."""
    here, given = reverse(_names(request, found)["thread"], args=[found.pk]), form.cleaned_data
    if "keep" in request.POST:
        keep_draft(found, words=given["body"], by=request.user)
        return redirect(f"{here}?kept=1#write")
    old = _one(request, found, request.POST.get("instead", ""))
    if old and old.author_id == request.user.pk and old.can_be_withdrawn:
        sent = change_message(old, **given, by=request.user)
    else:
        sent = actions.send_message(found, **given, by=request.user)
    return redirect(f"{here}?sent={sent.pk}#sent")


@prepared
def _one_thread(user: Any, pk: UUID) -> QuerySet[Thread]:
    return Thread.objects.visible_to(user).for_writing().filter(pk=pk)


@prepared
def _states(user: Any, thread: UUID) -> QuerySet[Message, Any]:
    """Which messages a thread shows, and how far each is."""
    newest = Message.objects.visible_to(user).filter(thread=thread).newest_first()
    return newest.values_list("pk", "status", "read_at")[:A_PAGE]


def _mark(user: Any, found: Thread) -> str:
    return live.mark_of(_states(user, found.pk))


def _mentor(request: HttpRequest) -> Mentor | None:
    """The reader as a mentor, to be told how long the vetting lasts."""
    if not request.user.has_role(Role.MENTOR):
        return None
    return Mentor.objects.visible_to(request.user).filter(user=request.user).first()


def _names(request: HttpRequest, found: Thread | None = None) -> dict[str, str]:
    """The URL names of the reader's side."""
    if found and found.is_staffed and not found.is_by_person(request.user.pk):
        return {"list": "talks:desk", "thread": "talks:thread"}
    if side_of(request.user) == STAFF:
        return {"list": "mentoring:desk", "thread": "mentoring:thread"}
    return {"list": "messages:list", "thread": "messages:thread"}


def _shown(request: HttpRequest, found: Thread, form: MessageForm) -> dict[str, Any]:
    user = request.user
    sent = _own(request, found, "sent")
    return {
        "thread": found,
        "name": name_of_other(found, user),
        "is_mentor": user.pk == found.mentor_id,
        "is_staff": found.is_staffed and not found.is_by_person(user.pk),
        "goals": _goals(user, found) if user.pk == found.mentor_id else [],
        "page": page_of(found, user, before=_one(request, found, request.GET.get("before", ""))),
        "form": form,
        "can_show": found.person.establishment_id is not None or found.match is not None,
        "state": _mark(user, found),
        "closed": found.why_closed(),
        "sent": sent,
        "instead": _instead(request, found),
        "was_kept": "kept" in request.GET,
        "quick": QUICK,
        "quick_key": uuid7(),
        # A person's own words are answered on whatever page they wrote them (rehab/care/help.py).
        "needs_help": sent is not None and sent.author_id == found.mentor_id and sounds_like_distress(sent.body),
        "names": {
            name: reverse(url, args=[found.pk] if name == "thread" else [])
            for name, url in _names(request, found).items()
        },
    }


def _instead(request: HttpRequest, found: Thread) -> Message | None:
    """The own message whose place the new words take."""
    old = _one(request, found, request.POST.get("instead", "") or request.GET.get("again", ""))
    return old if old and old.author_id == request.user.pk and old.can_be_withdrawn else None


def _goals(user: Any, found: Thread) -> list[MatchGoal]:
    """What the two agreed on: the sixth thing that a mentor reads of a person (T52)."""
    return list(MatchGoal.objects.visible_to(user).filter(match=found.match_id, status=MatchGoal.Status.AGREED))


def _words_to_change(request: HttpRequest, found: Thread, draft: Draft | None) -> str:
    """The words of an own message that did not go on, to be changed and sent again; else what was kept for later."""
    old = _own(request, found, "again")
    if old and not old.delivered_at:
        return old.body
    return draft.words if draft else ""


def _own(request: HttpRequest, found: Thread, name: str) -> Message | None:
    message = _one(request, found, request.GET.get(name, ""))
    return message if message and message.author_id == request.user.pk else None


def _one(request: HttpRequest, found: Thread, named: str) -> Message | None:
    """The message of this thread that the address names, if the reader may see it."""
    try:
        pk = UUID(named)
    except ValueError:
        return None
    rows = Message.objects.visible_to(request.user).filter(thread=found, pk=pk)
    return with_outcomes(rows, request.user).first()
