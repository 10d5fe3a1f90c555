"""Legal threads: who may write with whom, that words come through whole and once, and that only the two read them."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from justice_portal import clock
from justice_portal.celery import keep_letters_shut
from justice_portal.changes.actions import approve_change
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.models import Notice
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.servers.shape import WEB_VARIABLE
from justice_portal.web_keys import new_key, refuse_web_keys
from mentoring.models import PrivilegedLetter, PrivilegedThread
from mentoring.privileged.reading import read_letters
from tests.factories import staff
from tests.justice_portal.devices.tablets import give_pin
from tests.mentoring.privileged.threads import body, threaded, write


def vouched(adviser, **more):
    last = clock.today() + timedelta(100)
    return {
        "adviser": adviser.username, "body": str(body().pk), "matter": "crime", "reference": "T2026/7",
        "checked": "register", "register_number": "654321", "until_on_day": last.day, "until_on_month": last.month,
        "until_on_year": last.year, **more,
    }  # fmt: skip


def told(command):
    """What a command of manage.py printed."""
    said = StringIO()
    call_command(command, stdout=said)
    return said.getvalue().strip()


def send(client, thread, words, key=None):
    return client.post(thread.get_absolute_url(), {"key": str(key or uuid4()), "body": words})


def test_t50_two_staff_vouch_for_an_adviser_for_one_matter_and_nothing_less_opens_a_line(world, browse):
    world.legal.username = world.legal.email = "nadia@firm.example"
    world.legal.save()
    verify, mine = f"/people/{world.someone.pk}/legal-messages/verify/", browse(world.legal)
    assert "Nobody to write to yet" in mine.get("/legal-messages/").text
    pom, manager = browse(world.pom), browse(world.manager)
    for wrong in (world.key_worker, world.mentor, world.family, staff(Role.LEGAL, is_active=False)):
        type(wrong).objects.filter(pk=wrong.pk).update(username="known@work.example")
        answer = pom.post(verify, {**vouched(world.legal), "adviser": "known@work.example"})
        assert "account of an adviser" in answer.text, wrong
        assert "T2026/7" in answer.text
        type(wrong).objects.filter(pk=wrong.pk).update(username=f"x{wrong.pk}")
    assert "at most a year" in pom.post(verify, vouched(world.legal, until_on_year=clock.today().year + 2)).text
    for _twice in range(2):
        assert pom.post(verify, vouched(world.legal)).status_code == 302
    change = PendingChange.objects.waiting().get()
    assert not PrivilegedThread.objects.exists()
    assert manager.get(change.get_absolute_url()).text.count("nadia@firm.example") == 1
    for who in (world.pom, world.legal, world.manager_elsewhere, world.administrator):
        with pytest.raises((PermissionDenied, DomainError)), transaction.atomic():
            approve_change(change, by=who)
    assert manager.post(f"/changes/{change.pk}/approve/").status_code == 302
    thread = PrivilegedThread.objects.get()
    assert (thread.asked_by, thread.verified_by) == (world.pom, world.manager)
    assert world.someone.called in mine.get("/legal-messages/").text
    assert "already" in pom.post(verify, vouched(world.legal)).text
    for broken in ({"verified_by": world.pom}, {"asked_by": world.legal}, {"ending": "done"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PrivilegedThread.objects.filter(pk=thread.pk).update(**broken)
    assert send(mine, thread, "Your brief is here, Lemur.").status_code == 302
    tablet = browse(world.person)
    assert "1 new message" in tablet.get("/legal-messages/").text
    assert "Your brief is here, Lemur." in tablet.get(thread.get_absolute_url()).text
    page = pom.get(f"/legal-messages/{thread.pk}/envelope/").text
    assert "Legal adviser" in page
    assert "Lemur" not in page
    for _twice in range(2):
        assert pom.post(f"/legal-messages/{thread.pk}/end/", {"ending": "adviser"}).status_code == 302
    assert mine.get(thread.get_absolute_url()).status_code == 404
    assert "Your brief is here, Lemur." in tablet.get(thread.get_absolute_url()).text
    assert "must check this adviser" in send(tablet, thread, "Are you there?").text
    assert Notice.objects.filter(user=world.person, kind="privileged.ended").count() == 1


@pytest.mark.parametrize("last", [date(2027, 3, 27), date(2027, 10, 30)], ids=["clocks go on", "clocks go back"])
def test_t50_t53_an_advisers_access_ends_at_midnight_in_london_until_two_vouch_again(world, browse, last):
    midnight = datetime.combine(last + timedelta(1), datetime.min.time(), clock.LONDON).astimezone(UTC)
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        thread = threaded(world.someone, world.legal, days=0)
        assert browse(world.legal).get(thread.get_absolute_url()).status_code == 200
        write(thread, world.legal, "Before midnight.")
    with time_machine.travel(midnight, tick=False):
        assert browse(world.legal).get(thread.get_absolute_url()).status_code == 404
        with pytest.raises(PermissionDenied):
            write(thread, world.legal, "After midnight.")
        with pytest.raises(PermissionDenied):
            read_letters(thread, thread.letters.all(), user=world.legal)
        assert "Before midnight." in browse(world.person).get(thread.get_absolute_url()).text
        asked = {"checked": "met", "until_on_day": 1, "until_on_month": 12, "until_on_year": 2027}
        assert browse(world.com).post(f"/legal-messages/{thread.pk}/renew/", asked).status_code == 302
        change = PendingChange.objects.waiting().get()
        assert change.establishment == world.here
        approve_change(change, by=world.manager)
        assert "Before midnight." in browse(world.legal).get(thread.get_absolute_url()).text


def test_words_come_through_whole_and_once_and_what_is_wrong_changes_nothing(world, browse):
    thread = threaded(world.someone, world.legal)
    tablet, key = browse(world.person), uuid4()
    whole = "Ŵ\n" + "é" * 1998
    for _twice in range(2):
        assert send(tablet, thread, whole, key).status_code == 302
        assert send(tablet, thread, "Other words.", key).status_code == 302
    letters = list(PrivilegedLetter.objects.order_by("sent_at", "pk"))
    assert [one.words for one in read_letters(thread, letters, user=world.legal)] == [whole, "Other words."]
    too_long = send(tablet, thread, "a" * 2001)
    assert too_long.status_code == 200
    assert "a" * 2001 in too_long.text
    assert send(tablet, thread, "").status_code == 200
    with pytest.raises(DomainError, match="hidden mark"):
        write(thread, world.person, "a\U000e0041")
    other = threaded(world.someone, staff(Role.LEGAL))
    write(other, world.person, "In another thread.", key)  # the key is taken there: nothing is lost, nothing is mixed
    assert [len(one.letters.all()) for one in (thread, other)] == [2, 1]
    assert len({len(one.sealed) for one in letters[1:] + list(other.letters.all())}) == 1, "the seal hides the length"
    assert Notice.objects.filter(user=world.legal, kind="privileged.new").count() == 1
    assert "data-unkept" in tablet.get(thread.get_absolute_url()).text
    for page in (tablet.get(thread.get_absolute_url()), tablet.get("/legal-messages/")):
        assert all(words in page.text for words in ("cell bell", "Listener", "116 123", "/help-now/"))


def test_t49_a_letter_opens_in_its_own_place_only_and_one_that_was_touched_breaks_no_page(world, browse):
    thread, other = threaded(world.someone, world.legal), threaded(world.people["elsewhere"], world.legal)
    mine, theirs = write(thread, world.person, "My own words."), write(other, world.person_elsewhere, "Their words.")
    moved = {"sealed": theirs.sealed}, {"author": world.legal}, {"sealed": mine.sealed[:-6] + "AAAA=="}, {"sealed": "x"}
    for change in moved:
        with transaction.atomic():
            PrivilegedLetter.objects.filter(pk=mine.pk).update(**change)
            page = browse(world.person).get(thread.get_absolute_url())
            assert "We cannot open" in page.text
            assert "own words." not in page.text
            assert "Their words." not in page.text
            transaction.set_rollback(True)
    PrivilegedThread.objects.filter(pk=thread.pk).update(sealed_key=other.sealed_key)
    assert "We cannot open" in browse(world.person).get(thread.get_absolute_url()).text
    with pytest.raises(PermissionDenied):
        read_letters(thread, [mine], user=world.manager)
    for user in (world.pom, world.manager, world.moderator, world.administrator, world.person_elsewhere, world.mentor):
        assert browse(user).get(thread.get_absolute_url()).status_code == 404
        assert not PrivilegedLetter.objects.within(user, "legal.own").filter(thread=thread).exists()


def test_t49_no_worker_and_no_clock_starts_with_the_key_and_without_it_nothing_opens(world, browse, monkeypatch):
    thread = threaded(world.someone, world.legal)
    write(thread, world.person, "Sealed words.")
    with pytest.raises(ImproperlyConfigured, match="web processes only"):
        call_command("clock")
    with pytest.raises(SystemExit, match="web processes only"):
        keep_letters_shut()
    monkeypatch.delenv(WEB_VARIABLE)
    refuse_web_keys()
    with pytest.raises(DomainError, match="closed here"):
        read_letters(thread, thread.letters.all(), user=world.person)
    answer = browse(world.person).get(thread.get_absolute_url())
    assert "closed here" in answer.text
    assert "Sealed words." not in answer.text


def test_t49_keys_are_renewed_without_touching_a_word_and_an_old_one_is_then_no_use(world, monkeypatch, tmp_path):
    thread = threaded(world.someone, world.legal)
    letter = write(thread, world.person, "Sealed words.")
    old, new = "b25seS1mb3ItdGVzdHMtMDEyMzQ1Njc4OTAxMjM0NTY=", new_key()
    monkeypatch.setenv(WEB_VARIABLE, f"{new},{old}")
    for count in (1, 0):
        assert f"{count} keys of threads" in told("renew_letter_keys")
    before = letter.sealed
    letter.refresh_from_db()
    assert letter.sealed == before
    for keys, opens in ((new, True), (old, False)):
        monkeypatch.setenv(WEB_VARIABLE, keys)
        thread.refresh_from_db()
        assert [one.words for one in read_letters(thread, [letter], user=world.person)] == [
            "Sealed words." if opens else None
        ]
    monkeypatch.setenv(WEB_VARIABLE, new_key())
    with pytest.raises(CommandError, match="1 are under a key that is not here"):
        told("renew_letter_keys")
    monkeypatch.delenv(WEB_VARIABLE)
    with pytest.raises(CommandError, match="as web"):
        told("renew_letter_keys")
    (tmp_path / "key").write_text(f"{told('web_key')},{new}")
    monkeypatch.setenv(f"{WEB_VARIABLE}_FILE", str(tmp_path / "key"))
    assert read_letters(thread, [letter], user=world.person)[0].words == "Sealed words."
    monkeypatch.setenv(f"{WEB_VARIABLE}_FILE", "")
    monkeypatch.setenv(WEB_VARIABLE, "short")
    with pytest.raises(ImproperlyConfigured, match="web_key"):
        read_letters(thread, [letter], user=world.person)


def test_a_new_pin_a_transfer_and_release_lose_nothing_and_death_ends_it(world, browse):
    thread = threaded(world.someone, world.legal)
    write(thread, world.legal, "Kept words.")
    give_pin(world.person, "739154")
    give_pin(world.person, "864209")
    assert "Kept words." in browse(world.person).get(thread.get_absolute_url()).text
    for where in ({"place": "transfer"}, {"place": "community", "status": "licence"}):
        Person.objects.filter(pk=world.someone.pk).update(wing=None, cell=None, establishment=None, **where)
        assert "Kept words." in browse(world.legal).get(thread.get_absolute_url()).text
    person_changed.send(Person, person=world.someone, event="died", movement=None)
    thread.refresh_from_db()
    assert thread.ending == "died"
    assert browse(world.legal).get(thread.get_absolute_url()).status_code == 404


def test_lists_cost_the_same_for_any_length(world, browse, same_queries):
    first = threaded(world.someone, world.legal)

    def one_more():
        thread = threaded(world.someone, world.legal, reference=str(uuid4()))
        for by in (world.person, world.legal):
            write(thread, by, "Words.")
            write(first, by, "Words.")

    person, pom = browse(world.person), browse(world.pom)
    for client, url in (
        (person, "/legal-messages/"),
        (pom, f"/people/{world.someone.pk}/legal-messages/"),
        (pom, f"/legal-messages/{first.pk}/envelope/"),
        (person, first.get_absolute_url()),
    ):
        same_queries(client, url, add_row=one_more, more=2)
