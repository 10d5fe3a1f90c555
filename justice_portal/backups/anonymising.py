"""A copy of a real record made into an estate of the same shape with nobody real in it, for tests and training (T101).

Nothing is disguised: dates and what happened to somebody would tell who it was, whatever the name. Everything is thrown
away but the list of prisons and delivery units and how many people each prison holds, in fives; then the estate is
invented anew. So there is nothing to look for afterwards.
"""

from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.demo import is_demo_database, mark_as_demo
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.estate.models import Address, DeliveryUnit, Establishment, Region
from justice_portal.history.guard import APPEND_ONLY, READ_ONLY, WRITTEN_BY_TRIGGERS
from justice_portal.jobs.models import SignOfLife
from justice_portal.jobs.signs import SILENT_AFTER
from justice_portal.people.models import Person
from justice_portal.seeding import SeedEstate, seed

#: Where things are, as published: the same in every copy.
STAYS = (Address, DeliveryUnit, Establishment, Region)
#: How many people a prison holds is kept in fives, so that nobody's coming or going shows in a copy.
FIVES = 5


def anonymise(*, copy: str) -> SeedEstate:
    """Throw everybody away and invent as many. copy: the name of the database, typed by who knows that it is a copy.

    Raises DomainError, with nothing changed, where this may be the record itself.
    """
    refuse_the_record_itself(copy)
    with transaction.atomic():
        shares, size = shape()
        empty()
        mark_as_demo()
        estate = SeedEstate(size=size, shares=shares)
        seed(estate)
        record(SYSTEM, "backup.anonymised", AuditEvent, people=size, prisons=len(shares))
    return estate


def refuse_the_record_itself(copy: str) -> None:
    """Each of these alone would stop a mistake; the last three are so wherever the product runs."""
    if not settings.DEMO:
        raise DomainError("Set DEMO=1 first: this empties the database, and belongs nowhere near the record.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_database(), (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend')"
        )
        name, others = cursor.fetchone()
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = %s", [Person._meta.db_table])
        is_owner = cursor.fetchone()[0]
    if copy != name:
        raise DomainError(f"--copy must be the name of this database, {name}, to show that you mean it.")
    if is_demo_database():
        raise DomainError("Everybody in this database is invented already.")
    if not is_owner:
        raise DomainError("Only the owner of the tables can do this: put its role into DATABASE_URL.")
    if others:
        raise DomainError("Somebody else is connected to this database, so it may be the record itself.")
    if SignOfLife.objects.filter(at__gt=clock.now() - 4 * SILENT_AFTER).exists():
        raise DomainError("The clock or a worker ran on this database a moment ago, so it may be the record itself.")
    if any(Path(settings.MEDIA_ROOT).rglob("*.*")):
        raise DomainError("There are files in MEDIA_ROOT. Give an empty folder: files are of real people too.")


def shape() -> tuple[dict[UUID, int], int]:
    """How many people each prison holds, in fives, and how many there are in all."""
    inside = Person.objects.filter(place=Person.Place.PRISON).order_by().values_list("establishment")
    shares = {prison: _fives(count) for prison, count in inside.annotate(count=Count("pk")) if _fives(count)}
    outside = Person.objects.exclude(place=Person.Place.PRISON).count()
    return shares, max(sum(shares.values()) + _fives(outside), 1)


def _fives(count: int) -> int:
    return FIVES * round(count / FIVES)


def empty() -> None:
    """Every table but what the product itself needs and where prisons are."""
    kept = {*READ_ONLY, *(model._meta.db_table for model in STAYS)}
    guarded = {*APPEND_ONLY, *WRITTEN_BY_TRIGGERS}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    there = (tables | guarded) & set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in sorted(guarded & there):
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER portal_keep_table')
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in sorted(there - kept)) + " RESTART IDENTITY")
        for table in sorted(guarded & there):
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER portal_keep_table')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
