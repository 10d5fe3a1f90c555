"""The letter to an employer: advice without law of our own, the person's own words, a page that names no service."""

import io
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from justice_portal.jobs.running import run_job
from learning.disclosure import actions
from learning.models import DisclosureLetter, LetterPrint
from rehab.models import CareAlert


def write(world, part="tell", words="I was wrong.", version=0):
    return actions.write_part(world.someone, part=part, words=words, version=version, by=world.person)


def test_the_advice_says_who_can_tell_and_leads_nowhere_outside(world, browse):
    page = browse(world.person).get(reverse("disclosure:mine")).content.decode()
    for said in ("a solicitor", "charity Unlock", "do not have to tell", "Ask your officer"):
        assert said in page
    assert 'href="http' not in page


def test_the_letter_is_written_part_by_part_and_a_stale_page_shows_both(world, browse):
    client = browse(world.person)
    client.post(reverse("disclosure:part", args=["tell"]), {"version": "0", "words": "I was wrong."})
    client.post(reverse("disclosure:part", args=["offer"]), {"version": "1", "words": "I am on time."})
    page = client.post(reverse("disclosure:part", args=["tell"]), {"version": "1", "words": "Not me."}).content.decode()
    assert "was changed on another page" in page
    assert "I was wrong." in page
    assert "Not me.</textarea>" in page
    letter = DisclosureLetter.objects.get()
    assert (letter.tell, letter.offer, letter.version) == ("I was wrong.", "I am on time.", 2)
    mine = client.get(reverse("disclosure:mine")).content.decode()
    assert mine.index("I was wrong.") < mine.index("I am on time.")
    too_long = client.post(reverse("disclosure:part", args=["tell"]), {"version": "2", "words": "x" * 601})
    assert "is too long" in too_long.content.decode()


def test_only_the_person_writes_and_no_tutor_reads(world, browse):
    for who in (world.pom, world.tutor):
        with pytest.raises(PermissionDenied):
            actions.write_part(world.someone, part="tell", words="x", version=0, by=who)
    write(world)
    url = reverse("disclosure:for-person", args=[world.someone.pk])
    assert "I was wrong." in browse(world.pom).get(url).content.decode()
    assert browse(world.tutor).get(url).status_code == 404


def test_t55_words_in_the_letter_are_heard(world, browse):
    browse(world.person).post(reverse("disclosure:part", args=["since"]), {"version": "0", "words": "I want to die"})
    assert CareAlert.objects.filter(person=world.someone).count() == 1


def test_the_pdf_is_one_page_that_names_no_service_and_a_long_letter_is_refused(world, browse):
    letter = write(world)
    client, key = browse(world.pom), str(uuid4())
    for _twice in range(2):
        client.post(reverse("disclosure:make", args=[letter.pk]), {"key": key})
    made = LetterPrint.objects.get()
    assert run_job(made.job_id) == "done"
    content = b"".join(client.get(reverse("disclosure:pdf", args=[made.pk]), follow=True).streaming_content)
    paper = PdfReader(io.BytesIO(content))
    text = paper.pages[0].extract_text() + str(paper.metadata)
    assert "I was wrong." in text
    assert [one for one in ("Justice Portal", world.pom.name, world.someone.prison_number) if one in text] == []
    letter = write(world, words="\n".join(["x"] * 300), version=1)
    second = actions.print_letter(letter, key=uuid4(), by=world.person)
    assert run_job(second.job_id) == "done"
    second.refresh_from_db()
    assert (second.status, second.path) == ("too_long", "")
    page = browse(world.person).get(reverse("disclosure:mine")).content.decode()
    assert "too long for one page" in page
