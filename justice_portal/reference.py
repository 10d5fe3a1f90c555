"""Reference data (courses, rules, places, switches): how a row is saved and removed, always recorded."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError

#: Old and new values of these are kept; of a text only that it changed, for somebody typed it.
KEPT_VALUES = (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


@cache
def saving(needs: Permission) -> Callable[..., Model]:
    """The action that saves one row of reference data, for those who hold the permission."""

    @action(needs=needs)
    def save_row(
        of: type[Model], *, row: Model, is_new: bool, fields: Iterable[str], old: dict[str, Any], by: Any
    ) -> Model:
        row.save(force_insert=is_new)
        values = {} if is_new else {name: [old.get(name), _value(row, name)] for name in fields if _is_kept(of, name)}
        record(by, "reference.added" if is_new else "reference.changed", row, fields=list(fields), values=values)
        return row

    return save_row


@cache
def removing(needs: Permission) -> Callable[..., None]:
    """The action that removes one row of reference data, unless something still needs it."""

    @action(needs=needs)
    def remove_row(of: type[Model], *, row: Model, by: Any) -> None:
        record(by, "reference.removed", row)
        try:
            row.delete()
        except ProtectedError:
            raise DomainError(_("Other records still need this. It cannot be removed.")) from None

    return remove_row


def _is_kept(of: type[Model], name: str) -> bool:
    field = of._meta.get_field(name)
    return isinstance(field, KEPT_VALUES) or bool(getattr(field, "choices", None))


def _value(row: Model, name: str) -> Any:
    field = row._meta.get_field(name)
    return getattr(row, field.attname)  # type: ignore[union-attr]
