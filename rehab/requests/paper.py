"""A request on paper: the form of one type, as it is on the day of printing."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import Offer, SheetKind, form, register
from justice_portal.sheets.models import Sheet
from rehab.requests import actions
from rehab.requests.models import SupportRequest
from rehab.requests.routing.models import RequestRoute, RequestType


def offers(user: Any, person: Person) -> list[Offer]:
    """The types that are on here, but for those that wait for an answer."""
    if person.establishment_id is None:
        return []
    waiting = SupportRequest.objects.visible_to(user).filter(person=person).open().values_list("type", flat=True)
    routes = RequestRoute.objects.visible_to(user).live(person.establishment_id)
    return _as_offers(one for one in routes if one.type_id not in set(waiting))


def for_many(user: Any, places: Any) -> list[Offer]:
    """The types that are on in these prisons."""
    found: dict[str, RequestRoute] = {}
    for place in places[:20]:
        for route in RequestRoute.objects.visible_to(user).live(place.pk):
            found.setdefault(route.type.code, route)
    return _as_offers(found.values())


def _as_offers(routes: Any) -> list[Offer]:
    return [Offer(one.type.code, _("Request: %(what)s") % {"what": one.type}) for one in routes]


def paper(person: Person, about: str) -> dict[str, Any]:
    found = _type(person, about)
    return form(
        (found.name, found.name_welsh),
        found.questions,
        intro=gettext_lazy("Ask the prison for something. You get an answer, with the reason."),
    )


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice  # a request is new: there is nothing that it could differ from
    asked = actions.ask(
        sheet.person,
        key=sheet.pk,
        type=_type(sheet.person, sheet.about),
        answers=answers,
        questions=sheet.questions,
        how=SupportRequest.How.PAPER,
        by=by,
    )
    return [asked.pk]


def _type(person: Person, about: str) -> RequestType:
    routes = RequestRoute.objects.live(person.establishment_id) if person.establishment_id else RequestRoute.objects
    route = routes.filter(type__code=about).select_related("type").first() if person.establishment_id else None
    if route is None:
        raise DomainError(_("You cannot ask for this here now. Please talk to staff."))
    found: RequestType = route.type
    return found


def reads(user: Any, sheet: Sheet) -> bool:
    """What was asked of a private department is its members' to read."""
    return SupportRequest.objects.visible_to(user).filter(pk=sheet.pk).exists()


def leads_to(sheet: Sheet, own: bool) -> str:
    return reverse("requests:one" if own else "requests:desk-one", args=[sheet.pk])


register(
    SheetKind(
        code="request",
        title=gettext_lazy("Request"),
        icon="requests",
        needs=Permission.REQUEST_MAKE,
        offers=offers,
        form=paper,
        save=save,
        for_many=for_many,
        reads=reads,
        leads_to=leads_to,
    )
)
