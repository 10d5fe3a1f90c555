"""Putting one movement right: take it back, correct its time, move it to another record, give it again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.access import Permission, require
from justice_portal.errors import DomainError
from justice_portal.people.amending import actions
from justice_portal.people.amending.forms import CorrectForm, MoveForm, WithdrawForm
from justice_portal.people.amending.models import Amendment
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.words import said
from justice_portal.people.views import found, page


def _movement(request: HttpRequest, pk: UUID) -> Movement:
    movement: Movement = get_object_or_404(Movement.objects.visible_to(request.user).with_places(), pk=pk)
    movement.person = found(request, movement.person_id)  # whoever it is about sees the movement, and not this page
    require(request.user, Permission.PERSON_MOVE, movement)
    return movement


@require_http_methods(["GET", "POST"])
def put_right(request: HttpRequest, pk: UUID) -> HttpResponse:
    movement = _movement(request, pk)
    person = movement.person
    sent = request.POST.get("what", "")
    people = Person.objects.within(request.user, Permission.PERSON_MOVE)
    forms: dict[str, Any] = {
        "withdraw": WithdrawForm(request.POST if sent == "withdraw" else None),
        "correct": CorrectForm(request.POST if sent == "correct" else None, movement=movement),
        "move": MoveForm(request.POST if sent == "move" else None, people=people),
    }
    form = forms.get(sent)
    if form is not None and form.is_valid():
        try:
            _act(movement, sent, form.cleaned_data, request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Put right. The person is told."))
            stays = Person.objects.visible_to(request.user).filter(pk=person.pk).exists()
            return redirect("people:history", pk=person.pk) if stays else redirect("people:list")
    context = {"forms": forms, "form": form, "movement": movement, "said": said(movement)}
    return page(request, "people/amending/put_right.html", person, "people:history", **context)


def _act(movement: Movement, what: str, given: dict[str, Any], by: Any) -> None:
    if what == "withdraw":
        actions.withdraw_movement(movement, why=given["why"], by=by)
    elif what == "correct":
        actions.correct_movement(movement, on=given["on"], at=given["at"], why=Amendment.Why.WRONG_FACT, by=by)
    else:
        actions.give_movement_to(movement, to=given["to"], by=by)


@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    movement = _movement(request, pk)
    actions.reopen_movement(movement, by=request.user)
    messages.success(request, _("Put right. The person is told."))
    return redirect("people:history", pk=movement.person_id)
