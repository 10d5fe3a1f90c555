"""One's own account at the staff door: passphrases that hold, and sessions that one can see and end."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from tests.signing_in import sign_in

OLD, NEW = "seven slow rivers run", "Ünder nine grey hats, 4 owls\t!"
PAGE, CHANGE, END = "/staff/my-account/", "/staff/my-account/passphrase/", "/staff/my-account/end-others/"


@pytest.fixture
def worker(world):
    world.key_worker.set_password(OLD)
    world.key_worker.save()
    return world.key_worker


@pytest.fixture
def client(worker):
    return sign_in(Client(), worker)


def change(client, old=OLD, new=NEW):
    return client.post(CHANGE, {"old": old, "new": new})


def is_passphrase(user, words):
    user.refresh_from_db()
    return user.check_password(words)


def test_staff_change_their_own_passphrase(client, worker):
    """V6.2.2, V6.2.3, V7.4.3: with the one they have; the other sessions end and this one goes on."""
    elsewhere = sign_in(Client(), worker)
    assert change(client).status_code == 302
    assert is_passphrase(worker, NEW)
    assert client.get(PAGE).status_code == 200
    assert elsewhere.get("/people/").status_code == 302
    assert AuditEvent.objects.filter(event="account.own_passphrase_changed", by_id=worker.pk).count() == 1


def test_without_the_old_one_nothing_changes_and_guessing_is_stopped(client, worker):
    for _ in range(10):
        response = change(client, old="not this one at all")
        assert "did not work" in response.content.decode()
        assert "not this one at all" not in response.content.decode()
    assert change(client).status_code == 200
    assert is_passphrase(worker, OLD)


@pytest.mark.parametrize("new", ["", "short of fifteen"[:14], "a" * 14])
def test_a_passphrase_of_staff_has_fifteen_letters_or_more(client, worker, new):
    assert change(client, new=new).status_code == 200
    assert is_passphrase(worker, OLD)


@pytest.mark.parametrize(
    "new", ["passwordpassword1", "aaaaaaaaaaaaaaaaaa", "qwertyuiop123456789", "123456789012345678", OLD]
)
def test_what_is_easy_to_guess_is_refused(client, worker, new):
    """V6.2.4, V6.2.11, V6.2.12: the list of 20,000 that were stolen most often, made longer or said again too."""
    assert change(client, new=new).status_code == 200
    assert is_passphrase(worker, OLD)


def test_one_s_own_name_is_no_passphrase(client, worker):
    worker.name = "Bartholomew Featherstone"
    worker.save()
    assert change(client, new="bartholomew featherstone").status_code == 200
    assert is_passphrase(worker, OLD)


@pytest.mark.parametrize(
    "new",
    [
        "fifteen letters",
        "ONLY CAPITALS AND SPACES",
        "çé ünd früchte 食べる 🦉🦉🦉",
        " spaces at both ends ",
        "w0rds " * 20 + "end",
    ],
)
def test_any_letters_will_do_and_all_of_them_count(client, worker, new):
    """V6.2.5, V6.2.8, V6.2.9: no rules about kinds; nothing is cut, trimmed or changed."""
    assert change(client, new=new).status_code == 302
    assert is_passphrase(worker, new)
    assert not worker.check_password(new[:-1])
    assert not worker.check_password(new.swapcase())


def test_the_box_hides_what_is_typed_and_takes_what_is_pasted(client):
    """V6.2.6, V6.2.7."""
    page = client.get(CHANGE).content.decode()
    assert page.count('type="password"') == 2
    assert "onpaste" not in page
    assert 'autocomplete="new-password"' in page


def test_a_passphrase_does_not_run_out(client, worker, time_machine):
    """V6.2.10: years later it is still the one."""
    time_machine.move_to(clock.now() + timedelta(days=2000))
    assert is_passphrase(worker, OLD)
    assert sign_in(Client(), worker).get(PAGE).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in/", "/staff/sign-in/", CHANGE])
def test_no_door_asks_for_a_hint(client, path):
    """V6.4.2."""
    page = client.get(path, follow=True).content.decode().lower()
    assert "hint" not in page.replace("govuk-hint", "").replace("-hint", "")
    assert "mother" not in page


def test_one_sees_where_one_is_signed_in_and_ends_it(client, worker, world):
    """V7.5.2."""
    other, stranger = sign_in(Client(), worker), sign_in(Client(), world.pom)
    page = client.get(PAGE).content.decode()
    assert page.count("Another browser") == 1
    assert page.count("This one") == 1
    assert client.post(END).status_code == 302
    assert other.get("/people/").status_code == 302
    assert stranger.get(PAGE).status_code == 200
    assert "You are signed in nowhere else" in client.get(PAGE).content.decode()
    assert client.post(END).status_code == 302
    assert AuditEvent.objects.filter(event="account.own_sessions_ended").count() == 1
    assert Session.objects.count() >= 2


def test_for_people_these_pages_are_not_there(world, browse):
    for path in (PAGE, CHANGE):
        assert browse(world.person).get(path).status_code == 404
