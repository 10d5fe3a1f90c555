"""How staff and mentors get an account (T16)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.grants import Reach, Role
from justice_portal.invitations import actions
from justice_portal.invitations.models import Invitation
from justice_portal.jobs.running import run_most_urgent
from tests.factories import UserFactory, staff
from tests.justice_portal.invitations.rows import SECRET, invitation
from tests.second_person import agree

GOOD = "seven purple kettles sing"
OPEN, TAKE = "invitations:open", "invitations:take"


@pytest.fixture
def inbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def invited(world):
    return invitation(world, world.here)


def opened(secret=SECRET):
    client = Client()
    client.get(reverse(OPEN, args=[secret]))
    return client


def take(client, **more):
    return client.post(reverse(TAKE), {"passphrase": GOOD, **more})


def test_two_people_invite_and_the_email_opens_one_account(world, browse, inbox, settings):
    settings.SITE_URL = "https://portal.example"
    form = {"name": "Tess Tutor", "email": "Tess@Work.invalid", "role": "tutor", "place": f"prison:{world.here.pk}"}
    answer = browse(world.manager).post(reverse("invitations:invite"), form)
    assert answer.headers["Location"] == PendingChange.objects.get().get_absolute_url()
    assert not Invitation.objects.exists(), "one alone invites nobody"
    deputy = staff(Role.MANAGER, at=world.here)
    agree(deputy)
    while run_most_urgent():
        pass
    (letter,) = inbox
    assert letter.to == ["tess@work.invalid"]
    assert letter.subject == "Sign in"
    for word in ("Tess", "Tutor", world.here.name):
        assert word not in str(letter.message())
    (link,) = re.findall(r"https://portal.example(/staff/invitation/[\w-]+/)", letter.body)
    client = Client()
    assert client.get(link).headers["Location"] == reverse(TAKE)
    page = client.get(reverse(TAKE)).content.decode()
    assert "Tutor, Hereford Green" in page
    answer = take(client)
    assert answer.headers["Location"] == reverse("mfa_activate_totp"), "the second step comes before anything else"
    assert client.get(reverse("notices:list")).headers["Location"] == reverse("mfa_activate_totp")
    user = User.objects.get(username="tess@work.invalid")
    assert user.check_password(GOOD)
    held = RoleHeld.objects.get(user=user)
    assert (held.role, held.reach, held.establishment) == (Role.TUTOR, Reach.ESTABLISHMENT, world.here)
    assert (held.granted_by, held.approved_by) == (world.manager, deputy)


def none_of_it(response):
    return response.status_code == 404 and "This invitation does not work" in response.content.decode()


def test_t16_an_invitation_works_once(world, invited):
    first, second = opened(), opened()
    assert take(first).status_code == 302
    assert none_of_it(take(second))
    assert none_of_it(opened().get(reverse(TAKE)))
    assert User.objects.filter(username="new@work.invalid").count() == 1


def test_t16_what_was_taken_back_while_the_page_was_open_gives_no_account(world, invited):
    """The action asks once more, when it writes: not only the page that found the invitation."""
    open_page = Invitation.objects.get(pk=invited.pk)
    actions.withdraw_invitation(invited, by=world.manager)
    with pytest.raises(DomainError, match="does not work any more"):
        actions.take_invitation(open_page, passphrase="seven slow rivers run", by=SYSTEM)
    assert not User.objects.filter(username="new@work.invalid").exists()


def test_t16_it_ends_after_48_hours(world, invited, time_machine):
    time_machine.move_to(clock.now() + timedelta(hours=47, minutes=59), tick=False)
    client = opened()
    assert client.get(reverse(TAKE)).status_code == 200
    time_machine.move_to(clock.now() + timedelta(minutes=2), tick=False)
    assert none_of_it(client.get(reverse(TAKE)))
    assert none_of_it(take(client))
    assert not User.objects.filter(username="new@work.invalid").exists()


def test_t16_an_invitation_to_one_prison_role_and_email_gives_no_other(world, invited):
    sent = {"establishment": str(world.there.pk), "place": f"prison:{world.there.pk}", "role": "administrator",
            "email": "evil@work.invalid", "reach": "estate", "username": "evil", "is_staff": "on", "door": "tablet"}  # fmt: skip
    take(opened(), **sent)
    user = User.objects.get(username="new@work.invalid")
    held = RoleHeld.objects.get(user=user)
    assert (held.role, held.reach, held.establishment_id) == ("tutor", "establishment", world.here.pk)
    assert (user.email, user.is_staff, user.door) == ("new@work.invalid", False, "staff")
    assert not User.objects.filter(username__startswith="evil").exists()


@pytest.mark.parametrize("secret", ["x", SECRET[:-1], SECRET + "x", SECRET.upper(), "a" * 300])
def test_t16_a_secret_that_was_guessed_opens_nothing(world, invited, secret):
    assert none_of_it(opened(secret).get(reverse(TAKE)))
    assert none_of_it(take(opened(secret)))


def test_t16_one_that_was_taken_back_or_sent_again_opens_nothing(world, invited, browse, inbox):
    browse(world.manager).post(reverse("invitations:send-again", args=[invited.pk]))
    assert none_of_it(opened().get(reverse(TAKE))), "the older email"
    Invitation.objects.filter(pk=invited.pk).update(withdrawn_at=None)
    browse(world.manager).post(reverse("invitations:withdraw", args=[invited.pk]))
    while run_most_urgent():
        pass
    assert none_of_it(opened().get(reverse(TAKE)))
    assert not inbox, "no email for what was taken back"
    with pytest.raises(DomainError, match="used or taken back"):
        actions.send_again(invited, by=world.manager)


@pytest.mark.parametrize(
    "weak", ["short one", "x" * 14, "x" * 40, "password12345678", "Password Password!", "new@work.invalid"]
)
def test_a_weak_passphrase_is_refused_and_the_invitation_stays(world, invited, weak):
    client = opened()
    answer = take(client, passphrase=weak)
    assert answer.status_code == 200
    assert f'value="{weak}"' not in answer.content.decode()
    assert take(client).status_code == 302


def test_who_may_invite_whom(world, invited):
    given = {"email": "a@work.invalid", "name": "A"}
    with pytest.raises(PermissionDenied):
        actions.ask_to_invite(world.there, **given, role="tutor", by=world.manager)
    with pytest.raises(PermissionDenied):
        actions.ask_to_invite(world.here, **given, role="manager", by=world.manager)
    with pytest.raises(PermissionDenied):
        actions.ask_to_invite(world.here, **given, role="tutor", by=world.pom)
    for role in ("administrator", "com", "person"):
        with pytest.raises(DomainError, match="not held in that place"):
            actions.ask_to_invite(world.here, **given, role=role, by=world.administrator)
    UserFactory(username="taken@work.invalid")
    with pytest.raises(DomainError, match="an account with this email"):
        actions.ask_to_invite(world.here, email="Taken@work.invalid", name="A", role="tutor", by=world.administrator)
    assert not PendingChange.objects.exists()
    actions.ask_to_invite(world.here, **given, role="manager", by=world.administrator)
    assert PendingChange.objects.get().kind == "account.invite_lead"


@pytest.mark.parametrize(
    "headers", [{"host": "evil.invalid"}, {"X-Forwarded-Host": "evil.invalid"}, {"Forwarded": "host=evil.invalid"}]
)
def test_t37_a_forged_host_does_not_change_the_link(world, browse, inbox, settings, headers, invited):
    settings.SITE_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["*"]
    browse(world.manager).post(reverse("invitations:send-again", args=[invited.pk]), headers=headers)
    while run_most_urgent():
        pass
    assert "https://portal.example/staff/invitation/" in inbox[0].body
    assert "evil.invalid" not in str(inbox[0].message())


def test_the_list_costs_the_same_for_any_length(world, browse, same_queries):
    names = iter(f"s{n}@work.invalid" for n in range(100))
    add_row = lambda: invitation(world, world.here, email=next(names))  # noqa: E731
    same_queries(browse(world.manager), reverse("invitations:list"), add_row=add_row)
