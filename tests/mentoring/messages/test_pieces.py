"""A number that is sent in pieces is held when the last piece comes (T51)."""

from mentoring.models import Hold, Message
from tests.mentoring.pairs import say


def test_t51_a_number_over_three_messages_is_held_at_the_third(world, thread):
    for body in ("it begins 07700", "then 900"):
        assert say(thread, world.person, body).status == "passed"
    say(thread, world.mentor, "I am listening")
    held = say(thread, world.person, "and 123 last")
    assert held.status == "held"
    assert "It looks like a phone number" in Hold.objects.get().why[0]
    assert Message.objects.filter(status="held").count() == 1


def test_what_the_other_wrote_is_no_piece_of_mine(world, thread):
    say(thread, world.mentor, "it begins 07700")
    assert say(thread, world.person, "then 900123").status == "passed"
    assert say(thread, world.mentor, "I am 34, my girl is 12").status == "passed"
