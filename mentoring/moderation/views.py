"""The moderators' queue, and the page of one held message."""

from typing import Any
from uuid import UUID

from django.contrib import messages as banners
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from mentoring.messages.models import Hold
from mentoring.moderation import actions
from mentoring.moderation.forms import PassForm, StopForm
from mentoring.moderation.queue import after, around, parts_of, shown, snippet_of, waiting, writer_of

A_PAGE = 25
#: The queue says how many wait up to here; beyond it says "more than".
MOST_COUNTED = 100


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Held messages of the moderator's prison, the oldest first."""
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
    """A held message: what the rules found, what was written before and after, and the two decisions."""
    return _page(request, _find(request, pk), StopForm())


@require_POST
def hold_pass(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = PassForm(request.POST)
    if not form.is_valid():
        raise DomainError(_("This page was not whole. Open the message again."))
    actions.pass_message(found, seen=form.cleaned_data["seen"], by=request.user)
    banners.success(request, _("The message was passed on."))
    return redirect("moderation:queue")


@require_POST
def hold_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    actions.stop_message(found, **form.cleaned_data, by=request.user)
    banners.success(request, _("The message was stopped. Its writer is told why."))
    return redirect("moderation:queue")


def _find(request: HttpRequest, pk: UUID) -> Hold:
    return get_object_or_404(shown(Hold.objects.visible_to(request.user)), pk=pk)


def _page(request: HttpRequest, found: Hold, form: StopForm) -> HttpResponse:
    context: dict[str, Any] = {"hold": found, "form": form, "writer": writer_of(found.message, found)}
    if found.is_waiting:
        before, behind = around(found, request.user)
        record(request.user, "moderation.message_viewed", found, subjects=[found.message.thread.person_id])
        context |= {
            "parts": parts_of(found),
            "before": [(message, writer_of(message, found)) for message in before],
            "behind": [(message, writer_of(message, found)) for message in behind],
            "seen": found.message.fingerprint(),
            "closed": found.message.thread.why_closed(),
        }
    return render(request, "mentoring/moderation/hold.html", context)
