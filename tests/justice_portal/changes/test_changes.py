"""What one person alone cannot do: grant a role, loosen a rule, invite (T109)."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.accounts import actions as accounts
from justice_portal.accounts.models import RoleHeld
from justice_portal.audit.models import AuditEvent
from justice_portal.changes import actions
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.grants import Reach, Role
from justice_portal.invitations.models import Invitation
from justice_portal.keys import uuid7
from justice_portal.notices.models import Notice
from mentoring.models import Rule
from mentoring.screening.actions import add_rule
from tests.factories import UserFactory, staff
from tests.justice_portal.changes.rows import rows
from tests.second_person import agree, second_administrator


@pytest.fixture
def second(world):
    return second_administrator()


@pytest.fixture
def somebody(world):
    return UserFactory(username="somebody")


@pytest.fixture
def asked(world, second, somebody):
    here = {"role": Role.TUTOR, "reach": Reach.ESTABLISHMENT, "establishment": world.here}
    return accounts.ask_for_role(somebody, **here, by=world.administrator)


def fresh(change):
    return PendingChange.objects.get(pk=change.pk)


def test_t109_a_role_that_one_person_asks_for_stays_pending(world, browse, somebody, second):
    client = browse(world.administrator)
    form = {"user": str(somebody.pk), "role": "manager", "reach": "estate"}
    answer = client.post(reverse("admin:justice_portal_roleheld_add"), form)
    change = PendingChange.objects.get()
    assert answer.headers["Location"] == change.get_absolute_url()
    assert not RoleHeld.objects.filter(user=somebody).exists()
    page = client.get(change.get_absolute_url()).content.decode()
    assert "You cannot agree to what you asked for yourself" in page
    assert client.post(reverse("changes:approve", args=[change.pk])).status_code == 409
    assert not RoleHeld.objects.filter(user=somebody).exists()
    assert Notice.objects.filter(user=second, kind="change.asked").exists()
    assert browse(second).post(reverse("changes:approve", args=[change.pk])).status_code == 302
    held = RoleHeld.objects.get(user=somebody)
    assert (held.granted_by, held.approved_by) == (world.administrator, second)
    assert Notice.objects.filter(user=world.administrator, kind="change.decided").exists()


def test_t109_nobody_agrees_to_a_role_of_their_own(world, asked, somebody):
    accounts.grant_role(somebody, role=Role.ADMINISTRATOR, reach=Reach.ESTATE, by=world.administrator)
    with pytest.raises(DomainError, match="Someone else"):
        actions.approve_change(fresh(asked), by=type(somebody).objects.get(pk=somebody.pk))
    assert fresh(asked).is_waiting


def test_t109_the_database_keeps_it_too(world, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        PendingChange.objects.filter(pk=asked.pk).update(status="approved", decided_by=world.administrator)


def test_t109_a_rule_is_neither_made_nor_loosened_nor_taken_away_by_one(world, browse, second):
    client = browse(world.administrator)
    rule = add_rule(
        Rule, key=uuid7(), name="Jam", kind="word", words="jam", reason="It has jam in it.", by=world.administrator
    )
    form = {"name": "Jam", "kind": "word", "words": "honey", "reads": "letters", "reason": "It has jam in it."}
    client.post(reverse("admin:mentoring_rule_change", args=[rule.pk]), form)  # and is_active is left out
    client.post(reverse("admin:mentoring_rule_delete", args=[rule.pk]), {"post": "yes"})
    client.post(reverse("admin:mentoring_rule_add"), {**form, "name": "Honey", "is_active": "on"})
    every = {"action": "delete_selected", "_selected_action": [str(rule.pk)], "post": "yes"}
    client.post(reverse("admin:mentoring_rule_changelist"), every)
    kept = Rule.objects.get()
    assert (kept.words, kept.is_active) == ("jam", True)
    assert sorted(PendingChange.objects.values_list("kind", flat=True)) == ["rule.add", "rule.change", "rule.delete"]
    change = PendingChange.objects.get(kind="rule.change")
    page = browse(second).get(change.get_absolute_url()).content.decode()
    for words in ("jam", "honey", "Is active now", "Is active after"):
        assert words in page, "the second person sees what is loosened"
    browse(second).post(reverse("changes:approve", args=[change.pk]))
    kept.refresh_from_db()
    assert (kept.words, kept.is_active) == ("honey", False)
    stale = PendingChange.objects.get(kind="rule.delete")
    with pytest.raises(DomainError, match="changed since"):
        actions.approve_change(stale, by=second)
    assert fresh(stale).is_waiting
    assert Rule.objects.exists()


def test_t109_no_page_grants_or_changes_rules_by_itself():
    """Doors ask. What consent does is called by change_kinds.py and by commands of the first set-up only."""
    from pathlib import Path

    root = Path(accounts.__file__).parents[2]
    direct = re.compile(r"(?<![a-z_])(?<!def )(grant_role|add_rule|change_rule|delete_rule)\(")
    doors = [*root.glob("justice_portal/**/*.py"), *root.glob("mentoring/**/*.py")]
    asks = {"change_kinds.py", "actions.py", "open_first_account.py"}
    for path in doors:
        called = direct.findall(path.read_text())
        assert not called or path.name in asks, f"{path.name}: {called}"


def test_a_refused_or_withdrawn_change_is_over(world, second, asked, somebody):
    with pytest.raises(DomainError, match="Only who asked"):
        actions.withdraw_change(fresh(asked), by=second)
    actions.refuse_change(fresh(asked), by=second)
    with pytest.raises(DomainError, match="decided already"):
        actions.approve_change(fresh(asked), by=second)
    again = accounts.ask_for_role(
        somebody, role=Role.TUTOR, reach=Reach.ESTABLISHMENT, establishment=world.here, by=world.administrator
    )
    assert again.pk != asked.pk
    actions.withdraw_change(again, by=world.administrator)
    assert not RoleHeld.objects.filter(user=somebody).exists()
    kept = list(AuditEvent.objects.filter(event__startswith="change.").order_by("at").values_list("event", flat=True))
    assert kept == ["change.asked", "change.refused", "change.asked", "change.withdrawn"]


def test_asking_twice_is_asking_once_and_an_old_change_is_not_made(world, second, asked, somebody, time_machine):
    same = {"role": Role.TUTOR, "reach": Reach.ESTABLISHMENT, "establishment": world.here}
    assert accounts.ask_for_role(somebody, **same, by=world.administrator) == asked
    time_machine.move_to(clock.now() + timedelta(days=15))
    with pytest.raises(DomainError, match="waited for too long"):
        actions.approve_change(fresh(asked), by=second)
    assert accounts.ask_for_role(somebody, **same, by=world.administrator) != asked


def test_a_change_whose_asker_lost_the_right_is_not_made(world, second, asked, somebody):
    accounts.end_role(world.administrator.held_roles.get(), by=second)
    with pytest.raises(DomainError, match="may not ask for it any more"):
        actions.approve_change(fresh(asked), by=second)
    assert not RoleHeld.objects.filter(user=somebody).exists()


def test_a_manager_decides_in_the_own_place_only(world):
    here = rows(world, "here", None)["pending_change"]
    deputy = staff(Role.MANAGER, at=world.here)
    with pytest.raises(PermissionDenied):
        actions.approve_change(here, by=world.manager_elsewhere)
    actions.approve_change(here, by=deputy)
    assert Invitation.objects.get().approved_by == deputy


def test_the_report_names_every_grant_and_who_gave_it(world, browse, second, asked):
    agree(second)
    page = browse(world.administrator).get(reverse("changes:grants")).content.decode()
    for words in ("somebody", "Tutor", world.here.name, "Second administrator", "Administrator"):
        assert words in page
    file = b"".join(browse(world.administrator).get(reverse("changes:grants-file"))).decode()
    assert file.count("\n") == RoleHeld.objects.live().exclude(role="person").count() + 2  # head and mark
    local = staff(Role.ADMINISTRATOR, at=world.there, is_staff=True)
    assert "somebody" not in browse(local).get(reverse("changes:grants")).content.decode()


def test_the_lists_cost_the_same_for_any_length(world, browse, same_queries):
    names = iter(f"s{n}@work.invalid" for n in range(100))

    def add_row():
        PendingChange.objects.create(
            kind="account.invite", data={"email": next(names), "name": "N", "role": "tutor"}, establishment=world.here,
            asked_by=staff(Role.MANAGER, at=world.here), ends_at=clock.now() + timedelta(days=1),
        )  # fmt: skip

    same_queries(browse(world.administrator), reverse("changes:list"), add_row=add_row)
    same_queries(browse(world.administrator), reverse("changes:grants"), add_row=add_row)
