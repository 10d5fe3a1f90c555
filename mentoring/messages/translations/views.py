"""Asking for another language, and the desk of those who translate."""

from typing import Any
from uuid import UUID

from django.contrib import messages as banners
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.home import STAFF, side_of
from justice_portal.paging import paged
from mentoring.messages.models import Message
from mentoring.messages.translations import actions
from mentoring.messages.translations.forms import LanguageForm, WordsForm
from mentoring.messages.translations.models import MessageTranslation
from mentoring.monitoring.figures import reads_somewhere

A_PAGE = 25


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A reader of a message asks for it in another language."""
    rows = Message.objects.visible_to(request.user).select_related("thread__match", "thread__person")
    message = get_object_or_404(rows, pk=pk)
    person = message.thread.person
    own = person.language if message.thread.is_by_person(request.user.pk) else ""
    form = LanguageForm(request.POST or None, own=own)
    if form.is_valid():
        try:
            actions.ask_translation(message, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("Somebody will type it, and another person checks it. Then it is here."))
            return redirect(f"{_back(request, message)}#newest")
    record(request.user, "messages.thread_viewed", message.thread, subjects=[message.thread.person_id])
    context = {"form": form, "message": message, "back": _back(request, message)}
    return render(request, "mentoring/translations/ask.html", context)


def _back(request: HttpRequest, message: Message) -> str:
    thread = message.thread
    if thread.is_by_person(request.user.pk) or side_of(request.user) != STAFF:
        return reverse("messages:thread", args=[thread.pk])
    return reverse("talks:thread" if thread.is_staffed else "mentoring:thread", args=[thread.pk])


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Translators: what is to be typed and what is to be checked, the longest wait first."""
    if not request.user.holds(Permission.MESSAGE_TRANSLATE):
        raise PermissionDenied
    rows = MessageTranslation.objects.within(request.user, Permission.MESSAGE_TRANSLATE).waiting()
    paging = paged(rows.select_related("message__thread", "message__made_in"), request.GET, A_PAGE)
    subjects = {one.message.thread.person_id for one in paging.rows}
    record(request.user, "translations.listed", MessageTranslation, subjects=subjects)
    context = {"paging": paging, "may_read": reads_somewhere(request.user)}
    return render(request, "mentoring/translations/desk.html", context)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One message: the original, and a box to type it in, or what another typed to be checked."""
    found = _find(request, pk)
    form = WordsForm(request.POST or None, initial={"words": found.words})
    if form.is_valid():
        try:
            actions.type_translation(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("Typed. Somebody else checks it."))
            return redirect("translations:desk")
    record(request.user, "translations.viewed", found, subjects=[found.message.thread.person_id])
    context: dict[str, Any] = {"wanted": found, "form": form, "is_mine": found.typed_by_id == request.user.pk}
    return render(request, "mentoring/translations/one.html", context)


@require_POST
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What another typed says the same."""
    actions.check_translation(_find(request, pk), seen=request.POST.get("seen", ""), by=request.user)
    banners.success(request, _("Checked. It stands beside the message now."))
    return redirect("translations:desk")


def _find(request: HttpRequest, pk: UUID) -> MessageTranslation:
    rows = MessageTranslation.objects.within(request.user, Permission.MESSAGE_TRANSLATE).of_these_words()
    related = rows.exclude(status=MessageTranslation.Status.CHECKED)
    found: MessageTranslation = get_object_or_404(
        related.select_related("message__thread__person", "message__thread__match", "message__made_in", "asked_by"),
        pk=pk,
    )
    return found
