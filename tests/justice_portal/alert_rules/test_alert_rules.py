"""Alerts change what the product does, by rules that an administrator writes."""

from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.models import Alert, AlertCode, AlertRule, Connection
from justice_portal.people.alert_rules.figures import Effect, applies, shareable
from justice_portal.people.alert_rules.reference import load_first_rules
from justice_portal.people.alerts.actions import add_alert, end_alert
from justice_portal.people.alerts.reference import load_packaged_alert_codes
from mentoring.matching.actions import resume_match, start_match
from mentoring.screening.actions import load_first_rules as load_message_rules
from mentoring.screening.models import Rule
from tests.mentoring.pairs import answered, matched, proposed, say


@pytest.fixture
def national(db):
    """The national list of alerts and the rules that come with it."""
    load_packaged_alert_codes(by=SYSTEM)
    assert load_first_rules(by=SYSTEM) > 20
    assert load_first_rules(by=SYSTEM) == 0


@pytest.fixture
def alert(national, world):
    def add(code, person=None):
        kind = AlertCode.objects.get(code=code)
        return add_alert(
            person or world.someone, key=uuid4(), code=kind, starts_on=clock.today(), by=world.safer_custody
        )

    return add


@pytest.fixture
def rules(db):
    load_message_rules(Rule, by=SYSTEM)


def test_a_warning_shows_to_the_roles_that_the_rule_names(alert, world, browse):
    alert("TAP")
    words = "Finish the course first"
    url = world.someone.get_absolute_url()
    assert words in browse(world.tutor).get(url).content.decode()  # who cannot open alerts sees what to do
    assert "Temporary Absence" not in browse(world.tutor).get(url).content.decode()
    assert words not in browse(world.com).get(url).content.decode()
    assert words not in browse(world.tutor).get(reverse("people:list")).content.decode()


def test_xit_ends_what_is_open_and_what_is_opened_again(alert, world, browse):
    door = reverse("accounts:sign-in")
    client = browse(world.person)
    assert client.get(reverse("home")).status_code == 200
    live = alert("XIT")
    assert client.get(reverse("home")).url.startswith(door)
    assert browse(world.person).get(reverse("home")).url.startswith(door)
    end_alert(live, by=world.safer_custody)
    assert browse(world.person).get(reverse("home")).status_code == 200


def test_rno121_allows_no_mentor_and_pauses_a_match_that_runs(alert, world, rules):
    match = matched(world.someone, world.mentor, world.here)
    live = alert("RNO121")
    match.refresh_from_db()
    assert (match.status, match.pause_reason) == ("paused", "safety")
    with pytest.raises(DomainError, match="allows no mentor"):
        resume_match(match, by=world.manager)
    with pytest.raises(DomainError, match="allows no mentor"):
        proposed(world.someone, world.mentor_elsewhere, world.here)
    end_alert(live, by=world.safer_custody)
    assert resume_match(match, by=world.manager).is_active


def test_oncr_has_every_message_read_first_and_the_writer_is_not_told_why(alert, world, rules, browse):
    thread = matched(world.someone, world.mentor, world.here).thread
    assert say(thread, world.person).delivered_at
    alert("ONCR")
    for writer in (world.person, world.mentor):
        held = say(thread, writer, "A plain hello again")
        assert held.delivered_at is None
        assert held.holds.get().why == ["For now, someone reads every message first."]


def test_rcon_asks_two_managers_for_a_match(alert, world, rules):
    alert("RCON")
    match = answered(proposed(world.someone, world.mentor, world.here))
    type(match).objects.filter(pk=match.pk).update(proposed_by=world.manager)
    match.refresh_from_db()
    with pytest.raises(DomainError, match="another manager"):
        start_match(match, by=world.manager)
    world.manager_elsewhere.held_roles.update(establishment=world.here)
    assert start_match(match, by=type(world.manager).objects.get(pk=world.manager_elsewhere.pk)).is_active


def test_alerts_of_type_d_are_never_for_the_person(alert, world, browse):
    secret = AlertCode.objects.filter(type_code="D", is_active=True).first() or AlertCode.objects.create(
        code="DZZ", type_code="D", type_name="Security. Do not share with offender", name="Do not tell"
    )
    told = alert("TAP")
    withheld = alert(secret.code)
    assert list(shareable(Alert.objects.filter(person=world.someone))) == [told]
    assert browse(world.person).get(reverse("people:alerts", args=[world.someone.pk])).status_code == 404
    assert applies(world.someone, Effect.WITHHOLD)
    end_alert(withheld, by=world.safer_custody)
    assert not applies(world.someone, Effect.WITHHOLD)


def test_an_administrator_changes_what_an_alert_does_and_it_is_recorded(alert, world, browse):
    alert("TAP")
    admin = browse(world.administrator)
    add = reverse("admin:justice_portal_alertrule_add")
    wrong = admin.post(add, {"effect": "banner", "type_code": "T", "is_on": "on"})
    assert wrong.status_code == 200
    assert not AlertRule.objects.filter(type_code="T").exists()
    code = AlertCode.objects.get(code="TAP")
    done = admin.post(add, {"code": code.pk, "effect": "no_match", "is_on": "on"})
    assert done.status_code == 302, done.content.decode()
    assert applies(world.someone, Effect.NO_MATCH)
    rule = AlertRule.objects.get(code=code, effect="no_match")
    admin.post(
        reverse("admin:justice_portal_alertrule_change", args=[rule.pk]), {"code": code.pk, "effect": "no_match"}
    )
    assert not applies(world.someone, Effect.NO_MATCH)
    assert AuditEvent.objects.filter(event__startswith="reference.", thing_id=str(rule.pk)).count() == 2
    assert browse(world.manager).get(add).status_code in {302, 403, 404}


def test_t07_a_mentor_who_knows_the_person_is_not_matched_with_them(world, rules):
    match = matched(world.someone, world.mentor, world.here)
    Connection.objects.create(user=world.mentor_elsewhere, person=world.someone, source="declared")
    with pytest.raises(DomainError, match="cannot be matched"):
        proposed(world.someone, world.mentor_elsewhere, world.here)
    from justice_portal.protected.actions import shut_out

    shut_out(world.someone, user=world.mentor, relation="friend", by=world.manager)
    match.refresh_from_db()
    assert (match.status, match.pause_reason) == ("paused", "safety")
