"""Accounts and roles: every change and every refusal."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.accounts import actions
from justice_portal.accounts.models import AllauthDevice, Door, RoleHeld, User
from justice_portal.accounts.opening import WORDS
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.grants import Reach, Role
from tests.factories import UserFactory, staff
from tests.second_person import agree, second_administrator

NEW = {"username": "New.Person", "name": "New Person"}


def events():
    return list(AuditEvent.objects.order_by("at", "id").values_list("event", flat=True))


@pytest.fixture
def local(world):
    """An administrator of one prison only."""
    return staff(Role.ADMINISTRATOR, at=world.here, name="Local administrator", is_staff=True)


@pytest.fixture
def somebody(world):
    return UserFactory(username="somebody")


def test_an_account_opens_with_a_passphrase_that_is_kept_nowhere(world):
    user, passphrase = actions.open_account(User, **NEW, by=world.administrator)
    assert user.username == "new.person"
    assert user.check_password(passphrase)
    assert len(passphrase) >= 15
    assert set(passphrase.split()) <= set(WORDS)
    assert not user.roles_held()
    assert events() == ["account.opened"]
    assert passphrase not in str(list(AuditEvent.objects.values()))


def test_a_user_name_is_taken_in_any_case(world):
    actions.open_account(User, **NEW, by=world.administrator)
    with pytest.raises(DomainError, match="already"):
        actions.open_account(User, **{**NEW, "username": "NEW.PERSON "}, by=world.administrator)
    assert User.objects.filter(username__iexact="new.person").count() == 1


def test_a_tablet_account_never_opens_the_administration(world):
    with pytest.raises(DomainError, match="never"):
        actions.change_account(world.person, name="X", email="", is_staff=True, by=world.administrator)
    assert not User.objects.filter(door=Door.TABLET, is_staff=True).exists()


ON_ANOTHER = [
    actions.reset_passphrase,
    actions.remove_second_factor,
    actions.close_account,
    actions.reopen_account,
]


@pytest.mark.parametrize("act", ON_ANOTHER, ids=lambda act: act.__name__)
@pytest.mark.parametrize("who", ["person", "manager", "moderator", "key_worker", "mentor"])
def test_who_manages_no_accounts_changes_none(world, act, who):
    before = User.objects.filter(pk=world.pom.pk).values().get()
    with pytest.raises(PermissionDenied):
        act(world.pom, by=getattr(world, who))
    assert User.objects.filter(pk=world.pom.pk).values().get() == before
    assert events() == []


@pytest.mark.parametrize("act", ON_ANOTHER[:3], ids=lambda act: act.__name__)
def test_nobody_does_it_to_their_own_account(world, act):
    with pytest.raises(DomainError, match="Someone else"):
        act(world.administrator, by=world.administrator)
    assert events() == []


@pytest.mark.parametrize("act", ON_ANOTHER, ids=lambda act: act.__name__)
def test_a_local_administrator_manages_only_the_accounts_of_the_place(world, local, act):
    act(world.pom_elsewhere, by=world.administrator)
    with pytest.raises(PermissionDenied):
        act(world.pom_elsewhere, by=local)
    with pytest.raises(PermissionDenied):
        act(world.person_elsewhere, by=local)
    with pytest.raises(PermissionDenied):
        act(world.administrator, by=local)
    act(world.moderator, by=local)
    if act is not actions.reset_passphrase:
        act(world.person, by=local)


def test_nobody_gives_a_person_a_passphrase(world):
    with pytest.raises(DomainError, match="no passphrase"):
        actions.reset_passphrase(world.person, by=world.administrator)
    assert not User.objects.get(pk=world.person.pk).has_usable_password()
    assert events() == []


def test_a_new_passphrase_ends_the_old_one_and_every_session(world, browse):
    client = browse(world.pom)
    assert client.get(reverse("notices:list")).status_code == 200
    fresh = actions.reset_passphrase(world.pom, by=world.administrator)
    assert client.get(reverse("notices:list")).status_code == 302
    world.pom.refresh_from_db()
    assert world.pom.check_password(fresh)
    assert events() == ["account.passphrase_reset"]


def test_removing_the_second_factor_leads_to_a_new_one(world, browse):
    client = browse(world.pom)
    actions.remove_second_factor(world.pom, by=world.administrator)
    assert not Authenticator.objects.filter(user=world.pom).exists()
    assert not AllauthDevice.objects.filter(user=world.pom).exists()
    assert client.get(reverse("notices:list")).headers["Location"] == reverse("mfa_activate_totp")


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(world, browse):
    client = browse(world.pom)
    actions.close_account(world.pom, by=world.administrator)
    actions.close_account(world.pom, by=world.administrator)
    assert client.get(reverse("notices:list")).status_code == 302
    assert not RoleHeld.objects.live().filter(user=world.pom).exists()
    actions.reopen_account(world.pom, by=world.administrator)
    assert client.get(reverse("notices:list")).status_code == 200
    assert events() == ["account.closed", "account.reopened"]


# Roles


def test_a_role_is_granted_once_and_ended(world, somebody):
    given = {"role": Role.TUTOR, "reach": Reach.ESTABLISHMENT, "establishment": world.here}
    held = actions.grant_role(somebody, **given, by=world.administrator)
    assert actions.grant_role(somebody, **given, by=world.administrator) == held
    assert (held.granted_by, held.ends_at) == (world.administrator, None)
    kept = AuditEvent.objects.get(event="role.granted")
    assert kept.facts["role"] == "tutor"
    assert kept.facts["establishment"] == str(world.here.pk)
    actions.end_role(held, by=world.administrator)
    actions.end_role(held, by=world.administrator)
    assert not RoleHeld.objects.live().filter(user=somebody).exists()
    assert RoleHeld.objects.filter(user=somebody).count() == 1
    assert events() == ["role.granted", "role.ended"]


def test_a_role_may_end_by_itself(world, somebody, time_machine):
    actions.grant_role(
        somebody,
        role=Role.TUTOR,
        reach=Reach.ESTABLISHMENT,
        establishment=world.here,
        ends_at=clock.now() + timedelta(days=7),
        by=world.administrator,
    )
    assert User.objects.get(pk=somebody.pk).has_role(Role.TUTOR)
    time_machine.move_to(clock.now() + timedelta(days=8))
    assert not User.objects.get(pk=somebody.pk).has_role(Role.TUTOR)


@pytest.mark.parametrize(
    ("role", "reach", "why"),
    [
        (Role.TUTOR, Reach.ESTATE, "cannot be held over that"),
        (Role.KEY_WORKER, Reach.ESTABLISHMENT, "cannot be held over that"),
        (Role.MENTOR, Reach.ESTATE, "cannot be held over that"),
        (Role.TUTOR, Reach.ESTABLISHMENT, "Choose the prison"),
        (Role.MANAGER, Reach.DELIVERY_UNIT, "Choose the delivery unit"),
        (Role.PERSON, Reach.OWN, "tablet page"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(world, somebody, role, reach, why):
    with pytest.raises(DomainError, match=why):
        actions.grant_role(somebody, role=role, reach=reach, by=world.administrator)
    assert not RoleHeld.objects.filter(user=somebody).exists()


def test_a_tablet_account_holds_no_role_of_staff(world):
    with pytest.raises(DomainError, match="tablet page"):
        actions.grant_role(world.person, role=Role.KEY_WORKER, reach=Reach.CASELOAD, by=world.administrator)


def test_nobody_gives_themselves_a_role(world):
    with pytest.raises(DomainError, match="Someone else"):
        actions.grant_role(world.administrator, role=Role.MANAGER, reach=Reach.ESTATE, by=world.administrator)
    held = world.administrator.held_roles.get()
    with pytest.raises(DomainError, match="Someone else"):
        actions.end_role(held, by=world.administrator)


def test_a_local_administrator_gives_roles_only_in_the_place(world, local, somebody):
    here = {"role": Role.TUTOR, "reach": Reach.ESTABLISHMENT, "establishment": world.here}
    actions.grant_role(somebody, **here, by=local)
    for wider in (
        {"role": Role.MANAGER, "reach": Reach.ESTATE},
        {"role": Role.TUTOR, "reach": Reach.ESTABLISHMENT, "establishment": world.there},
        {"role": Role.MENTOR, "reach": Reach.OWN},
        {"role": Role.COM, "reach": Reach.CASELOAD},
    ):
        with pytest.raises(PermissionDenied):
            actions.grant_role(somebody, **wider, by=local)
    with pytest.raises(PermissionDenied):
        actions.grant_role(world.pom_elsewhere, **here, by=local)
    with pytest.raises(PermissionDenied):
        actions.end_role(world.tutor_elsewhere.held_roles.get(), by=local)
    assert User.objects.get(pk=somebody.pk).held_roles.count() == 1


@pytest.mark.parametrize("who", ["person", "manager", "mentor"])
def test_who_manages_no_accounts_grants_no_role(world, somebody, who):
    with pytest.raises(PermissionDenied):
        actions.grant_role(
            somebody, role=Role.TUTOR, reach=Reach.ESTABLISHMENT, establishment=world.here, by=getattr(world, who)
        )
    assert events() == []


# Through the administration


def test_an_administrator_opens_an_account_and_reads_the_passphrase_once(world, browse):
    client = browse(world.administrator)
    form = {"username": "Robin", "name": "Robin Redd", "email": ""}
    page = client.post(reverse("admin:justice_portal_user_add"), form, follow=True).content.decode()
    user = User.objects.get(username="robin")
    told = page.split("The passphrase of robin is: ")[1].split(".")[0]
    assert user.check_password(told)
    assert told not in client.get(reverse("admin:justice_portal_user_changelist")).content.decode()


def test_the_administration_grants_and_ends_roles_through_the_actions(world, browse, somebody):
    client = browse(world.administrator)
    form = {"user": str(somebody.pk), "role": "tutor", "reach": "establishment", "establishment": str(world.here.pk)}
    add = reverse("admin:justice_portal_roleheld_add")
    assert client.post(add, {**form, "establishment": ""}).status_code == 200
    assert client.post(add, form).status_code == 302
    agree(second_administrator())
    held = somebody.held_roles.get()
    assert held.granted_by == world.administrator
    rows = reverse("admin:justice_portal_roleheld_changelist")
    client.post(rows, {"action": "end", "_selected_action": [str(held.pk)]})
    held.refresh_from_db()
    assert held.ends_at
    own = {**form, "user": str(world.administrator.pk), "role": "manager", "reach": "estate", "establishment": ""}
    page = client.post(add, own, follow=True).content.decode()
    assert "Someone else must do this to your own account." in page
    assert world.administrator.held_roles.count() == 1


@pytest.mark.parametrize("what", ["give_passphrase", "remove_second_factor", "close", "reopen"])
def test_what_the_administration_does_to_an_account_is_recorded(world, browse, what):
    if what == "reopen":
        User.objects.filter(pk=world.pom.pk).update(is_active=False)
    client = browse(world.administrator)
    rows = reverse("admin:justice_portal_user_changelist")
    client.post(rows, {"action": what, "_selected_action": [str(world.pom.pk)]})
    kept = AuditEvent.objects.filter(event__startswith="account.", thing_id=str(world.pom.pk))
    assert kept.count() == 1
    own = {"action": what, "_selected_action": [str(world.administrator.pk)]}
    page = client.post(rows, own, follow=True).content.decode()
    if what != "reopen":
        assert "Someone else must do this" in page


def test_changing_an_account_keeps_what_changed_not_the_words(world, browse):
    client = browse(world.administrator)
    change = reverse("admin:justice_portal_user_change", args=[world.pom.pk])
    assert client.post(change, {"name": "Secret Name", "email": "", "is_staff": "on"}).status_code == 302
    world.pom.refresh_from_db()
    assert (world.pom.name, world.pom.is_staff) == ("Secret Name", True)
    kept = AuditEvent.objects.get(event="account.changed")
    assert kept.facts == {"fields": ["name"], "is_staff": [False, True]}
