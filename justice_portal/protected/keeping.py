"""Keeping the connections that were found, and telling who must decide. Called by actions of this room, inside them."""

from collections.abc import Iterable
from typing import Any

from justice_portal.audit.log import record
from justice_portal.notify import anyone
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.protected.finding import Pair
from justice_portal.protected.models import Connection
from justice_portal.protected.staff import managers_at


def keep(pairs: Iterable[Pair], by: Any) -> list[Connection]:
    """Those of these pairs that are new. One that a manager decided about stays decided."""
    new = []
    for pair in pairs:
        made = Connection(user_id=pair.user, person_id=pair.person, source=pair.source, relation=pair.relation)
        Connection.objects.bulk_create([made], ignore_conflicts=True)
        kept = Connection.objects.select_related("person").get(user=pair.user, person=pair.person)
        if kept.pk == made.pk:
            new.append(kept)
        elif _is_now_declared(kept, pair):
            kept.refresh_from_db()
        else:
            continue
        record(by, "protected.connection_found", kept, source=kept.source, relation=kept.relation, user=kept.user_id)
        tell(kept)
    return new


def _is_now_declared(kept: Connection, pair: Pair) -> bool:
    """A rule had found the two, and now the member of staff says so too: the record closes at once."""
    if pair.source != Connection.Source.DECLARED:
        return False
    found = Connection.objects.filter(pk=kept.pk, status=Connection.Status.OPEN, source=Connection.Source.RULE)
    return bool(found.update(source=pair.source, relation=pair.relation))


def tell(connection: Connection) -> None:
    """Managers of where the person is decide; parts of the product that the two share hear of it."""
    managers = managers_at(connection.person).exclude(pk=connection.user_id)
    anyone(managers, "protected.connection_found", about=connection)
    changed(connection)


def changed(connection: Connection) -> None:
    """Who holds something of the two together looks again whether it may go on."""
    person = Person.objects.get(pk=connection.person_id)
    person_changed.send(Person, person=person, event="connections", movement=None)
