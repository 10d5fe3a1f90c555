"""Someone who is out already gets the code to join with by email or text."""

import json
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.jobs.models import Job
from justice_portal.phones import actions
from justice_portal.phones.contact import Contact
from justice_portal.phones.models import JoinCode
from tests.justice_portal.phones.test_phones import (  # noqa: F401
    CODE,
    EMAIL,
    NUMBER,
    inbox,
    is_in,
    run_jobs,
    sent_code,
    someone,
    start_joining,
)


def invite(client, person, contact=EMAIL, key=None):
    return client.post(reverse("phones:invite", args=[person.pk]), {"contact": contact, "key": str(key or uuid4())})


def code_in(words):
    return re.search(r"[2-9A-Z]{3} [2-9A-Z]{3}", words)[0]


def test_an_officer_invites_by_email_and_the_person_joins_once_with_their_day_of_birth(world, someone, inbox, browse):  # noqa: F811
    answer = invite(browse(world.com), someone)
    assert answer.headers["Location"] == reverse("phones:for-person", args=[someone.pk])
    run_jobs()
    (letter,) = inbox
    assert (letter.to, letter.subject) == ([EMAIL], "Sign in")
    code = code_in(letter.body)
    assert start_joining(someone, code, born_on_year=1991)[1].status_code == 200, "not without the day of birth"
    client, _answer = start_joining(someone, code)
    client.post(reverse(CODE), {"code": sent_code(inbox)})
    assert is_in(client)
    assert start_joining(someone, code)[1].status_code == 200, "once"
    assert AuditEvent.objects.filter(event="phone.invited", by_id=world.com.pk).count() == 1


def test_an_officer_invites_by_text_in_the_language_of_the_person(world, someone, settings, browse):  # noqa: F811
    someone.wants_welsh = True
    someone.save()
    invite(browse(world.com), someone, NUMBER)
    run_jobs()
    (file,) = settings.EMAIL_FILE_PATH.glob("*.text.json")
    text = json.loads(file.read_text())
    assert text["to"] == "+447700900123"
    assert "Mewngofnodwch" in text["words"]


def test_t10_the_invitation_names_nobody_and_no_matter(world, someone, inbox, browse):  # noqa: F811
    invite(browse(world.com), someone)
    run_jobs()
    said = inbox[0].body.replace(inbox[0].body.split()[3], "")
    for word in (someone.given_name, someone.family_name, someone.number, "prison", "probation", "Justice", "licence"):
        assert word.lower() not in said.lower()


def test_sent_twice_it_is_one_and_a_newer_one_ends_it(world, someone, inbox, browse):  # noqa: F811
    client, key = browse(world.com), uuid4()
    for _ in range(2):
        assert invite(client, someone, key=key).status_code == 302
    run_jobs()
    assert len(inbox) == 1
    first = code_in(inbox[0].body)
    invite(client, someone)
    assert start_joining(someone, first)[1].status_code == 200
    assert JoinCode.objects.filter(used_at=None, cancelled_at=None).count() == 1


def test_what_is_no_address_is_told_plainly_and_sends_nothing(world, someone, inbox, browse):  # noqa: F811
    answer = invite(browse(world.com), someone, "020 7946 0000").content.decode()
    assert "Type an email like" in answer
    assert "020 7946 0000" in answer
    run_jobs()
    assert not inbox
    assert not JoinCode.objects.exists()


def test_who_is_in_prison_is_invited_nowhere(world, browse):
    with pytest.raises(DomainError, match="not out yet"):
        actions.invite(world.someone, key=uuid4(), contact=Contact(email=EMAIL), by=world.key_worker)
    page = browse(world.key_worker).get(reverse("phones:for-person", args=[world.someone.pk])).content.decode()
    assert reverse("phones:invite", args=[world.someone.pk]) not in page


def test_the_code_lies_sealed_in_the_queue(world, someone, inbox, browse):  # noqa: F811
    invite(browse(world.com), someone)
    waiting = str(list(Job.objects.values_list("args", flat=True)))
    run_jobs()
    assert EMAIL not in waiting
    assert code_in(inbox[0].body) not in waiting
