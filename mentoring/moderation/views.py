"""The moderators' queue, and the page of one held message."""

from typing import Any
from uuid import UUID

from django.contrib import messages as banners
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from mentoring.messages.held.models import Hold
from mentoring.messages.photos.models import MessagePhoto
from mentoring.messages.photos.views import sent
from mentoring.messages.translations.actions import ask_for_decision
from mentoring.messages.translations.forms import LanguageForm
from mentoring.messages.translations.models import MessageTranslation
from mentoring.moderation import actions
from mentoring.moderation.forms import PartForm, PassForm, StopForm
from mentoring.moderation.models import Recheck
from mentoring.moderation.parts import places_of
from mentoring.moderation.queue import after, around, parts_shown, shown, snippet_of, waiting, writer_of
from mentoring.monitoring.figures import reads_somewhere

A_PAGE = 25
#: The queue says how many wait up to here; beyond it says "more than".
MOST_COUNTED = 100


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Held messages of the moderator's prison: what is urgent first, then the oldest."""
    if not request.user.holds(Permission.MESSAGE_MODERATE):
        raise PermissionDenied
    everything = waiting(request.user)
    found = list(shown(after(everything, _last(request)))[: A_PAGE + 1])
    holds = found[:A_PAGE]
    people = {hold.message.thread.person_id for hold in holds}
    record(request.user, "moderation.queue_viewed", Hold, subjects=sorted(people))
    count = everything.order_by()[: MOST_COUNTED + 1].count()
    return render(
        request,
        "mentoring/moderation/queue.html",
        {
            "rows": [(hold, writer_of(hold.message, hold), snippet_of(hold)) for hold in holds],
            "count": min(count, MOST_COUNTED),
            "is_more": count > MOST_COUNTED,
            "next": holds[-1].pk if len(found) > A_PAGE else None,
            "may_read": reads_somewhere(request.user),
            "rechecks": Recheck.objects.visible_to(request.user).waiting().order_by()[: MOST_COUNTED + 1].count(),
        },
    )


def _last(request: HttpRequest) -> Hold | None:
    try:
        pk = UUID(request.GET.get("after", ""))
    except ValueError:
        return None
    return Hold.objects.visible_to(request.user).filter(pk=pk).first()


@require_GET
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A held message: what the rules found, what was written before and after, and the decisions."""
    return _page(request, _find(request, pk))


@require_GET
def hold_next(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The message that is looked at after this one; the queue when there is none."""
    return _go_on(request, _find(request, pk))


@require_POST
def hold_pass(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = PassForm(request.POST)
    if not form.is_valid():
        raise DomainError(_("This page was not whole. Open the message again."))
    actions.pass_message(found, seen=form.cleaned_data["seen"], by=request.user)
    banners.success(request, _("The message was passed on."))
    return _go_on(request, found)


@require_POST
def hold_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = PartForm(request.POST, parts=parts_shown(found))
    if form.is_valid():
        given = form.cleaned_data
        try:
            leave_out = form.places + places_of(found.message.body, given["other"])
            said = {name: given[name] for name in ("seen", "reason", "words")}
            actions.pass_in_part(found, leave_out=leave_out, **said, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("A part was left out, the rest was passed on. The writer is told why."))
            return _go_on(request, found)
    return _page(request, _find(request, pk), part_form=form)


@require_POST
def hold_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, found, stop_form=form)
    actions.stop_message(found, **form.cleaned_data, by=request.user)
    banners.success(request, _("The message was stopped. Its writer is told why."))
    return _go_on(request, found)


@require_POST
def language(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the words in a language that the moderator reads."""
    found = _find(request, pk)
    form = LanguageForm(request.POST)
    if form.is_valid():
        ask_for_decision(found, **form.cleaned_data, by=request.user)
        banners.success(request, _("Asked. It stands here when it is checked."))
        return redirect("moderation:hold", found.pk)
    return _page(request, found, language_form=form)


@require_safe
def photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The photo of a message that waits for this moderator."""
    rows = MessagePhoto.objects.within(request.user, Permission.MESSAGE_MODERATE).select_related("message__thread")
    return sent(request, get_object_or_404(rows, pk=pk))


def _translations(request: HttpRequest, found: Hold) -> list[MessageTranslation]:
    rows = MessageTranslation.objects.within(request.user, Permission.MESSAGE_MODERATE)
    return list(rows.of_these_words().filter(message=found.message_id).order_by("asked_at"))


def photo_of(request: HttpRequest, found: Hold) -> MessagePhoto | None:
    rows = MessagePhoto.objects.within(request.user, Permission.MESSAGE_MODERATE)
    return rows.filter(message=found.message_id).first()


def _go_on(request: HttpRequest, found: Hold) -> HttpResponse:
    """To the next message that waits, so that a queue is worked through by three keys."""
    behind = after(waiting(request.user), found).exclude(pk=found.pk).first()
    return redirect("moderation:hold", behind.pk) if behind else redirect("moderation:queue")


def _find(request: HttpRequest, pk: UUID) -> Hold:
    """A hold with its words, or without them where it is decided: decisions stay, sight of the words ends (T64a)."""
    found = get_object_or_404(shown(Hold.objects.visible_to(request.user)), pk=pk)
    if found.is_waiting and not Hold.objects.visible_to(request.user).in_sight().filter(pk=pk).exists():
        raise Http404
    return found


def _page(request: HttpRequest, found: Hold, **forms: Any) -> HttpResponse:
    context: dict[str, Any] = {"hold": found, "writer": writer_of(found.message, found)}
    if found.is_waiting:
        before, behind = around(found, request.user)
        parts, seen = parts_shown(found), found.message.fingerprint()
        record(request.user, "moderation.message_viewed", found, subjects=[found.message.thread.person_id])
        context |= {
            "parts": parts,
            "before": [(message, writer_of(message, found)) for message in before],
            "behind": [(message, writer_of(message, found)) for message in behind],
            "seen": seen,
            "photo": photo_of(request, found),
            "translations": _translations(request, found),
            "language_form": LanguageForm(),
            "closed": found.message.thread.why_closed(),
            "stop_form": StopForm(),
            "part_form": PartForm(parts=parts, initial={"seen": seen}),
        }
    # The summary of what is wrong is about the form that was sent.
    return render(
        request, "mentoring/moderation/hold.html", context | forms | {"form": next(iter(forms.values()), None)}
    )
