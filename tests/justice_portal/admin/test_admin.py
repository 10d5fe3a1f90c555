"""The administration: behind a second factor, through our two bases, recorded."""

import json
from urllib.parse import unquote

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from justice_portal.access import Reference, Scope
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin
from justice_portal.audit.models import AuditEvent
from justice_portal.estate.models import Establishment
from justice_portal.grants import Reach, Role
from justice_portal.people.models import Person
from tests.factories import PersonFactory, staff
from tests.signing_in import sign_in

REGISTERED = sorted(admin.site._registry.items(), key=lambda pair: pair[0].__name__)
SEEN_BY_ADMINISTRATOR = [model for model, _one in REGISTERED]


def page_of(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def admin_paths():
    return [reverse("admin:index"), *(page_of(model) for model in SEEN_BY_ADMINISTRATOR)]


@pytest.fixture
def office(world, browse):
    """The browser of an administrator over the whole estate."""
    return browse(world.administrator)


@pytest.fixture
def local(world):
    """An administrator of one prison only."""
    return staff(Role.ADMINISTRATOR, at=world.here, name="Local administrator", is_staff=True)


@pytest.mark.parametrize(("model", "one"), REGISTERED, ids=lambda value: getattr(value, "__name__", ""))
def test_every_admin_class_inherits_one_of_the_two_bases(model, one):
    assert isinstance(one, ReferenceAdmin | ScopedAdmin)
    assert isinstance(one, ScopedAdmin) == isinstance(model.scope, Scope), "people are shown by ScopedAdmin"
    assert isinstance(one, ReferenceAdmin) == isinstance(model.scope, Reference)


@pytest.mark.parametrize(("model", "one"), REGISTERED, ids=lambda value: getattr(value, "__name__", ""))
def test_every_list_and_form_of_the_administration_opens(model, one, office):
    assert office.get(page_of(model)).status_code == 200
    add = office.get(page_of(model, "add"))
    may_add = isinstance(one, ReferenceAdmin) and one.has_add_permission(add.wsgi_request)
    assert add.status_code == (200 if may_add else 403)
    row = model.objects.all().order_by("pk").first()
    if row is not None:
        assert office.get(page_of(model, "change", row.pk)).status_code in {200, 302}


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/justice_portal/user/", "/admin/jsi18n/"])
def test_without_a_session_the_staff_door_is_the_only_way_in(db, path):
    response = Client().get(path, follow=True)
    where = unquote(response.redirect_chain[-1][0])
    assert where == f"{reverse('account_login')}?next={path.replace('login/', '')}"


def test_a_session_with_a_passphrase_only_opens_nothing_of_it(world):
    """T30."""
    client = Client()
    for path in [*admin_paths(), reverse("admin:login"), reverse("admin:password_change"), reverse("admin:jsi18n")]:
        client.force_login(world.administrator)
        response = client.get(path, follow=True)
        assert [where.split("?")[0] for where, _status in response.redirect_chain][-2:] == [
            reverse("mfa_activate_totp"),
            reverse("account_login"),
        ] or response.redirect_chain[-1][0] == reverse("mfa_activate_totp"), path
        assert "Administration" not in response.content.decode()


def test_for_everyone_else_it_is_not_there(world, browse):
    for user in (world.person, world.manager, world.mentor):
        client = browse(user)
        for path in admin_paths():
            assert client.get(path).status_code == 404, (user, path)


def test_basic_and_token_sign_in_open_nothing(db):
    """T30."""
    for header in ("Basic YWRtaW46cGFzcw==", "Token abc", "Bearer abc"):
        assert Client(headers={"Authorization": header}).get("/admin/").status_code == 302


def test_signing_out_of_the_administration_is_our_own_way_out(world, office):
    assert office.get(reverse("admin:logout")).status_code == 405
    response = office.post(reverse("admin:logout"))
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert office.get("/admin/").status_code == 302


# People: through the one rule, to read, recorded


def shown_people(response):
    return {row.pk for row in response.context["cl"].result_list}


def test_t19_people_are_read_through_the_rule_of_access(world, local):
    """A local administrator never sees a name of elsewhere."""
    client = sign_in(Client(), local)
    assert shown_people(client.get(page_of(Person))) == {world.people["here"].pk}
    for state, person in world.people.items():
        response = client.get(page_of(Person, "change", person.pk))
        assert response.status_code == (200 if state == "here" else 302), state
        for path in (page_of(Person, "history", person.pk), page_of(Person, "delete", person.pk)):
            assert client.get(path).status_code in {302, 403, 404}
        if state != "here":
            for path in (page_of(Person, "change", person.pk), page_of(Person, "history", person.pk)):
                assert person.family_name not in client.get(path, follow=True).content.decode(), path


def test_t19_no_page_of_a_local_administrator_names_people_of_elsewhere(world, local):
    """Walk every list, search, choice and filter."""
    client = sign_in(Client(), local)
    secret = PersonFactory(establishment=world.there, family_name="Zzyzxword", given_name="Zzyzxname")
    user = world.person_elsewhere
    user.name = "Zzyzxuser"
    user.save()
    for model in SEEN_BY_ADMINISTRATOR:
        for query in ("", "?q=Zzyzx", f"?q={secret.prison_number}", "?o=1.2.3", "?all="):
            page = client.get(page_of(model) + query, follow=True).content.decode()
            assert "Zzyzxword" not in page
            assert "Zzyzxname" not in page
            assert "Zzyzxuser" not in page


@pytest.mark.parametrize(
    "query",
    ["family_name__startswith=Z", "born_on__gt=1990-01-01", "user__username=x", "alerts__code__code=XA", "version=1"],
)
def test_t03_filters_that_are_not_declared_answer_nothing(world, office, query):
    response = office.get(f"{page_of(Person)}?{query}")
    assert response.status_code in {302, 400}, response.status_code


def test_people_cannot_be_added_changed_or_removed(world, office):
    person = world.people["here"]
    before = Person.objects.filter(pk=person.pk).values().get()
    assert office.post(page_of(Person, "add"), {"given_name": "X"}).status_code == 403
    assert office.post(page_of(Person, "change", person.pk), {"given_name": "X"}).status_code == 403
    assert office.post(page_of(Person, "delete", person.pk), {"post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [str(person.pk)], "post": "yes"}
    office.post(page_of(Person), action)
    assert Person.objects.filter(pk=person.pk).values().get() == before


def test_t99_each_view_of_people_is_recorded_with_its_subjects(world, office):
    everyone = shown_people(office.get(page_of(Person)))
    listed = AuditEvent.objects.get(event="admin.listed", by_id=world.administrator.pk)
    assert set(listed.subjects) == everyone
    person = world.people["here"]
    office.get(page_of(Person, "change", person.pk))
    viewed = AuditEvent.objects.get(event="admin.viewed")
    assert (viewed.thing_id, viewed.subjects) == (str(person.pk), [person.pk])


def test_the_title_of_a_page_about_a_person_does_not_name_them(world, office):
    person = world.people["here"]
    page = office.get(page_of(Person, "change", person.pk)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert person.family_name not in title
    assert person.prison_number not in title


def test_history_leads_to_the_audit_log(world, office):
    person = world.people["here"]
    response = office.get(page_of(Person, "history", person.pk))
    assert response.headers["Location"] == f"{reverse('audit:list')}?thing={person.pk}"


def test_a_list_of_people_costs_the_same_queries_at_any_length(world, office):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert office.get(page_of(Person)).status_code == 200
        return len(caught)

    count()
    few = count()
    PersonFactory.create_batch(12, establishment=world.here)
    assert count() == few


# Reference data: through actions, recorded


def test_reference_data_are_saved_through_an_action_and_recorded(world, office):
    prison = world.here
    office.get(page_of(Establishment, "change", prison.pk))
    data = {
        "code": prison.code, "name": "New name", "holds_men": "on", "types": "", "categories": "B,C", "operators": "",
        "addresses-TOTAL_FORMS": "0", "addresses-INITIAL_FORMS": "0",
    }  # fmt: skip
    response = office.post(page_of(Establishment, "change", prison.pk), data)
    assert response.status_code == 302, response.context["adminform"].form.errors
    kept = AuditEvent.objects.get(event="reference.changed")
    assert (kept.by_id, kept.thing_id) == (world.administrator.pk, str(prison.pk))
    assert "name" in kept.facts["fields"]
    assert "New name" not in json.dumps(kept.facts), "what somebody typed is not kept"
    assert kept.facts["values"]["is_open"] == [True, False]
    prison.refresh_from_db()
    assert (prison.name, prison.is_open) == ("New name", False)


def test_a_new_row_and_a_removed_one_are_recorded_and_a_needed_one_stays(world, office):
    from justice_portal.estate.models import Wing

    add = {"establishment": str(world.here.pk), "code": "9", "name": "Nine"}
    response = office.post(page_of(Wing, "add"), add)
    assert response.status_code == 302, response.context["adminform"].form.errors
    wing = Wing.objects.get(code="9")
    assert AuditEvent.objects.filter(event="reference.added", thing_id=str(wing.pk)).exists()
    assert office.post(page_of(Wing, "delete", wing.pk), {"post": "yes"}).status_code == 302
    assert AuditEvent.objects.filter(event="reference.removed", thing_id=str(wing.pk)).exists()
    assert not Wing.objects.filter(pk=wing.pk).exists()
    office.post(page_of(Wing, "delete", world.wing.pk), {"post": "yes"})
    assert Wing.objects.filter(pk=world.wing.pk).exists()


def test_who_holds_no_permission_for_it_does_not_see_reference_data(world):
    """is_staff alone opens an empty house."""
    nobody = staff(Role.MENTOR, name="Is staff only", is_staff=True)
    client = sign_in(Client(), nobody)
    assert client.get(reverse("admin:index")).status_code == 200
    refused = {client.get(page_of(model)).status_code for model in SEEN_BY_ADMINISTRATOR}
    assert refused <= {200, 403}
    for model in (Person, Establishment):
        if client.get(page_of(model)).status_code == 200:
            assert client.get(page_of(model, "add")).status_code == 403
    assert client.get(page_of(Person)).status_code == 403


@pytest.mark.parametrize(("model", "one"), REGISTERED, ids=lambda value: getattr(value, "__name__", ""))
def test_rows_that_are_only_to_be_read_take_no_change(model, one, office):
    if not getattr(one, "read_only", isinstance(one, ScopedAdmin)):
        pytest.skip("may be changed")
    row = model.objects.all().order_by("pk").first()
    if row is not None:
        assert office.post(page_of(model, "change", row.pk), {}).status_code == 403
        assert office.post(page_of(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_names_that_a_search_box_offers_are_those_of_the_rule(world, local):
    client = sign_in(Client(), local)
    query = {"app_label": "justice_portal", "model_name": "roleheld", "field_name": "user", "term": ""}
    names = {row["text"] for row in client.get(reverse("admin:autocomplete"), query).json()["results"]}
    assert world.person.name in names
    assert world.person_elsewhere.name not in names
    assert world.manager_elsewhere.name not in names


def test_the_scope_of_a_local_administrator_is_that_of_the_role(world, local):
    held = local.roles_held()[0]
    assert (held.reach, held.establishment) == (Reach.ESTABLISHMENT, world.here)
