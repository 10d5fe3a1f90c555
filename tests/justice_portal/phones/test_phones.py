"""People on probation, on their own phone: joining, coming in, and the end of it."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.accounts.models import User
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_most_urgent
from justice_portal.people.models import Movement
from justice_portal.phones import actions
from justice_portal.phones.contact import read_contact
from justice_portal.phones.models import JoinCode, OwnPhone
from tests.factories import PersonFactory, allocate, sign_in_for

SIGN_IN, CODE, JOIN = "account_request_login_code", "account_confirm_login_code", "phones:join"
EMAIL, NUMBER = "ash@mail.invalid", "07700 900123"


@pytest.fixture
def inbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def someone(world):
    """Released yesterday, with a COM."""
    return world.people["released"]


def run_jobs():
    while run_most_urgent():
        pass


def fresh():
    client = Client()
    client.get(reverse(SIGN_IN))
    return client


def born(person):
    return {
        "born_on_day": person.born_on.day,
        "born_on_month": person.born_on.month,
        "born_on_year": person.born_on.year,
    }


def start_joining(person, on_paper, contact=EMAIL, client=None, **more):
    client = client or fresh()
    return client, client.post(reverse(JOIN), {"code": on_paper, "contact": contact, **born(person), **more})


def sent_code(inbox):
    run_jobs()
    return re.search(r"\d{6}", inbox[-1].body)[0]


def join(person, by, inbox, contact=EMAIL):
    client, answer = start_joining(person, actions.issue_join_code(person, by=by), contact)
    assert answer.headers["Location"] == reverse(CODE)
    client.post(reverse(CODE), {"code": sent_code(inbox)})
    return client


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def test_a_person_joins_with_the_code_on_paper_and_comes_back_with_a_code_that_is_sent(world, someone, inbox):
    code = actions.issue_join_code(someone, by=world.com)
    assert re.fullmatch(r"[2-9A-Z]{3} [2-9A-Z]{3}", code)
    client, answer = start_joining(someone, code.lower().replace(" ", ""))
    assert not OwnPhone.objects.exists(), "not before the address is proved"
    answer = client.post(reverse(CODE), {"code": sent_code(inbox)})
    assert answer.headers["Location"] == reverse("phones:joined")
    assert is_in(client)
    (letter,) = inbox
    assert (letter.to, letter.subject) == ([EMAIL], "Sign in")
    assert re.fullmatch(r"Sign in\. Your code is \d{6}", letter.body)
    client.post(reverse("accounts:sign-out"))
    assert not is_in(client)
    client.post(reverse(SIGN_IN), {"contact": EMAIL.upper()})
    client.post(reverse(CODE), {"code": sent_code(inbox)})
    assert is_in(client)
    signed_in = AuditEvent.objects.filter(event="account.signed_in").order_by("at")
    assert [event.facts["door"] for event in signed_in] == ["phone", "phone"]


def test_a_mobile_number_gets_a_text_message(world, someone, settings, inbox):
    client, _answer = start_joining(someone, actions.issue_join_code(someone, by=world.com), NUMBER)
    run_jobs()
    (file,) = settings.EMAIL_FILE_PATH.glob("*.text.json")
    text = json.loads(file.read_text())
    assert text["to"] == "+447700900123"
    client.post(reverse(CODE), {"code": re.search(r"\d{6}", text["words"])[0]})
    assert is_in(client)
    assert not inbox


def test_an_account_from_the_tablets_stays_the_same_account(world, someone, inbox):
    user = sign_in_for(someone)
    join(someone, world.com, inbox)
    someone.refresh_from_db()
    assert someone.user == user
    assert User.objects.filter(person=someone).count() == 1


@pytest.mark.parametrize("wrong", [{"code": "222 222"}, {"born_on_year": 1991}, {"code": "' OR 1=1"}])
def test_a_code_is_worth_nothing_without_the_day_of_birth_nor_the_other_way_round(world, someone, inbox, wrong):
    code = actions.issue_join_code(someone, by=world.com)
    _client, answer = start_joining(someone, code, **wrong)
    assert answer.status_code == 200
    assert "This did not work" in answer.content.decode()
    run_jobs()
    assert not inbox


def test_a_code_works_once_and_a_newer_one_ends_it(world, someone, inbox):
    first = actions.issue_join_code(someone, by=world.com)
    second = actions.issue_join_code(someone, by=world.com)
    assert start_joining(someone, first)[1].status_code == 200
    client, _answer = start_joining(someone, second)
    client.post(reverse(CODE), {"code": sent_code(inbox)})
    assert is_in(client)
    assert start_joining(someone, second)[1].status_code == 200
    assert JoinCode.objects.filter(used_at=None, cancelled_at=None).count() == 0


def test_a_code_from_the_leaving_pack_works_from_release_for_seven_days(world, someone, inbox, time_machine):
    someone.place, someone.establishment = "prison", world.here
    someone.save()
    code = actions.issue_join_code(someone, by=world.manager)
    assert start_joining(someone, code)[1].status_code == 200, "a phone in prison opens nothing"
    out = clock.now() + timedelta(days=5)
    someone.place, someone.establishment = "community", None
    someone.save()
    Movement.objects.create(person=someone, kind="release", happened_at=out, from_establishment=world.here)
    time_machine.move_to(out + timedelta(days=7, minutes=-1), tick=False)
    assert start_joining(someone, code)[1].status_code == 302
    time_machine.move_to(out + timedelta(days=7, minutes=1), tick=False)
    assert start_joining(someone, code)[1].status_code == 200


def page_of(response):
    return response.status_code, re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]+"|value="[^"]*"', "", response.content.decode()
    )


def test_t26_known_and_unknown_and_locked_addresses_look_the_same(world, someone, inbox):
    join(someone, world.com, inbox)
    inbox.clear()
    answers, jobs = [], []
    for contact in (EMAIL, "nobody@mail.invalid", "07700 900999"):
        before = Job.objects.count()
        client = fresh()
        asked = client.post(reverse(SIGN_IN), {"contact": contact})
        jobs.append(Job.objects.count() - before)
        wrong = client.post(reverse(CODE), {"code": "000000x"})
        answers.append(
            (asked.status_code, asked.headers["Location"], page_of(client.get(reverse(CODE))), page_of(wrong))
        )
    client = fresh()
    for _ in range(11):
        asked = client.post(reverse(SIGN_IN), {"contact": EMAIL})
    answers.append((asked.status_code, asked.headers["Location"], page_of(client.get(reverse(CODE))), answers[0][3]))
    assert len(set(answers)) == 1
    assert jobs == [1, 1, 1], "each costs one job, so each takes the same time"
    run_jobs()
    assert len(inbox) == 11, "one from the first browser; ten before the eleventh was locked"


def test_wrong_codes_end_the_page_and_nobody_guesses_for_long(world, someone, inbox):
    join(someone, world.com, inbox)
    client = fresh()
    client.post(reverse(SIGN_IN), {"contact": EMAIL})
    right = sent_code(inbox)
    wrong = "111111" if right != "111111" else "222222"
    statuses = [client.post(reverse(CODE), {"code": wrong}).status_code for _ in range(3)]
    assert statuses == [200, 200, 302]
    client.post(reverse(CODE), {"code": right})
    assert not is_in(client)


def test_a_code_ends_after_ten_minutes(world, someone, inbox, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 9, 0, tzinfo=clock.LONDON), tick=False)
    join(someone, world.com, inbox)
    client = fresh()
    client.post(reverse(SIGN_IN), {"contact": EMAIL})
    right = sent_code(inbox)
    time_machine.shift(601)
    client.post(reverse(CODE), {"code": right})
    assert not is_in(client)


def test_back_in_prison_the_phone_opens_nothing_and_its_session_ends(world, someone, inbox):
    client = join(someone, world.com, inbox)
    assert is_in(client)
    someone.place, someone.establishment = "prison", world.here
    someone.save()
    assert not is_in(client)
    inbox.clear()
    again = fresh()
    again.post(reverse(SIGN_IN), {"contact": EMAIL})
    run_jobs()
    assert not inbox


def test_a_lost_phone_is_shut_out_at_once_by_staff(world, someone, inbox, browse):
    client = join(someone, world.com, inbox)
    phone = OwnPhone.objects.get()
    assert browse(world.com_elsewhere).post(reverse("phones:stop", args=[phone.pk])).status_code == 404
    browse(world.com).post(reverse("phones:stop", args=[phone.pk]))
    assert not is_in(client)


def test_joining_again_ends_the_phone_before(world, someone, inbox):
    old = join(someone, world.com, inbox)
    new = join(someone, world.com, inbox, contact="new@mail.invalid")
    assert not is_in(old)
    assert is_in(new)
    assert OwnPhone.objects.filter(ended_at=None).get().email == "new@mail.invalid"


def test_an_address_of_another_person_is_refused_without_telling_whose(world, someone, inbox):
    join(someone, world.com, inbox)
    other = PersonFactory(establishment=None, place="community", delivery_unit=world.unit)
    allocate(other, world.com, "com")
    code = actions.issue_join_code(other, by=world.com)
    client, _answer = start_joining(other, code)
    answer = client.post(reverse(CODE), {"code": sent_code(inbox)})
    assert "Try another one" in answer.content.decode()
    assert JoinCode.objects.filter(person=other, used_at=None).exists(), "the code still works"


def test_the_code_is_shown_to_staff_once_and_kept_nowhere(world, someone, browse):
    client = browse(world.com)
    page = client.post(reverse("phones:make-code", args=[someone.pk])).content.decode()
    code = re.search(r"[2-9A-Z]{3} [2-9A-Z]{3}(?=</code>)", page)[0]
    assert code not in client.get(reverse("phones:for-person", args=[someone.pk])).content.decode()
    kept = str(list(JoinCode.objects.values())) + str(list(AuditEvent.objects.values()))
    assert code.replace(" ", "") not in kept.replace(" ", "")
    world.people["in_transfer"].refresh_from_db()
    with pytest.raises(DomainError, match="on the way"):
        actions.issue_join_code(world.people["in_transfer"], by=world.com)


def test_codes_lie_sealed_in_the_queue(world, someone, inbox):
    start_joining(someone, actions.issue_join_code(someone, by=world.com))
    waiting = str(list(Job.objects.values_list("args", flat=True)))
    code = sent_code(inbox)
    assert code not in waiting
    assert EMAIL not in waiting


def test_the_quick_way_out_is_on_every_page_and_leads_to_the_weather(world, someone, inbox, settings):
    client = join(someone, world.com, inbox)
    for name in (SIGN_IN, JOIN):
        assert reverse("phones:leave") in fresh().get(reverse(name)).content.decode()
    for name in ("home", "notices:list", "phones:joined", "help-now"):
        assert reverse("phones:leave") in client.get(reverse(name)).content.decode(), name
    stranger = client.get(reverse("phones:leave"), headers={"Referer": "https://evil.invalid/"})
    assert stranger.headers["Location"] == settings.QUICK_EXIT_URL
    assert is_in(client), "another site signs nobody out"
    answer = client.get(reverse("phones:leave"), headers={"Referer": "http://testserver/"})
    assert answer.headers["Location"] == settings.QUICK_EXIT_URL
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not is_in(client)


def test_t29_the_phone_door_is_shut_to_tablets(world, someone, settings):
    settings.TABLET_NETWORKS = ["10.20.0.0/16"]
    client = Client(REMOTE_ADDR="10.20.1.1")
    for name in (SIGN_IN, CODE, JOIN):
        assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Ash@Mail.invalid ", "ash@mail.invalid"),
        ("07700900123", "+447700900123"),
        ("+44 7700 900 123", "+447700900123"),
        ("ash", None),
        ("020 7946 0000", None),
        ("@", None),
        ("12", None),
    ],
)
def test_what_counts_as_an_address(typed, address):
    found = read_contact(typed)
    assert (found and found.address) == address
