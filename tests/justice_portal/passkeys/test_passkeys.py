"""Passkeys at the front door: who comes in with one, and every answer that opens nothing."""

import json
import os

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from justice_portal.access import SYSTEM
from justice_portal.accounts import actions as accounts
from justice_portal.accounts.models import AllauthDevice
from justice_portal.audit.models import AuditEvent
from justice_portal.passkeys import ceremony
from justice_portal.passkeys.models import Passkey
from justice_portal.phones import actions as phones
from justice_portal.phones.models import OwnPhone
from tests.factories import PASSPHRASE
from tests.justice_portal.passkeys.conftest import (
    come_in,
    is_in,
    make_key,
    newcomer,
    passphrase,
    question,
    send,
    signed_in,
)
from tests.justice_portal.passkeys.software_key import PRESENT, VERIFIED, SoftwareKey
from tests.justice_portal.phones.test_phones import EMAIL, SIGN_IN, fresh, join, sent_code
from tests.signing_in import sign_in


@pytest.fixture
def key(worker):
    return make_key(signed_in())


def events(start):
    return list(AuditEvent.objects.filter(event__startswith=start).order_by("at", "id").values_list("event", flat=True))


def test_a_passkey_stands_for_passphrase_and_code(worker, key):
    assert key.asked["authenticatorSelection"]["userVerification"] == "required"
    client = come_in(key, next=reverse("passkeys:passkey-list"))
    assert client.answer.headers["Location"] == reverse("passkeys:passkey-list")
    assert is_in(client)
    assert events("passkey") == ["passkey.added"]
    assert "Last used" in client.get(reverse("passkeys:passkey-list")).content.decode()


def test_a_passkey_is_the_second_step_after_the_passphrase(worker, key):
    client = passphrase()
    assert not is_in(client)
    assert send(client, "second", key.sign(question(client))).status_code == 302
    assert is_in(client)


def test_the_second_step_is_not_reached_without_the_passphrase(worker, key):
    client = Client()
    answer = send(client, "second", key.sign(question(client)))
    assert answer.headers["Location"] == reverse("account_login")
    assert not is_in(client)


def test_a_newcomer_starts_with_a_passkey_in_place_of_codes(db):
    newcomer()
    client = passphrase("kim")
    key = make_key(client)
    assert key.response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert is_in(client)
    assert is_in(come_in(key))
    again = passphrase("kim")
    assert not is_in(again), "the passphrase alone opens nothing any more"
    assert again.get(reverse("mfa_authenticate")).status_code == 200


def test_who_has_a_second_factor_makes_no_key_before_it_was_shown(worker):
    client = Client()
    client.force_login(worker)
    assert client.post(reverse("passkeys:passkey-options")).status_code == 403
    assert client.post(reverse("passkeys:passkey-add")).status_code == 403


def test_a_key_is_made_only_just_after_signing_in(worker, time_machine):
    time_machine.move_to("2027-03-01 09:00:00+00:00", tick=False)
    client = signed_in()
    time_machine.shift(301)
    assert client.post(reverse("passkeys:passkey-options")).status_code == 409
    page = client.get(reverse("passkeys:passkey-list")).content.decode()
    assert "data-passkey" not in page
    client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
    assert make_key(client).response.status_code == 302
    assert Passkey.objects.count() == 1


