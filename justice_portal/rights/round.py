"""One round of retention: each person and each model is a piece of work of its own; one that fails is logged, the rest go on."""

import logging
from collections import Counter
from dataclasses import dataclass, field

from django.db import Error
from django.db.models import ProtectedError, QuerySet

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.rights import actions
from justice_portal.rights.decisions import DECISIONS, Decision, Keep
from justice_portal.rights.keeping import due
from justice_portal.rights.models import KeepDate, LegalHold
from justice_portal.rights.purging import children_first

log = logging.getLogger(__name__)


@dataclass
class Tally:
    """What a round removed, or would remove."""

    people: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    refused: int = 0


def purge(*, dry_run: bool = False) -> Tally:
    """Tell the dates, then remove what has reached its own. dry_run: only count; nothing is told or removed."""
    tally = Tally()
    if not dry_run:
        _tell_dates()
    for person in people_due():
        if dry_run:
            tally.people += 1
            continue
        try:
            actions.begin_erasure(person, by=SYSTEM)
            tally.rows.update(actions.erase_person(person, by=SYSTEM))
            tally.people += 1
        except (DomainError, ProtectedError, Error) as error:
            log.error("not erased person=%s", person.pk, exc_info=error)
            tally.refused += 1
    for decision in with_periods():
        try:
            tally.rows[decision.model.__name__] += (
                due(decision).count() if dry_run else actions.erase_due(decision.model, decision=decision, by=SYSTEM)
            )
        except (DomainError, ProtectedError, Error) as error:
            log.error("not erased model=%s", decision.model.__name__, exc_info=error)
            tally.refused += 1
    return tally


def _tell_dates() -> None:
    """Everybody whose case is over, and those who came back after they were told a date."""
    over = Person.objects.filter(place=Person.Place.ENDED)
    back = Person.objects.exclude(place=Person.Place.ENDED).filter(keep_date__isnull=False)
    for person in (over | back).distinct().iterator(chunk_size=500):
        actions.tell_keep_date(person, by=SYSTEM)


def people_due() -> QuerySet[Person]:
    """People whose told date has come, and whose record is not on hold."""
    held = LegalHold.objects.live().values("person")
    dates = KeepDate.objects.filter(until_on__lte=clock.today()).exclude(person__in=held)
    return Person.objects.filter(place=Person.Place.ENDED, pk__in=dates.values("person")).order_by("pk")


def with_periods() -> list[Decision]:
    """Models whose rows have a period of their own, children first."""
    kinds = [model for model, one in DECISIONS.items() if isinstance(one.keep, Keep) and one.keep.since]
    return [DECISIONS[model] for model in children_first(kinds)]
