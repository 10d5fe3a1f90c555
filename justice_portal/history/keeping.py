"""What is kept of each model's changes: everything, unless the model says here or in its `history` what is left out."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import GeneratedField, Model


@dataclass(frozen=True)
class Kept:
    """Each change of a row is kept.

    hidden: fields of which only the fact that they changed is kept: secrets, and what no staff may read.
    ignored: fields whose changes are no change to keep, such as the moment of the next run.
    """

    hidden: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotKept:
    """Changes of these rows are not kept, and why that is right."""

    why: str


#: Models of the packages that we build on. Ours say it themselves, as `history`, beside their `scope`.
OF_PACKAGES: dict[str, Kept | NotKept] = {
    "admin.LogEntry": Kept(),
    "auth.Group": Kept(),
    "auth.Group_permissions": Kept(),
    "auth.Permission": NotKept("Written by migrations only: the application may not change it."),
    "contenttypes.ContentType": NotKept("Written by migrations only: the application may not change it."),
    "sessions.Session": NotKept("Changes with every page and holds secrets; sign-ins are in the audit log."),
    "account.EmailAddress": Kept(),
    "account.EmailConfirmation": Kept(hidden=("key",)),
    "mfa.Authenticator": Kept(hidden=("data",), ignored=("last_used_at",)),
}


def kept(model: type[Model]) -> Kept | NotKept:
    """What is kept of a model's changes; raises LookupError for a package's model that nobody decided about."""
    if model.__module__.partition(".")[0] in {"django", "allauth"}:
        if model._meta.label not in OF_PACKAGES:
            raise LookupError(f"Decide in {__name__} what is kept of the changes of {model._meta.label}.")
        return OF_PACKAGES[model._meta.label]
    found: Kept | NotKept = getattr(model, "history", Kept())
    return found


def tables() -> dict[str, type[Model]]:
    """Every table that Django made, with its model: also those that only join two others."""
    made = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            made[model._meta.db_table] = model
    return made


def columns(model: type[Model], names: tuple[str, ...]) -> list[str]:
    """The columns of these fields; raises FieldDoesNotExist for a name that is none."""
    return [str(model._meta.get_field(name).column) for name in names]  # type: ignore[union-attr]


def made_columns(model: type[Model]) -> list[str]:
    """Columns that the database works out from others."""
    return [str(one.column) for one in model._meta.local_concrete_fields if isinstance(one, GeneratedField)]
