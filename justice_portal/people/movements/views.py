"""Recording a movement: choose what happened, then say when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.people.movements import actions
from justice_portal.people.movements.fold import was_sent
from justice_portal.people.movements.forms import CellForm, ReleaseForm, TransferForm, WhenForm
from justice_portal.people.views import found, page

Place, Status = Person.Place, Person.Status


@dataclass(frozen=True)
class Sort:
    """A kind of movement as its page says it. fits: whether it can happen to this person now."""

    title: Any
    hint: Any
    button: Any
    form: type[WhenForm]
    action: Callable[..., Any]
    fits: Callable[[Person], bool]
    consequences: tuple[Any, ...]
    is_weighty: bool = False


def in_prison(person: Person) -> bool:
    return person.place == Place.PRISON


SORTS: Mapping[str, Sort] = {
    "cell": Sort(
        _("Moved cell"),
        _("To another cell of this prison"),
        _("Record the cell move"),
        CellForm,
        actions.move_cell,
        in_prison,
        (_("Their key worker and POM stay the same."),),
    ),
    "transfer": Sort(
        _("Left for another prison"),
        _("They are on their way, or about to be"),
        _("Record the transfer"),
        TransferForm,
        actions.transfer_out,
        in_prison,
        (
            _("Staff of this prison can no longer open the record. For 90 days they can read what was written here."),
            _("Their key worker and POM here end."),
            _("The other prison receives them on its Reception page."),
        ),
        is_weighty=True,
    ),
    "release": Sort(
        _("Released"),
        _("They left prison for the community"),
        _("Record the release"),
        ReleaseForm,
        actions.release_person,
        in_prison,
        (
            _("Staff of this prison can no longer open the record. For 90 days they can read what was written here."),
            _("Their key worker and POM here end."),
            _("The delivery unit can open the record."),
        ),
        is_weighty=True,
    ),
    "recall": Sort(
        _("Recalled"),
        _("They must go back to prison"),
        _("Record the recall"),
        WhenForm,
        actions.recall_person,
        lambda person: person.place == Place.COMMUNITY and person.status in actions.CAN_BE_RECALLED,
        (_("They stay with the delivery unit until a prison receives them."),),
        is_weighty=True,
    ),
    "end": Sort(
        _("Supervision ended"),
        _("The licence, order or supervision is over"),
        _("Record the end"),
        WhenForm,
        actions.end_supervision,
        lambda person: person.place == Place.COMMUNITY and person.status != Status.RECALLED,
        (_("Their COM ends."), _("The record is kept. It opens again if they come back."),),
        is_weighty=True,
    ),
    "death": Sort(
        _("Died"),
        _("Only when it is certain"),
        _("Record the death"),
        WhenForm,
        actions.record_death,
        lambda person: person.place != Place.ENDED,
        (
            _("Everybody who works with them ends."),
            _("What was planned for them stops in every part of the portal."),
            _("This cannot be undone here."),
        ),
        is_weighty=True,
    ),
}  # fmt: skip


def movable(request: HttpRequest, pk: UUID) -> Person:
    person = found(request, pk)
    require(request.user, Permission.PERSON_MOVE, person)
    return person


def sorts_for(user: Any, person: Person) -> dict[str, Sort]:
    """What can happen to this person now, by this user: a prison moves its people, a unit those outside."""
    if in_prison(person) and not may(user, Permission.PERSON_MOVE, person.establishment):
        return {}
    return {name: sort for name, sort in SORTS.items() if sort.fits(person)}


@require_safe
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = movable(request, pk)
    choices = [
        {"title": sort.title, "hint": sort.hint, "href": reverse("movements:move", args=[pk, name])}
        for name, sort in sorts_for(request.user, person).items()
    ]
    return page(request, "people/movements/choose.html", person, "people:person", choices=choices)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    if kind not in SORTS:
        raise Http404
    if request.method == "POST" and was_sent(request.POST.get("key"), pk, by=request.user):
        return redirect("people:list")  # sent twice: the first took the person out of reach
    person = movable(request, pk)
    sort = sorts_for(request.user, person).get(kind)
    if sort is None:
        raise DomainError(_now("This cannot happen to the person now. Look at the record again: it may have changed."))
    form = sort.form(request.POST or None, user=request.user, person=person)
    if form.is_valid():
        try:
            sort.action(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _now("Recorded: %(what)s.") % {"what": sort.title})
            stays = Person.objects.visible_to(request.user).filter(pk=pk).exists()
            return redirect(person) if stays else redirect("people:list")
    return page(request, "people/movements/move.html", person, "people:person", form=form, sort=sort)