LIES = {
    "another site": {"origin": "https://justice-portal.evil.invalid"},
    "a lower site of ours": {"origin": "http://evil.testserver"},
    "another port": {"origin": "http://testserver:8443"},
    "another host": {"host": "evil.invalid"},
    "nobody showed who they are": {"flags": PRESENT},
    "nobody was there": {"flags": VERIFIED},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_t27_an_answer_that_was_made_elsewhere_opens_nothing_and_adds_nothing(worker, key, lie):
    """A page that looks like ours passes the question on (phishing); a key that was not unlocked answers."""
    vars(key).update(lie)
    client = come_in(key)
    assert client.answer.headers["Location"] == reverse("account_login")
    assert not is_in(client)
    liar = SoftwareKey()
    vars(liar).update(lie)
    make_key(signed_in_again(worker), liar)
    assert Passkey.objects.count() == 1


def signed_in_again(worker):
    """A second sign-in within the time of one code."""
    AllauthDevice.objects.filter(user=worker).update(last_step=0)
    return signed_in()


def test_t31_an_answer_counts_once(worker, key):
    client = Client()
    answer = key.sign(question(client))
    send(client, "staff", answer)
    assert is_in(client)
    client.post(reverse("account_logout"))
    send(client, "staff", answer)
    assert not is_in(client)
    other = Client()
    question(other)
    send(other, "staff", answer)
    assert not is_in(other), "and not in another browser, whose question is another"


def test_t31_a_wrong_answer_uses_the_question_up(worker, key):
    client = Client()
    asked = question(client)
    send(client, "staff", SoftwareKey().sign(asked))
    send(client, "staff", key.sign(asked))
    assert not is_in(client)


def test_t31_an_answer_after_five_minutes_is_too_late(worker, key, time_machine):
    time_machine.move_to("2027-03-01 09:00:00+00:00", tick=False)
    client = Client()
    asked = question(client)
    time_machine.shift(ceremony.LASTS)
    send(client, "staff", key.sign(asked))
    assert not is_in(client)


def test_t31_a_copy_of_a_key_is_found_by_its_count(worker, key):
    assert is_in(come_in(key))
    assert is_in(come_in(key))
    key.count = 0
    copy = come_in(key)
    assert not is_in(copy)
    assert events("passkey.counter") == ["passkey.counter_fell"]
    key.count = 1
    assert not is_in(come_in(key)), "neither lower nor the same as before"
    assert is_in(come_in(key))


def test_a_key_that_does_not_count_works_each_time(worker):
    key = make_key(signed_in(), SoftwareKey(counts=False))
    assert is_in(come_in(key))
    assert is_in(come_in(key))


def test_the_key_of_somebody_else_is_no_second_step(worker, key):
    newcomer()
    other = make_key(passphrase("kim"))
    client = passphrase()
    send(client, "second", other.sign(question(client)))
    assert not is_in(client)
    assert events("passkey.refused") == ["passkey.refused"]
    other.id = key.id
    send(client, "second", other.sign(question(client)))
    assert not is_in(client), "nor under the name of the right one"


def test_a_key_says_whose_it_is_and_may_not_lie(worker, key):
    key.handle = b"\1" * 16
    assert not is_in(come_in(key))


def test_a_question_for_a_new_key_is_no_question_who_comes_in(worker, key):
    client = signed_in_again(worker)
    asked = client.post(reverse("passkeys:passkey-options")).json()
    send(client, "passkey-add", key.sign(asked))
    assert Passkey.objects.count() == 1


NO_ANSWERS = [
    None, [], "x", 7, {}, {"rawId": 7}, {"rawId": "AA", "response": None}, {"id": "AA", "rawId": "AA", "response": {}},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", "authenticatorData": "AA",
     "signature": "AA", "userHandle": "AA", "attestationObject": "AA"}}, {"rawId": "A" * 30_000},
]  # fmt: skip


@pytest.mark.parametrize("nonsense", NO_ANSWERS, ids=range(len(NO_ANSWERS)))
def test_what_is_no_answer_is_refused_plainly(worker, key, nonsense):
    client = Client()
    question(client)
    assert send(client, "staff", nonsense).status_code == 302
    assert not is_in(client)
    inside = signed_in_again(worker)
    inside.post(reverse("passkeys:passkey-options"))
    assert send(inside, "passkey-add", nonsense).status_code == 302
    assert Passkey.objects.count() == 1


def test_t33_a_closed_account_and_a_removed_key_open_nothing(worker, key):
    worker.is_active = False
    worker.save()
    assert not is_in(come_in(key))
    worker.is_active = True
    worker.save()
    client = come_in(key)
    client.post(reverse("passkeys:passkey-remove", args=[Passkey.objects.get().pk]))
    assert not Passkey.objects.exists()
    assert not is_in(come_in(key))


def test_t32_the_last_second_factor_is_not_removed(db):
    newcomer()
    client = passphrase("kim")
    key = make_key(client)
    path = reverse("passkeys:passkey-remove", args=[Passkey.objects.get().pk])
    assert client.post(path).status_code == 409
    assert is_in(come_in(key))


def test_t32_a_new_passphrase_leaves_the_passkey_and_an_administrator_removes_both(worker, key):
    accounts.reset_passphrase(worker, by=SYSTEM)
    assert is_in(come_in(key))
    accounts.remove_second_factor(worker, by=SYSTEM)
    assert not Passkey.objects.exists()
    assert not is_in(come_in(key))


def test_t01_nobody_removes_the_key_of_another(worker, key, world, browse):
    path = reverse("passkeys:passkey-remove", args=[Passkey.objects.get().pk])
    assert browse(world.administrator).post(path).status_code == 404
    assert Passkey.objects.count() == 1


