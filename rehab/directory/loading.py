"""What a list of services would change: worked out whole before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from justice_portal.csv_input import BadFileError, Problem
from rehab.appointments.models import MeetingPlace, OpeningTime
from rehab.appointments.place_actions import Hours, place_now
from rehab.directory.hours import week_of
from rehab.directory.importer import Fact
from rehab.directory.models import Service

Name = tuple[str, str]

#: What of the form belongs to the service; the rest is its place.
OF_SERVICE = ("what", "what_welsh", "needs", "area", "languages", "access", "access_welsh", "is_listed")


@dataclass
class Load:
    """Rows on their way to the database; `same` were true already."""

    new_places: list[MeetingPlace] = field(default_factory=list)
    places: list[MeetingPlace] = field(default_factory=list)
    hours: dict[Any, Hours] = field(default_factory=dict)  # place -> its week, where that is new
    added: list[Service] = field(default_factory=list)
    changed: list[Service] = field(default_factory=list)
    same: int = 0


def same_name(name: str, postcode: str) -> Name:
    return name.casefold(), postcode.replace(" ", "").upper()


def service_now(service: Service) -> dict[str, Any]:
    """A service and its place as the form asks for them."""
    return place_now(service.place) | {name: getattr(service, name) for name in OF_SERVICE}


def put(thing: Any, facts: dict[str, Any]) -> bool:
    """Write facts onto thing; whether anything is new."""
    is_new = any(getattr(thing, name) != value for name, value in facts.items())
    for name, value in facts.items():
        setattr(thing, name, value)
    return is_new


class Planner:
    """Finds for each row the service that it is, by key first, then by name and postcode."""

    def __init__(self, facts: list[Fact], *, may_edit_places: bool) -> None:
        self.facts, self.may_edit_places, self.load = facts, may_edit_places, Load()
        self.problems: list[Problem] = []
        self.taken: dict[Any, int] = {}  # place or key -> the row that has it
        places = _places(facts)
        self.by_name = {same_name(one.name, one.postcode): one for one in places}
        self.by_key = {one.service.source_key: one for one in places if _service(one) and one.service.source_key}

    def plan(self) -> Load:
        """Raises BadFileError with a reason for each row that does not fit what is there."""
        for fact in self.facts:
            self._row(fact)
        if self.problems:
            raise BadFileError(self.problems)
        return self.load

    def _row(self, fact: Fact) -> None:
        name = same_name(fact.place["name"], fact.place["postcode"])
        named, keyed = self.by_name.get(name), self.by_key.get(fact.key) if fact.key else None
        if named and keyed and named.pk != keyed.pk:
            return self._bad(fact, "key", _("belongs to another service than this name and postcode."))
        place = keyed or named
        service = _service(place) if place else None
        if service and fact.key and service.source_key not in {"", fact.key}:
            return self._bad(fact, "key", _("is not the key that this service has."))
        if not self._is_first(fact, "name", ("name", name)) or (
            fact.key and not self._is_first(fact, "key", ("key", fact.key))
        ):
            return None
        if place is not None and not self._is_first(fact, "name", place.pk):
            return None
        return self._fit(fact, place, service)

    def _is_first(self, fact: Fact, column: str, what: Any) -> bool:
        first = self.taken.setdefault(what, fact.row)
        if first != fact.row:
            self._bad(fact, column, _("is the same service as in row %(row)s.") % {"row": first})
        return first == fact.row

    def _bad(self, fact: Fact, column: str, message: str) -> None:
        self.problems.append(Problem(message, fact.row, column))

    def _fit(self, fact: Fact, place: MeetingPlace | None, service: Service | None) -> None:
        load = self.load
        if place is None:
            place = MeetingPlace(is_for_meetings=False, **fact.place)
            load.new_places.append(place)
            load.hours[place.pk] = fact.hours
            is_new = True
        else:
            is_moved, is_new_week = put(place, fact.place), week_of(place.opening_times.all()) != fact.hours
            is_new = is_moved or is_new_week
            if is_new and place.is_for_meetings and not self.may_edit_places:
                return self._bad(fact, "name", _("is where staff book appointments: only a manager may change it."))
            if is_moved:
                load.places.append(place)
            if is_new_week:
                load.hours[place.pk] = fact.hours
        return self._fit_service(fact, place, service, is_new)

    def _fit_service(self, fact: Fact, place: MeetingPlace, service: Service | None, is_new: bool) -> None:
        load = self.load
        facts = fact.service | ({"source_key": fact.key} if fact.key else {})
        if service is None:
            service = Service(place=place, **facts)
            load.added.append(service)
        elif put(service, facts) or is_new:
            load.changed.append(service)
        elif not self._is_newer(fact, service):
            load.same += 1
        if self._is_newer(fact, service):
            service.checked_on, service.checked_by = fact.checked_on, None
            service.review_on = Service.next_review(service.checked_on)
            if service not in load.added and service not in load.changed:
                load.changed.append(service)

    def _is_newer(self, fact: Fact, service: Service) -> bool:
        return fact.checked_on is not None and (service.checked_on is None or service.checked_on < fact.checked_on)


def _service(place: MeetingPlace) -> Service | None:
    return getattr(place, "service", None)


def _places(facts: Iterable[Fact]) -> list[MeetingPlace]:
    """Every place that a row may mean, with its service and its week. Two queries."""
    names = {fact.place["name"] for fact in facts}
    low = {name.lower() for name in names} | {name.casefold() for name in names}
    meant = Q(name__in=names) | Q(low__in=low) | Q(service__source_key__in={fact.key for fact in facts} - {""})
    weeks = Prefetch("opening_times", OpeningTime.objects.order_by("weekday", "opens"))
    return list(
        MeetingPlace.objects.annotate(low=Lower("name")).filter(meant).select_related("service").prefetch_related(weeks)
    )
