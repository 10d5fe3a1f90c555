"""The rules of the house that a machine can keep."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db import connection, models

from justice_portal.access import Reference, Scope, ScopedQuerySet
from justice_portal.actions import action
from tests.each import for_each

ROOT = Path(__file__).resolve().parent.parent
OURS = ("justice_portal", "rehab", "mentoring", "learning", "reporting")


def files(pattern):
    for app in OURS:
        for path in sorted((ROOT / app).rglob(pattern)):
            if "migrations" not in path.parts:
                yield path


def named(path):
    return str(path.relative_to(ROOT))


def our_models():
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


@for_each([path for path in files("actions.py") if path.parent.name != "justice_portal"], ids=named)
def test_each_public_function_of_actions_is_an_action_that_records(path):
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        decorators = {getattr(getattr(one, "func", one), "id", "") for one in node.decorator_list}
        assert action.__name__ in decorators, f"{named(path)}: {node.name} is not an @action"
        called = {getattr(call.func, "id", "") for call in ast.walk(node) if isinstance(call, ast.Call)}
        assert "record" in called, f"{named(path)}: {node.name} does not call record()"


def doors():
    return [
        path
        for name in ("views*.py", "api*.py", "forms*.py")
        for path in files(name)
        if path.name != "forms.py" or path.parent.name != "justice_portal"
    ]


@for_each(doors(), ids=named)
def test_pages_api_and_forms_read_rows_only_through_visible_to(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            assert node.attr in {"visible_to", "none", "within"}, f"{named(path)}:{node.lineno} .objects.{node.attr}"


@for_each(our_models(), ids=lambda model: model.__name__)
def test_each_model_says_how_its_rows_lead_to_a_person(model):
    assert isinstance(getattr(model, "scope", None), Scope | Reference), "name its scope"
    assert isinstance(model.objects.all(), ScopedQuerySet) or model.__name__ == "AllauthDevice"
    assert model.__doc__, "say what it is"
    assert not model.__doc__.startswith(f"{model.__name__}("), "say what it is"


#: Actions that a party gets as far as, with the lesser permission to see its own row: each refuses there what is not its own.
WITH_PARTY_VIEW = {"approve_change", "refuse_change", "withdraw_change", "review_glass"}


def test_to_see_ones_own_row_is_no_permission_to_change_it():
    """Where a party sees by `party_view`, an action that needs the wider permission of the model would let it in."""
    found = set()
    views = {model.__name__: model.scope.view for model in our_models() if getattr(model.scope, "party_view", None)}
    for path in files("actions.py"):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if hasattr(function, "needs"):
                subject = next(iter(inspect.signature(function).parameters.values())).annotation
                found |= {name} if views.get(getattr(subject, "__name__", "")) == function.needs else set()
    assert found == WITH_PARTY_VIEW


@for_each(our_models(), ids=lambda model: model.__name__)
def test_each_relation_names_its_way_back(model):
    for field in model._meta.local_fields:
        if field.remote_field and not field.remote_field.parent_link and model.__name__ != "AllauthDevice":
            assert field.remote_field.related_name, f"{model.__name__}.{field.name} has no related_name"


def test_no_drawers_for_odds_and_ends():
    banned = {"utils", "helpers", "common", "core", "services"}
    found = [named(path) for path in files("*.py") if banned & {path.stem, *path.relative_to(ROOT).parts}]
    assert found == []


def test_nothing_is_imported_from_another_file_by_a_private_name():
    for path in files("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS:
                private = [alias.name for alias in node.names if alias.name.startswith("_")]
                assert not private, f"{named(path)}: {private}"


@for_each(list(files("*.py")), ids=named)
def test_files_and_functions_are_short(path):
    text = path.read_text()
    assert text.count("\n") <= 300, f"{named(path)} has {text.count(chr(10))} lines: it wants a new room"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 60, f"{named(path)}: {node.name} is long"


def test_status_is_never_set_by_assignment():
    for path in files("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Attribute) and target.attr == "status" and "states.py" not in path.name:
                        raise AssertionError(f"{named(path)}:{node.lineno} sets a status: use move()")


def test_the_database_driver_is_psycopg2():
    """psycopg 3 would be taken silently if a test tool brought it."""
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert is_psycopg3 is False
    assert issubclass(connection.Database.Error, Exception)


def test_every_model_is_reexported_by_its_app():
    for model in our_models():
        module = inspect.getmodule(model)
        if module.__name__.count(".") > 1:
            root = __import__(f"{module.__name__.split('.')[0]}.models", fromlist=["x"])
            assert getattr(root, model.__name__, None) is model, f"{model.__name__} is not in {root.__name__}"


def test_times_are_kept_with_their_zone():
    for model in our_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.DateTimeField):
                assert field.name.endswith(("_at", "_until")) or field.name in {"at", "last_login"}, (
                    f"{model.__name__}.{field.name}"
                )
