"""The two choices of a writer that need no words: take it back, ask for a second look. Changing it is in messages/views.py."""

from uuid import UUID

from django.contrib import messages as banners
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from justice_portal.home import STAFF, side_of
from mentoring.messages.held import actions
from mentoring.messages.models import Message


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    message = _own(request, pk)
    actions.withdraw_message(message, by=request.user)
    banners.success(request, _("You took your message back. Nobody will get it."))
    return _back(request, message)


@require_POST
def second(request: HttpRequest, pk: UUID) -> HttpResponse:
    message = _own(request, pk)
    actions.ask_second_look(message, by=request.user)
    banners.success(request, _("Someone else will look at your message too."))
    return _back(request, message)


def _own(request: HttpRequest, pk: UUID) -> Message:
    rows = Message.objects.visible_to(request.user).select_related("thread__match", "thread__person")
    return get_object_or_404(rows, pk=pk, author=request.user.pk)


def _back(request: HttpRequest, message: Message) -> HttpResponse:
    page = "mentoring:thread" if side_of(request.user) == STAFF else "messages:thread"
    return redirect(f"{reverse(page, args=[message.thread_id])}#newest")
