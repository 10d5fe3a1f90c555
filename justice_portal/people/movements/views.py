"""Recording a movement: choose what happened, then say when."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.people.movements.fold import was_sent
from justice_portal.people.movements.sorts import SORTS, Sort, in_prison
from justice_portal.people.views import found, page


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
        raise DomainError(_("This cannot happen to the person now. Look at the record again: it may have changed."))
    form = sort.form(request.POST or None, user=request.user, person=person)
    if form.is_valid():
        try:
            sort.action(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recorded: %(what)s.") % {"what": sort.title})
            stays = Person.objects.visible_to(request.user).filter(pk=pk).exists()
            return redirect(person) if stays else redirect("people:list")
    return page(request, "people/movements/move.html", person, "people:person", form=form, sort=sort)
