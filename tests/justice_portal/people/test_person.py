"""The page about one person, and changing what it says."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people import actions, tabs
from justice_portal.people.alerts.actions import add_alert, end_alert
from justice_portal.people.models import Alert, AlertCode, Allocation, Movement, Person
from justice_portal.people.signals import person_changed
from tests.factories import PersonFactory
from tests.policy import room_rows


def fresh(person):
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def code(db):
    return AlertCode.objects.create(code="XIT", type_code="X", type_name="Security", name="No access to IT")


@pytest.fixture
def rich(world, code):
    """world.someone with alerts, movements and a namesake."""
    person = world.someone
    Alert.objects.create(person=person, code=code, added_by=world.pom, note="Ask first")
    for days in (400, 300, 200, 100, 1):
        Movement.objects.create(
            person=person,
            kind="cell",
            happened_at=clock.now() - timedelta(days=days),
            to_establishment=world.here,
            to_cell=world.cell,
            recorded_by=world.manager,
        )
    PersonFactory(given_name=person.given_name, family_name=person.family_name, establishment=world.here)
    return person


def test_the_page_says_who_where_and_what_matters(rich, world, browse):
    page = browse(world.pom).get(rich.get_absolute_url()).content.decode()
    for words in (
        rich.called,
        rich.prison_number,
        "ZZA-1-1-001",
        "No access to IT",
        world.key_worker.name,
        "Moved to cell",
    ):
        assert words in page
    assert "Same or similar name" not in page  # the namesake is not in the POM's caseload
    assert "Same or similar name" in browse(world.manager).get(rich.get_absolute_url()).content.decode()


def test_the_title_names_nobody(rich, world, browse):
    for name in ("people:person", "people:history", "people:alerts", "people:person-edit", "people:alert-add"):
        page = browse(world.pom).get(reverse(name, args=[rich.pk])).content.decode()
        title = page[page.index("<title>") : page.index("</title>")]
        assert rich.family_name not in title
        assert rich.prison_number not in title


def test_opening_the_page_is_recorded(world, browse):
    browse(world.pom).get(world.someone.get_absolute_url())
    event = AuditEvent.objects.get(event="person.viewed")
    assert (event.by_id, event.subjects, event.kind) == (world.pom.pk, [world.someone.pk], "consultation")


@pytest.mark.parametrize(
    "name",
    ["people:person-edit", "people:person-correct", "people:alert-add", "movements:choose"],
)
def test_every_page_about_somebody_is_recorded(world, browse, name):
    assert browse(world.manager).get(reverse(name, args=[world.someone.pk])).status_code == 200
    assert AuditEvent.objects.get(kind="consultation").subjects == [world.someone.pk]


def test_a_namesake_who_is_named_is_recorded(rich, world, browse):
    browse(world.manager).get(rich.get_absolute_url())
    namesake = Person.objects.get(given_name=rich.given_name, establishment=world.here, user=None)
    assert AuditEvent.objects.get(event="person.listed").subjects == [namesake.pk]


def test_a_refused_page_records_no_view(world, browse):
    browse(world.pom_elsewhere).get(world.someone.get_absolute_url())
    assert not AuditEvent.objects.filter(event="person.viewed").exists()


def test_the_page_costs_twelve_queries_at_most(rich, world, browse):
    """With all that every room writes about somebody, and every panel that hangs there, whoever reads it."""
    for make in room_rows():
        make(world, "here", rich)
    for who in ("pom", "key_worker", "manager", "com", "administrator", "tutor", "safer_custody"):
        client = browse(getattr(world, who))
        client.get(rich.get_absolute_url())
        with CaptureQueriesContext(connection) as caught:
            page = client.get(rich.get_absolute_url())
        assert page.status_code == 200
        assert len(caught) <= 12, "\n".join([who, *(query["sql"][:150] for query in caught)])
        if who in {"pom", "manager", "com"}:
            assert page.text.count('aria-labelledby="plan-heading"') == page.text.count("learning-heading") / 2 == 1
            assert "mentoring-heading" in page.text


def test_an_app_above_hangs_a_tab_and_a_panel_on_the_page(world, browse, settings):
    tabs.register("Mirror", "people:history", Permission.PERSON_VIEW, order=5)
    tabs.register_panel("empty", "components/inset.html", lambda user, person: None, Permission.PERSON_VIEW)
    tabs.register_panel("refused", "components/inset.html", lambda user, person: 1 / 0, Permission.ESTATE_EDIT)
    try:
        page = browse(world.pom).get(world.someone.get_absolute_url())
        assert "Mirror" in page.content.decode()
    finally:
        tabs.forget("empty")
        tabs.forget("refused")
        tabs.register("History", "people:history", Permission.PERSON_VIEW, order=90)


EDIT = {
    "preferred_name": "Jay", "language": "Welsh", "wants_welsh": "on", "reading": "listen", "crn": "x098092",
    "pnc_number": "2001/1234567A", "release_on": "2027-03-01", "release_source": "Release letter", "delivery_unit": "",
}  # fmt: skip


def test_a_worker_changes_how_to_work_with_somebody(world, browse):
    url = reverse("people:person-edit", args=[world.someone.pk])
    response = browse(world.key_worker).post(url, {**EDIT, "version": 1, "delivery_unit": world.unit.pk})
    assert response.status_code == 302
    person = fresh(world.someone)
    assert (person.preferred_name, person.wants_welsh, person.reading, person.crn) == ("Jay", True, "listen", "X098092")
    assert person.release_on == date(2027, 3, 1)
    event = AuditEvent.objects.get(event="person.edited")
    assert event.facts["reading"] == ["plain", "listen"]
    assert event.facts["preferred_name"] == "changed"
    assert "Jay" not in str(event.facts)


def test_a_form_that_is_wrong_keeps_what_was_typed_and_changes_nothing(world, browse):
    before = Person.objects.filter(pk=world.someone.pk).values().get()
    url = reverse("people:person-edit", args=[world.someone.pk])
    wrong = {**EDIT, "version": 1, "crn": "98092", "release_source": "", "preferred_name": "Typed words"}
    page = browse(world.key_worker).post(url, wrong).content.decode()
    assert "Typed words" in page
    assert "Write the CRN like this" in page
    assert "Say where the release date comes from" in page
    assert Person.objects.filter(pk=world.someone.pk).values().get() == before


def test_the_second_of_two_writers_is_told_and_may_send_again(world, browse):
    url = reverse("people:person-edit", args=[world.someone.pk])
    client = browse(world.key_worker)
    assert client.post(url, {**EDIT, "version": 1, "delivery_unit": world.unit.pk}).status_code == 302
    second = {**EDIT, "version": 1, "preferred_name": "Jamie", "delivery_unit": world.unit.pk}
    page = client.post(url, second).content.decode()
    assert "Someone else changed this record" in page
    assert "Jamie" in page
    assert 'name="version" value="2"' in page
    assert fresh(world.someone).preferred_name == "Jay"
    assert client.post(url, {**second, "version": 2}).status_code == 302
    assert fresh(world.someone).preferred_name == "Jamie"


def test_the_same_form_twice_is_one_change(world, browse):
    url = reverse("people:person-edit", args=[world.someone.pk])
    for _nth in range(2):
        sent = {**EDIT, "version": 1, "delivery_unit": world.unit.pk}
        assert browse(world.key_worker).post(url, sent).status_code == 302
    assert AuditEvent.objects.filter(event="person.edited").count() == 1


def test_no_other_field_can_be_set(world, browse):
    url = reverse("people:person-edit", args=[world.someone.pk])
    more = {
        "is_restricted": "on",
        "place": "ended",
        "status": "ended",
        "establishment": str(world.there.pk),
        "user": "",
    }
    browse(world.key_worker).post(url, {**EDIT, "version": 1, "delivery_unit": world.unit.pk, **more})
    person = fresh(world.someone)
    assert (person.is_restricted, person.place, person.status, person.establishment) == (
        False, "prison", "sentenced", world.here
    )  # fmt: skip
    with pytest.raises(TypeError):
        actions.edit_person(world.someone, version=person.version, status="ended", by=world.key_worker)


def test_a_crn_belongs_to_one_person(world):
    actions.edit_person(world.someone, version=1, crn="X098092", by=world.pom)
    with pytest.raises(DomainError, match="another record"):
        actions.edit_person(world.people["restricted"], version=1, crn="X098092", by=world.pom)


def test_another_delivery_unit_chooses_its_own_com(world):
    actions.edit_person(world.someone, version=1, delivery_unit=world.far_unit, by=world.pom)
    assert not Allocation.objects.live().filter(person=world.someone, role="com").exists()


def test_reception_corrects_who_somebody_is_and_tells_the_other_apps(world):
    heard = []
    person_changed.connect(lambda sender, *, event, **rest: heard.append(event), weak=False, dispatch_uid="test")
    try:
        actions.correct_person(
            world.someone, version=1, given_name="Jo", family_name="Right", born_on=date(1980, 1, 1), by=world.manager
        )
    finally:
        person_changed.disconnect(dispatch_uid="test")
    assert heard == ["corrected"]
    assert fresh(world.someone).family_name == "Right"
    event = AuditEvent.objects.get(event="person.corrected")
    assert event.facts["family_name"] == "changed"
    assert event.facts["born_on"] == ["1990-05-17", "1980-01-01"]
    with pytest.raises(PermissionDenied):
        actions.correct_person(
            world.someone, version=2, given_name="J", family_name="R", born_on=date(1980, 1, 1), by=world.pom
        )


def test_an_alert_is_added_once_and_shown(world, browse, code):
    url = reverse("people:alert-add", args=[world.someone.pk])
    key = uuid7()
    sent = {"key": key, "code": code.pk, "starts_on": clock.today().isoformat(), "note": "Use the paper form"}
    client = browse(world.pom)
    for _nth in range(2):
        assert client.post(url, sent).status_code == 302
    assert Alert.objects.get().note == "Use the paper form"
    page = client.get(reverse("people:alerts", args=[world.someone.pk])).content.decode()
    assert "Use the paper form" in page
    event = AuditEvent.objects.get(event="person.alert_added")
    assert "paper" not in str(event.facts)
    assert "This person has this alert already" in client.post(url, {**sent, "key": uuid7()}).content.decode()


def test_an_alert_ends_and_stays_in_the_list(world, browse, code):
    alert = Alert.objects.create(person=world.someone, code=code)
    client = browse(world.safer_custody)
    for _nth in range(2):
        assert client.post(reverse("people:alert-end", args=[alert.pk])).status_code == 302
    assert not Alert.objects.live().exists()
    assert AuditEvent.objects.filter(event="person.alert_ended").count() == 1
    assert "1 alert that is over" in client.get(reverse("people:alerts", args=[world.someone.pk])).content.decode()


def test_alerts_with_impossible_days_or_kinds_are_refused(world, code):
    today = clock.today()
    old = AlertCode.objects.create(code="OLD", type_code="X", type_name="Security", name="Old", is_active=False)
    for words, given in (
        ("future", {"starts_on": today + timedelta(days=1)}),
        ("before the person was born", {"starts_on": date(1900, 1, 1)}),
        ("today or later", {"ends_on": today - timedelta(days=1)}),
        ("no longer in use", {"code": old}),
    ):
        with pytest.raises(DomainError, match=words):
            add_alert(world.someone, **{"key": uuid7(), "code": code, "starts_on": today, "by": world.pom, **given})
    assert not Alert.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("who", ["tutor", "administrator", "pom_elsewhere", "moderator"])
def test_who_may_not_change_alerts(world, code, who):
    alert = Alert.objects.create(person=world.someone, code=code)
    with pytest.raises(PermissionDenied):
        add_alert(world.someone, key=uuid7(), code=code, starts_on=clock.today(), by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        end_alert(alert, by=getattr(world, who))


def test_a_kind_of_alert_that_is_out_of_use_cannot_be_chosen(world, browse, code):
    AlertCode.objects.filter(pk=code.pk).update(is_active=False)
    url = reverse("people:alert-add", args=[world.someone.pk])
    sent = {"key": uuid7(), "code": code.pk, "starts_on": clock.today().isoformat()}
    assert browse(world.pom).post(url, sent).status_code == 200
    assert not Alert.objects.exists()


def test_the_history_is_in_plain_words_and_dated(world, browse, rich):
    Movement.objects.create(
        person=rich,
        kind="transfer_out",
        happened_at=clock.now(),
        from_establishment=world.there,
        to_establishment=world.here,
    )
    page = browse(world.pom).get(reverse("people:history", args=[rich.pk])).content.decode()
    assert "Left Farham for Hereford Green" in page
    assert page.count("Moved to cell ZZA-1-1-001") == 5
    assert AuditEvent.objects.filter(event="person.history_viewed").exists()


def test_the_history_costs_the_same_for_any_length(world, browse, same_queries):
    def add():
        Movement.objects.create(
            person=world.someone,
            kind="cell",
            happened_at=clock.now(),
            to_establishment=world.here,
            to_cell=world.cell,
            recorded_by=world.manager,
        )

    same_queries(browse(world.pom), reverse("people:history", args=[world.someone.pk]), add_row=add)
