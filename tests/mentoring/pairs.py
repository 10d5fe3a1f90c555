"""A mentor, a match and a thread in a few words, through the actions that make them."""

import io
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import RoleHeld
from justice_portal.models import Notice
from justice_portal.people.models import Person
from mentoring.matching.actions import propose_match, start_match
from mentoring.mentors.file.figures import BOUNDARIES
from mentoring.messages.actions import send_message
from mentoring.messages.photos.taking_in import photo_of
from mentoring.models import Mentor, MentorCheck, Wish
from tests.factories import sign_in_for, staff

PHONE = "Call me on 07700 900123 when you can."


def vetted_mentor(user, at, *, days=365, called=""):
    """The profile that makes user, who holds the role, a mentor of a prison."""
    return ready(
        Mentor.objects.create(
            user=user,
            establishment=at,
            called=called or user.name.split()[0],
            languages=["en"],
            interests=["music"],
            helps_with=["work"],
            vetted_until_on=clock.today() + timedelta(days=days),
        )
    )


def ready(mentor):
    """Everything that must be in place before a match starts."""
    there = RoleHeld.objects.live().filter(role="manager", establishment=mentor.establishment).first()
    mentor.supervisor = mentor.supervisor or (there.user if there else staff("manager", at=mentor.establishment))
    mentor.save()
    for kind, note in (
        ("application", ""),
        ("reference", "A"),
        ("reference", "B"),
        ("training", ""),
        ("boundaries", ""),
    ):
        version = BOUNDARIES if kind == "boundaries" else 0
        MentorCheck.objects.create(mentor=mentor, kind=kind, note=note, is_good=True, on=clock.today(), version=version)
    return mentor


def mentor_of(user, at):
    return Mentor.objects.filter(user=user).first() or vetted_mentor(user, at)


def proposed(person, mentor_user, at):
    """A match that staff proposed. at: the mentor's prison."""
    return propose_match(
        person,
        key=uuid4(),
        mentor=mentor_of(mentor_user, at),
        help_wanted=["work", "home"],
        interests=["music"],
        languages=["en"],
        by=SYSTEM,
    )


WANTED = {"help_wanted": ["work"], "interests": ["music"], "languages": ["en", "pl"], "free_times": ["evening"]}


def wished(person, *, days=3, **more):
    """What a person said that they want, so many days ago."""
    since = {"asked_at": clock.now() - timedelta(days=days)}
    return Wish.objects.update_or_create(person=person, defaults={**WANTED, **since, **more})[0]


def answered(match, says="yes"):
    """What both said, without the pages."""
    match.person_says = match.mentor_says = says
    match.save(update_fields=["person_says", "mentor_says"])
    return match


def matched(person, mentor_user, at):
    """A running match with its thread; the person gets an account if there is none."""
    if person.user_id is None:
        sign_in_for(person)
    match = answered(proposed(person, mentor_user, at))
    place = person.place
    if place == Person.Place.TRANSFER:  # it was made before they left
        person.place = Person.Place.COMMUNITY
    start_match(match, by=SYSTEM)
    person.place = place
    Notice.objects.filter(
        kind__startswith="matching.", user__in=[person.user_id, mentor_user.pk]
    ).delete()  # read long ago
    return match


def reviewed_on(match, day):
    """Its first review is due on this day."""
    match.reviews.filter(kind="week_6").update(due_on=day)
    return match


def say(thread, by, body="Hello, how are you?", key=None):
    return send_message(type(thread).objects.for_writing().get(pk=thread.pk), key=key or uuid4(), body=body, by=by)


def picture_file(draw=None, size=(60, 40)):
    """A small photo as a browser sends it."""
    out = io.BytesIO()
    image = Image.new("RGB", size, "green")
    if draw:
        image.paste(draw, (20, 20))
    image.save(out, "PNG")
    return SimpleUploadedFile("photo.png", out.getvalue(), "image/png")


def with_photo(thread, by, description="A tree"):
    """A message with a photo, through the action. It waits for a moderator."""
    found = type(thread).objects.for_writing().get(pk=thread.pk)
    photo = photo_of(picture_file(), description)
    return send_message(found, key=uuid4(), body=description, photo=photo, by=by)
