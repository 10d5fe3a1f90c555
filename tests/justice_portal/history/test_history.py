"""T98: whatever way a row is written, the database keeps one line of it. Triggers do, so that no code can forget."""

import io
import re
import uuid

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.urls import reverse

from justice_portal import logs
from justice_portal.history import keeping
from justice_portal.history.acting import acting_for
from justice_portal.history.keeping import Kept
from justice_portal.history.models import RowChange
from justice_portal.people.models import Person
from tests.database_role import as_owner
from tests.justice_portal.history.invented_rows import another, row, without_rules, writable

pytestmark = pytest.mark.django_db

MODELS = sorted(keeping.tables().values(), key=lambda model: model._meta.label)
KEPT = [model for model in MODELS if isinstance(keeping.kept(model), Kept)]


def named(model):
    return model._meta.label


def since(mark, model):
    return list(RowChange.objects.filter(pk__gt=mark, table_name=model._meta.db_table).order_by("pk"))


def last():
    return RowChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def a_field(model):
    left_out = {*keeping.kept(model).hidden, *keeping.kept(model).ignored}
    plain = [one for one in writable(model) if not one.primary_key and not {one.name, one.attname} & left_out]
    return plain[-1]


def save(model, field):
    row(model, 1).save(force_insert=True)
    return "added", 1


def bulk_create(model, field):
    model._base_manager.bulk_create([row(model, n) for n in (2, 3, 4)])
    return "added", 3


def update(model, field):
    changed = 0
    for n in (2, 3):
        was = row(model, n)
        new = another(field, getattr(was, field.attname), 9_000 + 2 * n)
        changed += model._base_manager.filter(pk=was.pk).update(**{field.attname: new})
    return "changed", changed


def raw_sql(model, field):
    with connection.cursor() as cursor:
        for n in (1, 4):
            was = row(model, n)
            new = another(field, getattr(was, field.attname), 12_000 + 2 * n)
            cursor.execute(
                f'UPDATE {model._meta.db_table} SET "{field.column}" = %s WHERE "{model._meta.pk.column}" = %s',
                [
                    field.get_db_prep_save(new, connection),
                    model._meta.pk.get_db_prep_value(was.pk, connection),
                ],
            )
    return "changed", 2


def copy(model, field):
    """Into the table from itself: one row that is there, under a new key and with a new value of what must be unique."""
    columns = [one.column for one in writable(model)]
    names = ", ".join(f'"{name}"' for name in columns)
    new = row(model, 7)
    out = io.StringIO()
    with connection.cursor() as cursor:
        with transaction.atomic():
            new.save(force_insert=True)
            cursor.copy_expert(
                f"COPY (SELECT {names} FROM {model._meta.db_table} WHERE \"{model._meta.pk.column}\" = '{new.pk}') TO STDOUT",
                out,
            )
            transaction.set_rollback(True)
        out.seek(0)
        cursor.copy_expert(f"COPY {model._meta.db_table} ({names}) FROM STDIN", out)
    return "added", 1


def delete(model, field):
    """What "delete the selected rows" of the administration comes down to."""
    rows = model._base_manager.filter(pk__in=[row(model, n).pk for n in (1, 2, 3)])
    return "removed", rows._raw_delete(rows.db)


@pytest.mark.parametrize("model", KEPT, ids=named)
def test_t98_each_way_to_write_leaves_one_line_a_row(model):
    field = a_field(model)
    with transaction.atomic():
        with as_owner():
            without_rules(model)
        for write in (save, bulk_create, update, raw_sql, copy, delete):
            mark = last()
            verb, count = write(model, field)
            kept = since(mark, model)
            assert [one.verb for one in kept] == [verb] * count, write.__name__
            if verb == "changed":
                assert all(field.column in one.before for one in kept), write.__name__
        transaction.set_rollback(True)


def test_t98_each_model_is_kept_or_says_why_not():
    for model in MODELS:
        what = keeping.kept(model)
        assert isinstance(what, Kept) or len(what.why) > 20, model


def test_t98_each_table_of_the_database_is_a_models_or_known():
    known = {"django_migrations"}
    tables = set(connection.introspection.table_names())
    assert tables - set(keeping.tables()) - known == set()


def test_t98_each_kept_table_has_its_three_triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger "
            "WHERE tgname LIKE 'portal_history_%%' AND tgenabled = 'O' GROUP BY 1"
        )
        assert dict(cursor.fetchall()) == {model._meta.db_table: 3 for model in KEPT}


SECRET = re.compile(
    r"(password|secret$|secret|passphrase|pin|token|otp|private|session_data)(_|$)|(_|^)(key|code)_?hash$"
)


@pytest.mark.parametrize("model", KEPT, ids=named)
def test_no_secret_gets_into_the_history(model):
    """A field that sounds like a secret is hidden: only that it changed is kept. (A public token may be renamed.)"""
    hidden = set(keeping.kept(model).hidden)
    secret = {
        one.name
        for one in writable(model)
        if (SECRET.search(one.name) and not isinstance(one, models.BooleanField)) or isinstance(one, models.BinaryField)
    }
    assert secret - hidden == set(), "hide it: history = Kept(hidden=(…,))"


def speaks(person, language):
    Person.objects.filter(pk=person.pk).update(language=language)


@pytest.fixture
def person(world):
    return world.people["here"]


def test_t98_a_line_says_who_and_within_which_request(world, person):
    mark, request = last(), logs.request_id.set("12345678-abcd")
    try:
        with acting_for(world.pom):
            speaks(person, "Polish")
    finally:
        logs.request_id.reset(request)
    (line,) = since(mark, Person)
    assert (line.verb, line.row_id) == ("changed", str(person.pk))
    assert (line.by_id, line.request_id, line.db_role) == (world.pom.pk, "12345678-abcd", "justice_portal")
    assert line.before == {"language": "English"}


def test_t98_the_next_statement_is_not_blamed_on_who_wrote_before(world, person):
    mark = last()
    with acting_for(world.pom):
        speaks(person, "Polish")
    speaks(person, "French")
    first, second = since(mark, Person)
    assert (first.by_id, second.by_id) == (world.pom.pk, None)


def test_t98_a_page_that_changes_a_row_names_its_user(world, browse):
    browse(world.person).post(reverse("display:language"), {"language": "cy"})
    lines = RowChange.objects.filter(table_name="justice_portal_user", verb="changed", by_id=world.person.pk)
    assert [line.before for line in lines] == [{"language": "en"}]


def test_a_hidden_field_keeps_only_that_it_changed(world):
    world.pom.set_password(str(uuid.uuid4()))
    world.pom.save()
    line = RowChange.objects.filter(table_name="justice_portal_user", verb="changed").latest("pk")
    assert line.before == {"password": {"hidden": True}}
    mark = last()
    apps.get_model("justice_portal", "RoleHeld").objects.filter(user=world.pom).delete()
    assert all("password" not in (one.before or {}) for one in RowChange.objects.filter(pk__gt=mark))


def test_a_change_that_changes_nothing_is_none(person):
    mark = last()
    speaks(person, person.language)
    assert since(mark, Person) == []


def test_the_owners_bulk_load_may_go_without(person):
    """Nobody else's: test_roles.py asks as the application."""
    mark = last()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.bulk_load = 'on'")
    speaks(person, "Polish")
    assert since(mark, Person) == []
