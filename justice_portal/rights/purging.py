"""Removing rows for good: with their history, their files, sessions and caches. Called by actions, which ask whether it may be."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections, models, transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _

from justice_portal.accounts.models import User
from justice_portal.errors import DomainError
from justice_portal.files import delete_stored
from justice_portal.history.models import RowChange
from justice_portal.people.models import Person
from justice_portal.rights.decisions import DECISIONS, Decision, Keep
from justice_portal.rights.keeping import due
from justice_portal.servers.shape import PURGER

#: Models of packages that hold something about a user.
OF_PACKAGES = (
    ("mfa.Authenticator", "user"),
    ("account.EmailConfirmation", "email_address__user"),
    ("account.EmailAddress", "user"),
    ("admin.LogEntry", "user"),
)
BATCH = 500


def database() -> str:
    """The connection that removes: the purger's, where it has one of its own, or our own when we are the purger.

    Raises DomainError where neither may delete history: rows would go, and what they were would stay.
    """
    using = "purger" if "purger" in connections.settings else "default"
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_has_role(session_user, %s, 'MEMBER') FROM pg_roles WHERE rolname = %s", [PURGER] * 2)
        if cursor.fetchone() != (True,):
            raise DomainError(_("Nothing can be removed: give PURGE_DATABASE_URL, with the role of the purger."))
    return using


def erase_person(person: Person) -> dict[str, int]:
    """Everything that goes with a person's record, and with each that was joined to it; how many rows of each model."""
    using, removed = database(), Counter[str]()
    with transaction.atomic(using=using), unprotected(using):
        _erase(person, using, removed)
    cache.clear()
    return {name: count for name, count in removed.items() if count}


def _erase(person: Person, using: str, removed: Counter[str]) -> None:
    for joined in Person._base_manager.using(using).filter(merged_into=person.pk):
        _erase(joined, using, removed)
    for model, rows in rows_of(person, using):
        removed[model.__name__] += remove(rows, DECISIONS.get(model))
    if person.user_id:
        removed["User"] += _remove_user(person.user_id, using)
        removed["Session"] += _remove_sessions(person.user_id, using)
    _forget_rows_gone_before(person, person.user_id, using)


def rows_of(person: Person, using: str) -> Iterator[tuple[type[models.Model], QuerySet]]:
    """What goes, children before what they hang on. The account goes last, by itself."""
    for model in children_first([model for model, one in DECISIONS.items() if isinstance(one.keep, Keep)]):
        if model is Person:
            for label, path in OF_PACKAGES:
                package = apps.get_model(label)
                yield package, package._base_manager.using(using).filter(**{f"{path}__person": person.pk})
        if model is not User:
            yield model, DECISIONS[model].of(person, using)


def erase_due(decision: Decision) -> tuple[int, list[UUID]]:
    """Rows of one model whose own period has ended; how many, and whose they were."""
    if not due(decision).exists():
        return 0, []
    using = database()
    rows = due(decision, using)
    assert isinstance(decision.keep, Keep)
    people = sorted({one for one in rows.values_list(decision.path(decision.keep.person), flat=True) if one})
    with transaction.atomic(using=using), unprotected(using):
        return remove(rows, decision), people


def remove(rows: QuerySet, decision: Decision | None) -> int:
    """Delete rows, or clear them where they are about others too, with files and history."""
    keep = decision.keep if decision and isinstance(decision.keep, Keep) else Keep("record")
    found = list(rows.values_list("pk", *keep.files).distinct())
    for start in range(0, len(found), BATCH):
        keys = [one[0] for one in found[start : start + BATCH]]
        batch = rows.model._base_manager.using(rows.db).filter(pk__in=keys)
        if keep.clear:
            batch.update(**keep.clear)
        else:
            batch.delete()
        forget_history(rows.model, keys, rows.db)
    for _key, *names in found:
        for name in filter(None, names):
            delete_stored(name)
    return len(found)


def forget_history(model: type[models.Model], keys: list[Any], using: str) -> None:
    """What triggers kept of these rows goes too."""
    RowChange.objects.using(using).filter(
        table_name=model._meta.db_table, row_id__in=[str(key) for key in keys]
    ).delete()


def _forget_rows_gone_before(person: Person, user_id: UUID | None, using: str) -> None:
    """What is left in the history of rows about the person that were removed long before."""
    gone = RowChange.objects.using(using).filter(verb=RowChange.Verb.REMOVED)
    for model, decision in DECISIONS.items():
        for one in model._meta.local_fields:
            key = {Person: person.pk, User: user_id}.get(one.related_model)  # type: ignore[arg-type]
            if key and isinstance(decision.keep, Keep):
                keys = gone.filter(table_name=model._meta.db_table, **{f"before__{one.attname}": str(key)})
                forget_history(model, list(keys.values_list("row_id", flat=True)), using)


def _remove_user(user_id: UUID, using: str) -> int:
    """The account; or, where a row about somebody else names it, nothing but its key stays of it."""
    rows = User.objects.using(using).filter(pk=user_id)
    try:
        with transaction.atomic(using=using):
            rows.delete()
    except ProtectedError:
        rows.update(username=f"erased-{user_id}", name="", email="", password=make_password(None), is_active=False)
    forget_history(User, [user_id], using)
    return 1


def _remove_sessions(user_id: UUID, using: str) -> int:
    mine = [
        row.pk
        for row in Session.objects.using(using).iterator(chunk_size=BATCH)
        if row.get_decoded().get("_auth_user_id") == str(user_id)
    ]
    Session.objects.using(using).filter(pk__in=mine).delete()
    return len(mine)


@contextmanager
def unprotected(using: str) -> Iterator[None]:
    """Triggers that keep rows from being deleted stand aside, in this transaction only."""
    with ExitStack() as stack:
        for model in DECISIONS:
            for trigger in getattr(model._meta, "triggers", []):
                if isinstance(DECISIONS[model].keep, Keep):
                    stack.enter_context(pgtrigger.ignore(f"{model._meta.label}:{trigger.name}", databases=[using]))
        yield


def children_first(kinds: list[type[models.Model]]) -> list[type[models.Model]]:
    """In an order in which each can be deleted: before whatever it points to. Raises ValueError in a circle."""
    waiting, ordered = list(kinds), []
    while waiting:
        free = [one for one in waiting if not any(one in _points_to(other) for other in waiting if other is not one)]
        if not free:
            raise ValueError(f"these point to each other: {waiting}")
        ordered += free
        waiting = [one for one in waiting if one not in free]
    return ordered


def _points_to(model: type[models.Model]) -> set[Any]:
    links = [one for one in model._meta.local_fields if one.related_model and one.remote_field]
    return {
        one.related_model for one in links if one.remote_field and one.remote_field.on_delete is not models.SET_NULL
    }
