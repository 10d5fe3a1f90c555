"""The pages where people write: through the front door."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal.access import SYSTEM
from mentoring.matching.actions import end_match, pause_match
from mentoring.models import Message
from tests.factories import PersonFactory
from tests.mentoring.pairs import PHONE, matched, say
from tests.signing_in import sign_in


def page(thread, side="messages"):
    return reverse(f"{side}:thread", args=[thread.pk])


def send(client, thread, body, key=None, side="messages"):
    return client.post(page(thread, side), {"key": str(key or uuid4()), "body": body})


def test_the_whole_way_of_a_message(world, thread, browse):
    person, mentor = browse(world.person), browse(world.mentor)
    answer = send(person, thread, "Hello, how are you?")
    sent = Message.objects.get()
    assert answer.headers["Location"] == f"{page(thread)}?sent={sent.pk}#sent"
    shown = person.get(answer.headers["Location"]).content.decode()
    assert "Your message is sent" in shown
    assert ">Sent<" in shown
    assert "1 new message" in mentor.get(reverse("mentoring:desk")).content.decode()
    assert "Hello, how are you?" in mentor.get(page(thread, "mentoring")).content.decode()
    assert ">Read<" in person.get(page(thread)).content.decode()
    send(mentor, thread, "Very well, and you?", side="mentoring")
    shown = person.get(page(thread)).content.decode()
    assert ">Answered<" in shown
    assert "Very well, and you?" in shown


def test_an_open_page_hears_of_what_is_new_and_nobody_has_read_it_for_that(world, thread, browse):
    person, mentor = browse(world.person), browse(world.mentor)
    send(person, thread, "Hello, how are you?")
    state = re.compile(r'data-poll-state="(\w+)"')

    def asks(client, side, mark):
        answer = client.get(page(thread, side), headers={"X-Poll": mark})
        return answer.status_code, answer.content.decode()

    first = state.search(person.get(page(thread)).text)[1]
    assert asks(person, "messages", first) == (204, "")
    mentors = state.search(mentor.get(page(thread, "mentoring")).text)[1]
    assert asks(mentor, "mentoring", mentors) == (204, "")
    status, shown = asks(person, "messages", first)
    assert (status, ">Read<" in shown) == (200, True)
    send(mentor, thread, "Very well, and you?", side="mentoring")
    status, shown = asks(person, "messages", state.search(shown)[1])
    assert (status, "Very well, and you?" in shown) == (200, True)
    assert Message.objects.get(author=world.mentor).read_at is None
    assert asks(person, "messages", state.search(shown)[1]) == (204, "")
    person.get(page(thread))
    assert Message.objects.get(author=world.mentor).read_at


def test_a_held_message_says_so_and_why(world, thread, browse):
    client = browse(world.person)
    answer = send(client, thread, PHONE)
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Your message is being checked" in shown
    assert ">Being checked<" in shown
    assert "It looks like a phone number." in shown
    assert PHONE not in browse(world.mentor).get(page(thread, "mentoring")).content.decode()


def test_a_stopped_message_keeps_its_words_to_be_changed(world, hold, browse):
    moderator, client, thread = browse(world.moderator), browse(world.person), hold.message.thread
    moderator.post(
        reverse("moderation:hold-stop", args=[hold.pk]), {"reason": "contact", "words": "No numbers please."}
    )
    shown = client.get(page(thread)).content.decode()
    assert ">Not sent on<" in shown
    assert "It has contact details in it" in shown
    assert "No numbers please." in shown
    again = client.get(page(thread), {"again": hold.message.pk}).content.decode()
    assert f">\n{PHONE}</textarea>" in again
    send(client, thread, "Call me when you can.")
    assert Message.objects.filter(status="passed").get().body == "Call me when you can."


def test_words_of_others_are_not_put_in_the_box(world, thread, browse):
    theirs = say(thread, world.mentor, PHONE)
    shown = browse(world.person).get(page(thread), {"again": theirs.pk, "sent": theirs.pk}).content.decode()
    assert PHONE not in shown
    assert "Your message" in shown


def test_distress_shows_help_to_the_writer_and_to_nobody_else(world, thread, browse):
    client = browse(world.person)
    answer = send(client, thread, "I want to die")
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "You are not alone" in shown
    assert reverse("help-now") in shown
    assert "Staff will check on you" in shown
    other = browse(world.mentor).get(page(thread, "mentoring"), {"sent": Message.objects.get().pk}).content.decode()
    assert "You are not alone" not in other
    assert "Staff will" not in other


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "Write your message first."),
        ("   \r\n  ", "Write your message first."),
        ("x" * 2001, "It has 2001 letters. You can use 2000."),
        ("Hello\u200bthere", "There is a hidden mark after"),
        ("Hello\x00there", "ull characters are not allowed"),
    ],
)
def test_bad_input_gets_a_plain_message_and_keeps_what_was_typed(world, thread, browse, body, says):
    answer = send(browse(world.person), thread, body)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert says in shown
    assert body.strip()[:5].replace("\x00", "") in shown
    assert not Message.objects.exists()


def test_2000_letters_with_line_breaks_as_browsers_send_them_fit(world, thread, browse):
    body = "\n".join(["x" * 99] * 20)  # 1,999 letters; a form sends two for each break
    assert send(browse(world.person), thread, body.replace("\n", "\r\n")).status_code == 302
    assert Message.objects.get().body == body


def test_the_same_page_sent_twice_makes_one_message(world, thread, browse):
    client, key = browse(world.person), uuid4()
    assert (
        send(client, thread, "Hello", key).headers["Location"] == send(client, thread, "Hello", key).headers["Location"]
    )
    assert Message.objects.count() == 1


def test_a_page_with_a_broken_key_is_sent_again(world, thread, browse):
    client = browse(world.person)
    answer = client.post(page(thread), {"key": "nonsense", "body": "Hello"})
    assert "Please send it again" in answer.content.decode()
    assert ">\nHello</textarea>" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_thread_on_a_break_can_be_read_and_keeps_typed_words(world, match, browse):
    client = browse(world.person)
    say(match.thread, world.mentor, "Hello from me")
    pause_match(match, reason="away", by=SYSTEM)
    shown = client.get(page(match.thread)).content.decode()
    assert "Hello from me" in shown
    assert "on a break" in shown
    assert "<textarea" not in shown
    answer = send(client, match.thread, "A long letter")
    assert answer.status_code == 200
    assert ">\nA long letter</textarea>" in answer.content.decode()
    assert Message.objects.count() == 1


def test_t53_when_the_match_ends_the_mentor_sees_nothing_and_the_person_keeps_all(world, match, browse):
    say(match.thread, world.person, "Hello")
    end_match(match, reason="planned", by=SYSTEM)
    assert browse(world.mentor).get(page(match.thread, "mentoring")).status_code == 404
    assert "Nobody to write to yet" in browse(world.mentor).get(reverse("mentoring:desk")).content.decode()
    assert "Hello" in browse(world.person).get(page(match.thread)).content.decode()


def test_t53_access_ends_at_midnight_in_london(world, match, browse, time_machine):
    """The last day of the vetting is 28 March 2027, the night the clocks go forward."""
    mentor = match.mentor.mentor
    mentor.vetted_until_on = date(2027, 3, 27)
    mentor.save()
    client, url = browse(world.mentor), page(match.thread, "mentoring")
    time_machine.move_to("2027-03-27 23:59+00:00", tick=False)
    sign_in(client, world.mentor)
    assert client.get(url).status_code == 200
    time_machine.move_to("2027-03-28 00:00+00:00", tick=False)
    assert client.get(url).status_code == 404
    mentor.vetted_until_on = date(2027, 6, 30)
    mentor.save()
    time_machine.move_to("2027-06-30 22:59+00:00", tick=False)  # 23:59 in London
    sign_in(client, world.mentor)
    assert client.get(url).status_code == 200
    time_machine.move_to("2027-06-30 23:00+00:00", tick=False)
    assert client.get(url).status_code == 404
    assert "Your vetting has ended" in client.get(reverse("mentoring:desk")).content.decode()


def test_t52_the_mentor_sees_the_preferred_name_and_what_was_ticked_and_nothing_else(world, thread, browse):
    person = world.someone
    person.preferred_name, person.crn, person.pnc_number = "Bobby", "Z012345", "2019/0012345X"
    person.save()
    say(thread, world.person, "Hello")
    client = browse(world.mentor)
    for url in (
        reverse("mentoring:desk"),
        page(thread, "mentoring"),
        page(thread),
        reverse("home"),
        reverse("notices:list"),
    ):
        shown = client.get(url).content.decode()
        for secret in (
            person.family_name, person.given_name, person.prison_number, person.crn, person.pnc_number, "1990",
            world.here.name, world.wing.name, world.cell.code, "sentenced", world.unit.name, str(person.pk),
        ):  # fmt: skip
            assert secret not in shown, f"{secret} on {url}"
    shown = client.get(page(thread, "mentoring")).content.decode()
    for told in ("Bobby", "Finding work", "A place to live", "Music", "English"):
        assert told in shown


def test_the_person_sees_the_mentor_by_the_name_that_is_for_people(world, thread, browse):
    profile = world.mentor.mentor
    profile.called = "Sam"
    profile.save()
    shown = browse(world.person).get(page(thread)).content.decode()
    assert "Messages with Sam" in shown
    assert world.mentor.name not in shown


def test_t44_a_held_message_changes_nothing_on_any_page_of_the_other(world, thread, browse):
    say(thread, world.person, "Hello")
    client = browse(world.mentor)
    urls = [reverse("home"), reverse("mentoring:desk"), reverse("notices:list"), page(thread, "mentoring")]

    def seen():
        return [without_keys(client.get(url).content.decode()) for url in urls]

    seen()  # the first look marks what there is as read
    before = seen()
    say(thread, world.person, PHONE)
    assert seen() == before


def without_keys(shown):
    return re.sub(r'(?:value|nonce)="[^"]*"', "", shown)


def test_earlier_messages_are_reached_page_by_page(world, thread, browse):
    for number in range(30):
        say(thread, world.person if number % 2 else world.mentor, f"Words number {number:02d}.")
    client, url, seen = browse(world.person), page(thread), []
    for _page in range(5):
        shown = client.get(url).content.decode()
        seen += [number for number in range(30) if f"Words number {number:02d}." in shown]
        if 'href="?before=' not in shown:
            break
        url = page(thread) + "?before=" + shown.split('href="?before=')[1].split('"')[0]
    assert sorted(seen) == list(range(30))


def test_addresses_that_name_nonsense_are_harmless(world, thread, browse):
    client = browse(world.person)
    for query in ("sent=x", "again=x", "before=x", f"before={uuid4()}", f"again={uuid4()}", "page=9999", "page=x"):
        assert client.get(f"{page(thread)}?{query}").status_code == 200
        assert client.get(f"{reverse('messages:list')}?{query}").status_code == 200


def test_text_is_shown_as_text(world, thread, browse):
    say(thread, world.person, "<script>alert(1)</script> {{ 7|add:7 }}")
    for user, side in ((world.person, "messages"), (world.mentor, "mentoring")):
        shown = browse(user).get(page(thread, side)).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in shown


def test_titles_and_addresses_carry_no_names(world, thread, browse):
    for user, side in ((world.person, "messages"), (world.mentor, "mentoring")):
        title = browse(user).get(page(thread, side)).content.decode().split("<title>")[1].split("</title>")[0]
        assert world.someone.called not in title
        assert world.mentor.name not in title


def test_a_thread_costs_the_same_however_long_it_is(world, thread, browse, same_queries):
    for number in range(14):
        say(thread, world.mentor if number % 2 else world.person, f"{number}")
    same_queries(browse(world.person), page(thread), add_row=lambda: say(thread, world.person, PHONE))
    same_queries(browse(world.person), page(thread), add_row=lambda: say(thread, world.mentor, "Hello"))


def test_the_list_costs_the_same_however_many_threads(world, rules, browse, same_queries):
    def add():
        match = matched(PersonFactory(establishment=world.here), world.mentor, world.here)
        say(match.thread, match.person.user, "Hello")
        say(match.thread, world.mentor, PHONE)

    assert same_queries(browse(world.mentor), reverse("mentoring:desk"), add_row=add) <= 14


def test_a_person_without_a_mentor_is_told_how_to_get_one(world, browse):
    assert "You have no mentor yet" in browse(world.person).get(reverse("messages:list")).content.decode()


def test_home_says_how_many_messages_are_new(world, thread, browse):
    client = browse(world.person)
    assert "Nothing new" in client.get(reverse("home")).content.decode()
    say(thread, world.mentor, "Hello")
    say(thread, world.mentor, "And one more")
    assert "2 new messages" in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "a\r\nSet-Cookie: x=1", "\u202egnol", "../../etc/passwd", "x" * 80, "{{ 7|add:7 }}", "=1+1", "'\";--"],
)  # fmt: skip
def test_t78_a_hostile_name_is_only_a_name(world, thread, browse, name):
    world.someone.preferred_name = name
    world.someone.save()
    for user, side in ((world.mentor, "mentoring"), (world.person, "messages")):
        client = browse(user)
        for answer in (
            client.get(reverse("mentoring:desk")),
            client.get(page(thread, side)),
            send(client, thread, "Hello", side=side),
        ):
            assert answer.status_code in {200, 302}
            assert "<script>alert" not in answer.content.decode()
            assert all(
                "\n" not in value and "\r" not in value and name not in value for value in answer.headers.values()
            )
            title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
            assert name not in title
