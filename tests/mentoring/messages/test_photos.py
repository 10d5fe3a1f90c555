"""Photos in messages: made anew, always looked at by somebody, and seen by nobody before that."""

import io
from uuid import uuid4

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.urls import reverse
from PIL import Image

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.files import open_stored
from mentoring.messages.delivery import deliver
from mentoring.models import Message, MessagePhoto, MessagePolicy, Thread
from rehab.care.models import CareAlert
from tests.factories import sign_in_for
from tests.mentoring.pairs import picture_file, with_photo


def page(thread, side="messages"):
    return reverse(f"{side}:thread", args=[thread.pk])


def send(client, thread, file, words="A tree in the yard", body="", url=None):
    given = {"key": str(uuid4()), "body": body, "photo": file, "in_photo": words}
    return client.post(url or page(thread), given)


def fetch(client, name, photo):
    answer = client.get(reverse(name, args=[photo.pk]), follow=True)
    if answer.streaming:
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    return answer


def test_t76_the_whole_way_of_a_photo(world, thread, browse):
    exif = Image.Exif()
    exif[0x010E], exif[0x9286] = "a secret place", "hidden words"
    out = io.BytesIO()
    Image.new("RGB", (3000, 1500), "blue").save(out, "JPEG", exif=exif)
    person, mentor, moderator = browse(world.person), browse(world.mentor), browse(world.moderator)
    answer = send(person, thread, SimpleUploadedFile("a name.jpg", out.getvalue() + b"<script>", "image/jpeg"))
    shown = person.get(answer.headers["Location"]).text
    assert "Your message is being checked" in shown
    assert "Someone looks at every photo first" in shown
    photo = MessagePhoto.objects.get()
    with open_stored(photo.path) as kept:
        bytes_kept = kept.read()
    assert (photo.width, photo.height, photo.has_code) == (2000, 1000, False)
    assert not Image.open(io.BytesIO(bytes_kept)).getexif()
    assert b"secret" not in bytes_kept
    assert b"script" not in bytes_kept
    assert photo.message.body == "A tree in the yard"
    assert photo.message.is_as_sent
    assert photo.message.photo_mark == photo.sha256
    assert fetch(person, "messages:photo", photo).headers["Content-Type"] == "image/jpeg"
    assert fetch(mentor, "messages:photo", photo).status_code == 404
    assert "/messages/photos/" not in mentor.get(page(thread, "mentoring")).text
    hold = photo.message.holds.get()
    shown = moderator.get(reverse("moderation:hold", args=[hold.pk])).text
    assert reverse("moderation:photo", args=[photo.pk]) in shown
    assert fetch(moderator, "moderation:photo", photo).status_code == 200
    moderator.post(reverse("moderation:hold-pass", args=[hold.pk]), {"seen": photo.message.fingerprint()})
    assert 'alt="A tree in the yard"' in mentor.get(page(thread, "mentoring")).text
    assert fetch(mentor, "messages:photo", photo).status_code == 200
    assert fetch(moderator, "moderation:photo", photo).status_code == 404
    about = AuditEvent.objects.filter(event="messages.photo_viewed", by_id=world.mentor.pk)
    assert about.get().subjects == [world.someone.pk]


def test_t51_a_code_in_a_photo_is_found_and_said(world, thread, browse):
    code = zxingcpp.create_barcode("https://example.org/a", zxingcpp.BarcodeFormat.QRCode)
    image = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6)).convert("RGB")
    client = browse(world.person)
    answer = send(client, thread, picture_file(image, size=(400, 400)))
    assert MessagePhoto.objects.get().has_code
    assert "Codes can hold links" in client.get(answer.headers["Location"]).text
    hold = Message.objects.get().holds.get()
    assert "was found in it" in browse(world.moderator).get(reverse("moderation:hold", args=[hold.pk])).text


@pytest.mark.parametrize(
    ("file", "words", "says"),
    [
        (SimpleUploadedFile("a.svg", b"<svg onload='x'/>", "image/svg+xml"), "A", "not a photo that we can read"),
        (SimpleUploadedFile("a.jpg", b"GIF89a" + b"x" * 50, "image/jpeg"), "A", "not a photo that we can read"),
        (picture_file(size=(4, 4)), "A", "too large or too small"),
        (picture_file(), "", "Say in a few words what is in the photo."),
    ],
)
def test_t76_what_is_no_photo_is_refused_in_plain_words_and_nothing_is_kept(world, thread, browse, file, words, says):
    file.seek(0)
    answer = send(browse(world.person), thread, file, words, body="My words")
    assert answer.status_code == 200
    assert says in answer.text
    assert ">\nMy words</textarea>" in answer.text
    assert not Message.objects.exists()


def test_t45_a_photo_is_part_of_what_is_approved_and_never_changes(world, thread):
    message = with_photo(thread, world.person)
    approved = message.fingerprint()
    with pytest.raises(InternalError, match="photos_stay"), transaction.atomic():
        MessagePhoto.objects.update(sha256="0" * 64)
    Message.objects.filter(pk=message.pk).update(photo_mark="0" * 64)
    with pytest.raises(DomainError, match="have changed"):
        deliver(Message.objects.get(pk=message.pk), approved=approved)


def test_t56_distress_in_the_words_of_a_photo_is_heard(world, thread):
    with_photo(thread, world.person, "I want to die")
    assert CareAlert.objects.get().person == world.someone


def test_where_nobody_looks_at_photos_none_is_sent_and_staff_talks_hold_them_whatever_the_policy(world, rules, browse):
    person = world.people["released"]
    sign_in_for(person)
    outside = Thread.objects.create(person=person, kind="com", staff=world.com)
    with pytest.raises(DomainError, match="cannot send photos here"):
        with_photo(outside, person.user)
    assert "Add a photo" not in browse(person.user).get(page(outside)).text
    MessagePolicy.objects.create(establishment=world.here, holds_staff=False)
    inside = Thread.objects.create(person=world.someone, kind="key_worker", staff=world.key_worker)
    assert with_photo(inside, world.person).status == "held"
