"""A record with something in every part of it, made by the row makers of the access matrix."""

from justice_portal.accounts.models import User
from mentoring.models import Draft, Message
from tests.mentoring.pairs import say
from tests.policy import room_rows

#: Words that stand in no text of ours; each is somebody else's.
OTHERS = {"mentor": "Zanzibarsson", "staff": "Quillfeather"}


def full_record(world, state="here"):
    """Everything that the matrix makes for one person, and mentoring talk in both directions."""
    person, made = world.people[state], {}
    for make in room_rows():
        made.update(make(world, state, person))
    User.objects.filter(pk=world.mentor.pk).update(name=f"Dilys {OTHERS['mentor']}")
    User.objects.filter(pk=world.pom.pk).update(name=f"Osric {OTHERS['staff']}")
    world.mentor.refresh_from_db()
    made["mine"] = say(made["thread"], person.user, "I found a room, and Dilys helped.")
    made["theirs"] = say(made["thread"], world.mentor, "Words of the mentor, wombat.")
    Message.objects.filter(pk=made["theirs"].pk).exists()
    Draft.objects.get_or_create(thread=made["thread"], author=person.user, words="words")
    return made
