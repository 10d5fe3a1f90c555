"""Photos of letters: made anew, with nothing of the file that came; theirs who made the plan together."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.files import open_stored
from rehab.care.victims.actions import add_victim_detail
from rehab.letters import pictures
from rehab.letters.actions import add_letter
from rehab.models import Letter
from rehab.papers.actions import set_paper
from tests.rehab.letters.rows import photo

SECRET = b"SECRETPLACE"


def with_exif(size=(300, 100)):
    image = Image.new("RGB", size, "white")
    exif = image.getexif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue() + b"PK\x03\x04" + SECRET


def send(client, person, content, name="letter.jpg", **more):
    data = {"key": str(uuid4()), "title": "From the council", "kind": "letter", **more}
    data["photo"] = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return client.post(reverse("letters:add", args=[person.pk]), data)


def test_t76_a_photo_is_made_anew_without_exif_or_what_was_hidden_behind_it(world, browse):
    given = with_exif()
    assert SECRET in given
    assert send(browse(world.person), world.someone, given).status_code == 302
    letter = Letter.objects.get()
    with open_stored(letter.path) as file:
        kept = file.read()
    assert SECRET not in kept
    with Image.open(BytesIO(kept)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert image.size == (100, 300), "turned upright"
    assert AuditEvent.objects.get(event="letters.added").subjects == [world.someone.pk]


BAD = {
    "words": (b"This is no photo.", "cannot read|not a photo"),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "not a photo"),
    "half a photo": (photo((400, 300))[:300], "not a photo"),
    "a moving picture": (photo(kind="GIF"), "not a photo"),
    "nothing": (b"", "empty"),
    "one point": (photo((1, 1)), "too small"),
}


@pytest.mark.parametrize("fault", BAD)
def test_t76_what_is_no_photo_is_refused_and_what_was_typed_stays(world, browse, fault):
    content, said = BAD[fault]
    page = send(browse(world.person), world.someone, content).content.decode()
    assert any(words in page for words in said.split("|"))
    assert "From the council" in page
    assert not Letter.objects.exists()


def test_t76_a_flood_of_points_is_refused_before_it_is_decoded(world, browse, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_POINTS", 1000)
    assert "too large" in send(browse(world.person), world.someone, photo((100, 100))).content.decode()
    assert not Letter.objects.exists()


def test_a_large_photo_is_made_small_and_what_shines_through_is_paper():
    out = BytesIO()
    Image.new("RGBA", (3000, 1000), (0, 0, 0, 0)).save(out, "PNG")
    made = pictures.remade(BytesIO(out.getvalue()))
    assert (made.width, made.height) == (2000, 667)
    assert Image.open(BytesIO(made.content)).getpixel((5, 5)) == (255, 255, 255)


def test_the_same_form_twice_keeps_one_and_staff_see_it(world, browse):
    key = str(uuid4())
    for _ in range(2):
        send(browse(world.person), world.someone, photo(), key=key)
    letter = Letter.objects.get()
    page = browse(world.key_worker).get(reverse("letters:for-person", args=[world.someone.pk])).content.decode()
    assert "From the council" in page
    answer = browse(world.key_worker).get(reverse("letters:picture", args=[letter.pk]), follow=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert browse(world.pom_elsewhere).get(reverse("letters:picture", args=[letter.pk])).status_code == 404


def test_the_person_takes_a_photo_away_and_the_file_goes_too(world, browse, django_capture_on_commit_callbacks):
    send(browse(world.key_worker), world.someone, photo())
    letter = Letter.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        browse(world.person).post(reverse("letters:remove", args=[letter.pk]))
    assert not Letter.objects.exists()
    with pytest.raises(FileNotFoundError):
        open_stored(letter.path)


def test_t09_the_picture_opens_for_who_asked_in_that_session_alone(world, browse):
    client = browse(world.person)
    send(client, world.someone, photo((300, 100)))
    link = client.get(reverse("letters:picture", args=[Letter.objects.get().pk])).headers["Location"]
    assert b"".join(client.get(link).streaming_content)[:2] == b"\xff\xd8"
    assert browse(world.pom).get(link).status_code == 404


def test_t60_what_staff_call_a_photo_gives_no_victim_away_and_administrators_see_none(world, browse):
    add_victim_detail(world.someone, key=uuid4(), code="other", area_name="Zebulon Crescent", by=world.pom)
    given = {"key": uuid4(), "kind": "letter", "title": "Letter from Zebulon Crescent", "picture": None}
    with pytest.raises(DomainError, match="victim is"):
        add_letter(world.someone, **given, by=world.pom)
    note = {"kept": "", "note": "Ask in Zebulon Crescent", "version": 0, "expected_on": None}
    with pytest.raises(DomainError, match="victim is"):
        set_paper(world.someone, kind="birth", status="wanted", happened_on=clock.today(), **note, by=world.pom)
    own = set_paper(world.someone, kind="birth", status="wanted", happened_on=clock.today(), **note, by=world.person)
    assert own.note, "a refusal would tell the person"
    for url in (reverse("letters:for-person", args=[world.someone.pk]), own.get_absolute_url()):
        assert browse(world.administrator).get(url).status_code == 404
