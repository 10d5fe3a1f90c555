"""F16, T107: a migration lets old code go on. What is new may be left out by who does not know it; what goes, goes later.

Expand, then contract: a column, table or name is taken away only by a migration that says so in a line of its own,
`CONTRACTS = "why no running code needs it"`; that one is run when every process is of the new kind. Nothing is copied
row by row while a lock is held, and everything can be undone.
"""

import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations import operations

from tests.test_architecture import OURS

#: The last migration of each app that ran in real use: app -> number. Until the first release there is no old code, and
#: only what can never be right is asked for. Whoever releases writes the numbers down here.
RELEASED: dict[str, int] = {}
TAKES_AWAY = (operations.RemoveField, operations.DeleteModel, operations.RenameField, operations.RenameModel)


def migrations():
    for app in OURS:
        folder = Path(apps.get_app_config(app).path) / "migrations"
        for path in sorted(folder.glob("[0-9]*.py")):
            yield f"{app}.migrations.{path.stem}"


def flat(operation_list):
    for operation in operation_list:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from flat(operation.database_operations)
        else:
            yield operation


def faults(migration, contracts=""):
    """What of this migration would stop code that is running, or cannot be undone."""
    made = set()
    for operation in flat(migration.operations):
        if isinstance(operation, operations.CreateModel):
            made.add(operation.name_lower)
            continue
        if getattr(operation, "model_name_lower", "") in made:
            continue  # a table that no running code knows
        if isinstance(operation, TAKES_AWAY) and not contracts:
            yield f"{operation.describe()}: code that runs still needs it; say CONTRACTS in a later migration"
        if isinstance(operation, operations.AddField) and is_missed(operation.field):
            yield f"{operation.describe()}: old code cannot fill it; make it null or give it a db_default"
        if isinstance(operation, operations.RunPython | operations.RunSQL) and not operation.reversible:
            yield f"{operation.describe()}: it cannot be undone"


def is_missed(field):
    """A column that the database asks for and that nobody fills who does not know it."""
    return not (field.null or field.has_db_default() or isinstance(field, models.ManyToManyField) or field.generated)


@pytest.mark.parametrize("name", list(migrations()))
def test_f16_t107_a_migration_lets_old_code_go_on(name):
    module = importlib.import_module(name)
    app, _folder, file = name.split(".")
    found = list(faults(module.Migration, getattr(module, "CONTRACTS", "")))
    if int(file[:4]) <= RELEASED.get(app, 9999):
        found = [fault for fault in found if "cannot be undone" in fault]
    assert found == []


class Wrong:
    """Each of these stops somebody."""

    operations = (
        operations.RemoveField("person", "language"),
        operations.RenameField("person", "language", "speaks"),
        operations.DeleteModel("person"),
        operations.AddField("person", "rank", models.IntegerField(default=1)),
        operations.RunSQL("SELECT 1"),
        operations.RunPython(lambda *_: None),
    )


def test_f16_what_would_stop_somebody_is_found():
    assert len(list(faults(Wrong))) == len(Wrong.operations)
    assert len(list(faults(Wrong, "No code reads it since spring."))) == 3


def test_f16_what_old_code_does_not_miss_is_let_through():
    class Right:
        operations = (
            operations.CreateModel("thing", [("id", models.AutoField(primary_key=True))]),
            operations.AddField("thing", "rank", models.IntegerField()),
            operations.AddField("person", "rank", models.IntegerField(null=True)),
            operations.AddField("person", "weight", models.IntegerField(db_default=1)),
        )

    assert list(faults(Right)) == []
