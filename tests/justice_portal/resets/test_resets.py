"""A new passphrase by email: who gets a letter, what it opens, and that the second factor stays."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from justice_portal.accounts.models import User
from justice_portal.audit.models import AuditEvent
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_most_urgent
from justice_portal.resets.models import PassphraseReset
from tests.factories import PASSPHRASE
from tests.justice_portal.accounts.conftest import same_for_all
from tests.justice_portal.passkeys.conftest import SECRET, is_in, newcomer, passphrase, signed_in, worker  # noqa: F401

ASK, TAKE, EMAIL = "resets:ask", "resets:take", "sam@work.invalid"
NEW = "nine grey hats and four owls"


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture
def sam(worker):  # noqa: F811
    worker.email = EMAIL
    worker.save()
    return worker


def letters(email=EMAIL, client=None):
    """Ask, and give what was sent."""
    mail.outbox = []
    client = client or Client()
    assert client.post(reverse(ASK), {"email": email}).headers["Location"] == reverse("resets:asked")
    while run_most_urgent():
        pass
    return mail.outbox


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def choose(client, new=NEW):
    return client.post(reverse(TAKE), {"passphrase": new})


def can_sign_in_with(words):
    answer = Client().post(reverse("account_login"), {"login": "sam", "password": words})
    return answer.headers.get("Location") == reverse("mfa_authenticate")


def test_t32_staff_take_a_new_passphrase_by_email_and_the_second_factor_is_still_asked(sam, settings):
    before = signed_in()
    (letter,) = letters(EMAIL.upper())
    assert (letter.subject, letter.to) == ("Sign in", [EMAIL])
    assert settings.SITE_URL in letter.body
    client = Client()
    assert client.get(link_in(letter)).headers["Location"] == reverse(TAKE)
    assert "chosen" not in client.get(reverse(TAKE)).content.decode()
    assert choose(client).headers["Location"] == reverse("account_login")
    assert not is_in(client), "it signs nobody in"
    assert not is_in(before), "and signs out everywhere"
    assert not can_sign_in_with(PASSPHRASE)
    assert can_sign_in_with(NEW), "and then a code is asked for"
    assert sam.authenticator_set.exists()
    events = AuditEvent.objects.filter(event__startswith="account.passphrase").order_by("at")
    assert [one.event for one in events] == ["account.passphrase_letter", "account.passphrase_taken"]
    assert sam.notices.filter(kind="account.passphrase_taken").exists()


def test_t26_known_unknown_and_barred_addresses_get_the_same_answer_after_the_same_work(sam, world):
    world.person.email = "person@mail.invalid"
    world.person.save()
    answers, work = set(), []
    for email in (EMAIL, "nobody@work.invalid", "person@mail.invalid"):
        client, jobs = Client(), Job.objects.count()
        client.get(reverse(ASK))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            asked = client.post(reverse(ASK), {"email": email})
        answers.add((asked.status_code, asked.headers["Location"], same_for_all(client.get(asked.headers["Location"]))))
        work.append((len(seen), Job.objects.count() - jobs))
    assert len(answers) == 1
    assert len(set(work)) == 1, work
    assert EMAIL not in str(list(Job.objects.values("args"))), "addresses lie sealed in the queue"


def test_t26_who_is_no_staff_closed_or_without_a_second_factor_gets_no_letter(sam, world):
    world.person.email = "person@mail.invalid"
    world.person.save()
    kim = newcomer()
    User.objects.filter(pk=kim.pk).update(email="kim@work.invalid")
    assert not letters("person@mail.invalid")
    assert not letters("kim@work.invalid"), "the mailbox alone would open the account"
    sam.is_active = False
    sam.save()
    assert not letters()


def test_a_letter_works_once_and_a_newer_one_ends_it(sam):
    first, second = link_in(letters()[0]), link_in(letters()[0])
    client = Client()
    client.get(first)
    assert client.get(reverse(TAKE)).status_code == 404
    client.get(second)
    other = Client()
    other.get(second)
    assert choose(client).status_code == 302
    assert choose(other, "another seven words or so").status_code == 404
    assert can_sign_in_with(NEW)


def test_a_letter_ends_after_thirty_minutes(sam, time_machine):
    time_machine.move_to("2027-03-01 09:00:00+00:00", tick=False)
    client = Client()
    client.get(link_in(letters()[0]))
    time_machine.shift(timedelta(minutes=30))
    assert client.get(reverse(TAKE)).status_code == 404
    assert choose(client).status_code == 404
    assert can_sign_in_with(PASSPHRASE)


@pytest.mark.parametrize("weak", ["", "short one", "passwordpassword1", "sam sam sam sam sam", EMAIL])
def test_a_weak_passphrase_is_refused_and_the_letter_goes_on_working(sam, weak):
    client = Client()
    client.get(link_in(letters()[0]))
    assert choose(client, weak).status_code == 200
    assert can_sign_in_with(PASSPHRASE)
    assert choose(client).status_code == 302


def test_nobody_fills_a_mailbox(sam):
    sent = sum(len(letters()) for _ in range(6))
    assert sent == 3
    assert PassphraseReset.objects.count() == 3


def test_t37_the_link_has_our_own_address_whatever_a_request_says(sam, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"host": "evil.invalid", "X-Forwarded-Host": "evil.invalid"})
    (letter,) = letters(client=client)
    assert "evil.invalid" not in letter.body
    assert settings.SITE_URL in letter.body


def test_t10_the_letter_says_only_to_sign_in(sam):
    (letter,) = letters()
    assert not re.search(r"sam|justice|prison|probation|mentor", letter.body.split("http")[0], re.IGNORECASE)


def test_the_secret_is_kept_nowhere_but_in_the_letter(sam):
    secret = link_in(letters()[0]).strip("/").split("/")[-1]
    kept = [*PassphraseReset.objects.values(), *AuditEvent.objects.values(), *Job.objects.values()]
    assert secret not in str(kept)


def test_t29_no_new_passphrase_from_a_tablet(sam, settings):
    settings.TABLET_NETWORKS = ["10.20.0.0/16"]
    client = Client(REMOTE_ADDR="10.20.1.1")
    for name in (ASK, "resets:asked", TAKE):
        assert client.get(reverse(name)).status_code == 404
