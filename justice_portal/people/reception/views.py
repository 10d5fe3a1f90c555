"""The reception desk of a prison: who comes in, and their sign-in account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal import clock
from justice_portal.access import Permission, places_for, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.people.models import Movement, Person
from justice_portal.people.reception import actions
from justice_portal.people.reception.forms import CellForm, ReceiveForm
from justice_portal.people.reception.models import Arrival, RollCheck, RollLine
from justice_portal.people.search import of_similar_name
from justice_portal.people.views import found, page


def desk_of(request: HttpRequest, pk: UUID) -> Establishment:
    """The prison, for those who receive people there; 404 otherwise."""
    return get_object_or_404(places_for(request.user, Permission.PERSON_RECEIVE), pk=pk)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The only prison of the reader, or a choice."""
    if not request.user.holds(Permission.PERSON_RECEIVE):
        raise Http404
    places = list(places_for(request.user, Permission.PERSON_RECEIVE).open()[:200])
    if len(places) == 1:
        return redirect("reception:desk", pk=places[0].pk)
    return render(request, "people/reception/start.html", {"places": places})


@require_safe
def desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is on the way, who came today, and how the last roll stood."""
    place, user = desk_of(request, pk), request.user
    arrivals = list(expected(user, place))
    today = clock.now().astimezone(clock.LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    came = Movement.objects.visible_to(user).filter(
        to_establishment=place,
        kind__in=[Movement.Kind.RECEPTION, Movement.Kind.TRANSFER_IN],
        happened_at__gte=today,
        person__establishment=place,
    )
    came = list(came.select_related("person__cell")[:100])
    record(user, "reception.viewed", place, subjects=[*arrivals, *(move.person_id for move in came)])
    here = Person.objects.visible_to(user).here(place)
    last = RollCheck.objects.visible_to(user).filter(establishment=place).first()
    context = {
        "place": place,
        "arrivals": arrivals,
        "came": came,
        "here": here.count(),
        "without_cell": here.filter(cell=None).order_by("family_name", "given_name")[:20],
        "last": last,
        "open_lines": RollLine.objects.visible_to(user).filter(roll=last, status="open").count() if last else 0,
    }
    return render(request, "people/reception/desk.html", context)


def expected(user: Any, place: Establishment) -> Any:
    """Who was sent here and has not come. Restricted cases are received by number, at the door."""
    rows = Arrival.objects.visible_to(user).filter(bound_for=place, is_restricted=False)
    return rows.order_by("family_name", "given_name", "pk")


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Someone is at the door. From a line of the roll, number and cell are filled in."""
    place, user = desk_of(request, pk), request.user
    form = ReceiveForm(request.POST or None, user=user, establishment=place, initial=_from_roll(request, place))
    alike: list[Person] = []
    if form.is_valid():
        particulars = form.particulars()
        within = Person.objects.visible_to(user).exclude(prison_number=particulars.prison_number)
        alike = of_similar_name(particulars.given_name, particulars.family_name, within)
        if not alike or request.POST.get("is_someone_else"):
            try:
                person = actions.receive_person(place, who=particulars, **form.rest(), by=user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                return _received(request, place, person)
    if alike:
        record(user, "person.listed", place, subjects=alike)
    context = {"place": place, "form": form, "groups": form.groups(), "alike": alike}
    return render(request, "people/reception/receive.html", context)


def _from_roll(request: HttpRequest, place: Establishment) -> dict[str, Any]:
    """What a line of the roll says, for the empty form."""
    try:
        key = UUID(request.GET.get("line", ""))
    except ValueError:
        return {}
    lines = RollLine.objects.visible_to(request.user).filter(pk=key, roll__establishment=place)
    line = lines.filter(kind=RollLine.Kind.UNEXPECTED).first()
    return {"prison_number": line.prison_number, "cell": line.cell_id} if line else {}


def _received(request: HttpRequest, place: Establishment, person: Person) -> HttpResponse:
    if not Person.objects.visible_to(request.user).filter(pk=person.pk).exists():
        messages.success(request, _("Received. This case is restricted: only staff named for it can open it."))
        return redirect("reception:desk", pk=place.pk)
    messages.success(request, _("Received. Next: a sign-in account, and someone to look after them."))
    return redirect(person)


@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Someone whom another prison sent is at the door: only the cell is left to choose."""
    user = request.user
    person = Arrival.objects.visible_to(user).filter(is_restricted=False, pk=pk).select_related("bound_for").first()
    if person is None:
        found(request, pk, Permission.PERSON_RECEIVE)  # sent twice: they are here now
        return redirect("people:person", pk=pk)
    place = person.bound_for
    form = CellForm(request.POST or None, user=user, establishment=place)
    if form.is_valid():
        try:
            actions.receive_arrival(place, person=person, **form.cleaned_data, by=user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _received(request, place, person)
    record(user, "reception.viewed", place, subjects=[person])
    return render(request, "people/reception/arrive.html", {"place": place, "person": person, "form": form})


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the person's account; then a code for the PIN is printed."""
    person = found(request, pk)
    require(request.user, Permission.PERSON_RECEIVE, person)
    if request.method == "POST":
        actions.give_account(person, by=request.user)
    if request.method == "POST" or person.user_id:
        return redirect("pins:start", pk=person.pk)
    return page(request, "people/reception/account.html", person, "people:person")