def test_t29_the_passkeys_of_staff_open_nothing_from_a_tablet(worker, key, settings):
    settings.TABLET_NETWORKS = ["10.20.0.0/16"]
    client = Client(REMOTE_ADDR="10.20.1.1")
    for name in ("challenge", "staff", "phone", "second"):
        assert client.post(reverse(f"passkeys:{name}")).status_code == 404


def test_t24_guessing_with_keys_that_nobody_has_is_stopped(worker, key):
    client = Client()
    client.get(reverse("account_login"))
    for _ in range(30):
        send(client, "staff", SoftwareKey().sign(question(client)))
    assert not is_in(come_in(key, client=client)), "this browser has tried too often"
    assert is_in(come_in(key))


def test_public_halves_only_are_kept(worker, key):
    row = Passkey.objects.get()
    number = key.private.private_numbers().private_value.to_bytes(32)
    assert number not in bytes(row.public_key)
    assert bytes(row.credential_id) == key.id


# People on probation


def test_someone_on_probation_makes_a_passkey_after_joining_and_comes_in_with_it(joined, inbox):
    page = joined.get(reverse("phones:joined")).content.decode()
    assert reverse("passkeys:passkey-list") in page
    key = make_key(joined)
    assert key.asked["user"]["name"] == key.asked["user"]["displayName"] == "Sign in", "T10: it stands in the phone"
    joined.post(reverse("accounts:sign-out"))
    client = come_in(key, "phone")
    assert client.answer.headers["Location"] == reverse("home")
    assert is_in(client)
    signed = AuditEvent.objects.filter(event="account.signed_in").order_by("-at").first()
    assert signed.facts["door"] == "phone"


def test_a_passkey_is_no_second_step_for_people_codes_go_on_working(joined, inbox):
    make_key(joined)
    client = fresh()
    client.post(reverse(SIGN_IN), {"contact": EMAIL})
    client.post(reverse("account_confirm_login_code"), {"code": sent_code(inbox)})
    assert is_in(client)


def test_back_in_prison_or_with_a_phone_shut_out_the_passkey_opens_nothing(world, joined):
    key, someone = make_key(joined), world.people["released"]
    someone.refresh_from_db()
    someone.place, someone.establishment = "prison", world.here
    someone.save()
    assert not is_in(come_in(key, "phone"))
    assert events("passkey.refused") == ["passkey.refused"]
    assert not is_in(joined)
    someone.place, someone.establishment = "community", None
    someone.save()
    assert is_in(come_in(key, "phone"))
    phones.stop_phone(OwnPhone.objects.get(), by=world.com)
    assert not is_in(come_in(key, "phone"))


def test_t32_joining_again_ends_the_passkeys_of_the_lost_phone(world, joined, inbox):
    key, someone = make_key(joined), world.people["released"]
    join(someone, world.com, inbox, contact="new@mail.invalid")
    assert not Authenticator.objects.filter(user=someone.user).exists()
    assert not is_in(come_in(key, "phone"))


def test_a_key_of_one_door_opens_not_the_other(worker, key, joined):
    assert not is_in(come_in(key, "phone"))
    assert not is_in(come_in(make_key(joined), "staff"))


def test_on_a_tablet_of_a_prison_there_are_no_passkeys(world):
    person = world.person
    client = sign_in(Client(), person)
    for verb, name in (("get", "passkey-list"), ("post", "passkey-options"), ("post", "passkey-add")):
        assert getattr(client, verb)(reverse(f"passkeys:{name}")).status_code == 404


def told(browser, door, answer):
    return browser.post(reverse(f"passkeys:passkey-{door}"), {"answer": json.dumps(answer)})


@pytest.mark.parametrize("spoilt", ["19", "5a0fffffff", "a1", "a301"])
def test_an_answer_that_breaks_off_is_refused_in_words(worker, spoilt):
    client = signed_in()
    options = client.post(reverse("passkeys:passkey-options")).json()
    data = {"type": "webauthn.create", "challenge": options["challenge"], "origin": "http://testserver"}
    answer = {
        "id": "AAAA", "rawId": "AAAA", "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(data).encode()),
            "attestationObject": websafe_encode(bytes.fromhex(spoilt)),
        },
    }  # fmt: skip
    assert told(client, "add", answer).status_code == 302
    assert not Passkey.objects.exists()


def test_a_key_with_a_name_longer_than_any_key_has_is_refused_in_words(worker):
    liar = SoftwareKey()
    liar.id = os.urandom(4000)
    assert make_key(signed_in(), liar).response.status_code == 302
    assert not Passkey.objects.exists()
