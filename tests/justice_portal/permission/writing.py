"""Every form of the product, as somebody who may send it; and what the database kept of each time that it was sent."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from justice_portal.access import REFERENCE, Reference
from justice_portal.history.models import RowChange
from tests.filled_forms import forms_of
from tests.policy import arguments, policy, room_rows
from tests.signing_in import sign_in
from tests.test_architecture import OURS

#: What any request may write of itself: that somebody is there, and what was refused.
OF_ANY_REQUEST = {
    "django_session",
    "justice_portal_visit",
    "justice_portal_loginattempt",
    "justice_portal_lookup",
    "justice_portal_auditevent",
}
#: Pages whose forms end the session, or ask who it is: they have tests of their own.
LEFT_OUT = re.compile(r"^(account_|mfa_|accounts:|own:|visits:|display:|health)")
#: What a form takes in its second step, which its first page does not show yet: sent with the first, nothing is kept.
SECOND_STEP = {"sheets:sheet": {"choice"}}
TABLES = {model._meta.db_table: model for model in apps.get_models()}


def both_places(world):
    """Rows of every room about the person here, and the same about the person elsewhere."""
    made = {}
    for state in ("here", "elsewhere"):
        made[state] = {"person": world.people[state]}
        for make in room_rows():
            made[state].update(make(world, state, world.people[state]))
    return made


def senders(row):
    """One of each side that may send this page's forms: the person, and the first of staff."""
    roles = row.get("get", "").split() or (["person", "pom", "mentor"] if row.get("everyone") else [])
    staff = [role for role in roles if role not in {"person", "mentor"}]
    return [role for role in ("person", "mentor") if role in roles] + staff[:1]


def every_form(world, made, names=None):
    """(name, kind, client, where, form) for each form on the pages of these names."""
    clients = {}
    for name in names if names is not None else sorted(policy()):
        row = policy()[name]
        if LEFT_OUT.match(name) or "here" not in row.get("only", "here").split():
            continue
        for kind in senders(row):
            client = clients.setdefault(kind, sign_in(Client(), getattr(world, kind)))
            here = reverse(name, kwargs=arguments(row, made["here"]))
            answer = client.get(here)
            if answer.status_code == 200 and not answer.streaming:
                for where, form in forms_of(answer.content.decode(), here):
                    if not re.search(r"sign-out|language|search|/leave", where):
                        yield name, kind, client, where, form


@contextmanager
def undone():
    """What is written in here is taken back, also what a broken statement left of the transaction."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent(client, where, data):
    """(status, [(table, verb, row)]) of one POST, which is undone again. row: as it stands after it, by column."""
    with undone():
        last = RowChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        status = client.post(where, data).status_code
        kept = [
            (one.table_name, one.verb, current(one))
            for one in RowChange.objects.filter(pk__gt=last).order_by("table_name", "pk")
            if one.table_name not in OF_ANY_REQUEST
        ]
    return status, kept


def current(change):
    model = TABLES.get(change.table_name)
    key = model._meta.pk.column if model else "id"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(t) FROM "{change.table_name}" t WHERE t."{key}"::text = %s', [change.row_id])
        found = cursor.fetchone()
    value = found[0] if found else {}
    return __import__("json").loads(value) if isinstance(value, str) else value


def every_field(user):
    """The name of every field of every model, with a value that it must not have."""
    given = {}
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.local_concrete_fields:
                value = hostile(field, user)
                if value is not None:
                    given.setdefault(field.name, value)
                    given.setdefault(field.attname, value)
    return given


def hostile(field, user):
    if field.remote_field:
        outside = out_of_reach(field.remote_field.model, user)
        return str(outside.pk) if outside else None
    if field.choices:
        return str(list(dict(field.flatchoices))[-1])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.IntegerField):
        return "999"
    if isinstance(field, models.DateTimeField):
        return "2031-01-01T10:00:00Z"
    return "2031-01-01" if isinstance(field, models.DateField) else "hostile"


def out_of_reach(model, user):
    """A row that this user cannot see, if there is one."""
    if not hasattr(model, "scope") or isinstance(model.scope, Reference) or model.scope is REFERENCE:
        return None
    return model._base_manager.exclude(pk__in=model.objects.visible_to(user).order_by().values("pk")).first()


def not_offered(model, offered, world, kind):
    """A row that the form does not offer: one out of reach; of places and accounts, which all may see, one of elsewhere."""
    rest = model._base_manager.exclude(pk__in=offered)
    if model._meta.label == "justice_portal.User":
        return rest.filter(pk=getattr(world, f"{kind}_elsewhere").pk).first()
    names = {field.name for field in model._meta.local_fields}
    if "quiz" in names:  # the questions of one quiz may be answered in any order
        rest = rest.exclude(quiz__in=model._base_manager.filter(pk__in=offered).values("quiz"))
    path = {"establishment": "establishment", "wing": "wing__establishment"}
    inside = next((path[name] for name in path if name in names), None)
    elsewhere = rest.filter(**{inside: world.there}).first() if inside else None
    return (
        (out_of_reach(model, getattr(world, kind)) if model.__name__ != "Establishment" else None)
        or elsewhere
        or rest.first()
    )


def model_of(key):
    """The model that has a row of this key: keys are random, so there is one at most."""
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            if isinstance(model._meta.pk, models.UUIDField) and model._base_manager.filter(pk=key).exists():
                return model
    return None
