"""What holds at every door: no request without a token, no letter that tells, no recovery that drops a factor."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.accounts import actions
from justice_portal.jobs.running import run_most_urgent
from justice_portal.notices.kinds import KINDS
from justice_portal.notify import notify
from tests.justice_portal.accounts.conftest import STAFF, give_code, is_signed_in, staff_door
from tests.policy import arguments, policy, room_rows, url_names
from tests.signing_in import sign_in

UNSAFE = ("post", "put", "patch", "delete")
WHO = ("anonymous", "manager", "administrator", "person")
CANARY = "CANARY-7f3a"


def passed_without_token(world, ways_of):
    """Ways in which a route took an unsafe request without a token. ways_of(nth): (who, method) pairs to try on it."""
    made = {"person": world.someone}
    for make in room_rows():
        made.update(make(world, "here", world.someone))
    strict = {who: Client(enforce_csrf_checks=True) for who in WHO}
    for who in WHO[1:]:
        sign_in(strict[who], getattr(world, who))
    passed = []
    for nth, name in enumerate(sorted(url_names())):
        url = reverse(name, kwargs=arguments(policy()[name], made))
        kind = "application/json" if url.startswith("/api/") else "application/x-www-form-urlencoded"
        for who, method in ways_of(nth):
            status = getattr(strict[who], method)(url, data="{}", content_type=kind).status_code
            # 415: it was not even read, which the API says before it looks for the token
            if status not in {401, 403, 405, 415} and not (who == "anonymous" and status == 302):
                passed.append((name, who, method, status))
    return passed


def test_t35_no_route_takes_an_unsafe_request_without_its_token(world):
    """Each route of the resolver once, with users and methods in turns."""
    assert not passed_without_token(
        world, lambda nth: [(WHO[nth % 4], "post"), (WHO[(nth + 1) % 4], UNSAFE[nth // 4 % 4])]
    )


@pytest.mark.proof
def test_t35_no_route_takes_any_unsafe_method_from_anybody_without_its_token(world):
    assert not passed_without_token(world, lambda nth: [(who, method) for who in WHO for method in UNSAFE])


def test_t35_the_administration_takes_no_unsafe_request_without_a_token(world):
    client = sign_in(Client(enforce_csrf_checks=True), world.administrator)
    for name in ("user_add", "roleheld_add", "user_changelist"):
        assert client.post(reverse(f"admin:justice_portal_{name}"), {"username": "x"}).status_code == 403


@pytest.mark.parametrize("door", ["accounts:sign-in", STAFF, "account_request_login_code", "phones:join"])
def test_t35_nobody_is_signed_in_by_another_site(db, door):
    """Login CSRF: the doors ask for the token too."""
    assert Client(enforce_csrf_checks=True).post(reverse(door), {"login": "sam"}).status_code == 403


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_t10_the_letter_of_each_kind_of_notice_says_only_to_sign_in(world, settings, kind):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    user = world.manager
    user.name = user.email = f"{CANARY}@work.invalid"
    user.save()
    notify(user, kind, by_email=True)
    while run_most_urgent():
        pass
    (letter,) = mail.outbox
    assert (letter.subject, letter.body) == (
        "You have something new",
        f"You have something new. Sign in.\n\n{settings.SITE_URL}",
    )
    assert CANARY not in letter.body + letter.subject


def test_t32_a_new_passphrase_still_asks_for_the_code(worker, browser, world):
    fresh = actions.reset_passphrase(worker, by=SYSTEM)
    client = browser(STAFF)
    answer = staff_door(client, "sam", fresh)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.get(reverse("notices:list")).status_code == 302
    give_code(client)
    assert is_signed_in(client)


def test_t32_a_recovery_code_stands_for_the_code_never_for_the_passphrase(worker, browser):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    codes = RecoveryCodes.activate(worker).get_unused_codes()
    client = browser(STAFF)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not is_signed_in(client), "without the passphrase it opens nothing"
    staff_door(client, "sam")
    give_code(client, codes[0])
    assert is_signed_in(client)
    again = browser(STAFF)
    staff_door(again, "sam")
    give_code(again, codes[0])
    assert not is_signed_in(again), "each works once"
