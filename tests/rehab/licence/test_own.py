"""The person's licence: every rule in plain words, read once for each version, and five questions that explain."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from rehab.licence.drawing import draw_map
from rehab.licence.own import actions
from rehab.licence.questions import QUESTIONS, choose
from rehab.models import Licence, LicenceRead, TeachBack, TeachBackAnswer
from tests.rehab.licence.licences import AREA, CURFEW, KEEP_OUT, draft_of, key, live_of

MINE = "/my-licence/"


@pytest.fixture
def live(world):
    return live_of(world.someone, by=world.pom)


def test_no_licence_yet_teaches_what_it_is(world, browse):
    assert "No licence yet" in browse(world.person).get(MINE).content.decode()


def test_a_draft_is_not_for_the_person(world, browse):
    draft = draft_of(world.someone, by=world.pom)
    client = browse(world.person)
    assert "No licence yet" in client.get(MINE).content.decode()
    for name in ("licence", "preview", "menu", "details"):
        assert client.get(reverse(f"licence:{name}", args=[draft.pk])).status_code == 404


def test_each_rule_has_its_sentence_and_its_page(world, browse, live):
    client = browse(world.person)
    page = client.get(MINE).content.decode()
    for said in (
        "Be at home in these hours each day",
        "Do not break the law",
        "Pat Weaver",
        "020 7946 0123",
        "7pm to 7am",
    ):
        assert said in page
    curfew = client.get(reverse("licence:condition", args=[live.conditions.get(code=CURFEW).pk])).content.decode()
    assert '<svg class="jp-week"' in curfew
    assert "This is called a curfew." in curfew, "the words of the law are one tap away"
    area = client.get(reverse("licence:condition", args=[live.conditions.get(code=KEEP_OUT).pk])).content.decode()
    assert '<svg class="jp-map"' in area
    assert "<strong>Market</strong>" in area
    assert "<strong>Bus station</strong>" in area


def test_the_map_is_drawn_from_stored_shapes_and_names_are_escaped():
    area = {"features": [*AREA["features"], {"kind": "place", "name": "<b>x</b>", "points": [[-1.6, 54.97]]}]}
    svg = draw_map(area, "Map")
    assert "&lt;b&gt;x" in svg
    assert "http" not in svg
    assert "href" not in svg


def test_a_rule_of_another_person_is_not_found(world, browse, live):
    other = browse(world.person_elsewhere)
    assert other.get(reverse("licence:condition", args=[live.conditions.first().pk])).status_code == 404


def test_i_have_read_this_is_kept_once_for_a_version(world, browse, live):
    client = browse(world.person)
    for _ in range(2):
        client.post(reverse("licence:read"))
    assert LicenceRead.objects.get().licence == live
    assert AuditEvent.objects.filter(event="licence.read").count() == 1
    assert "You said: I have read this" in client.get(MINE).content.decode()
    staff = browse(world.key_worker).get(reverse("licence:for-person", args=[world.someone.pk])).content.decode()
    assert "The person said" in staff


def test_staff_do_not_read_it_in_the_persons_name(world, live):
    for who in ("key_worker", "pom", "com", "manager", "person_elsewhere"):
        with pytest.raises(PermissionDenied):
            actions.say_read(live, by=getattr(world, who))
    assert not LicenceRead.objects.exists()


def test_five_questions_explain_each_answer_and_staff_see_what_was_missed(world, browse, live):
    client = browse(world.person)
    asked = client.post(reverse("licence:start-questions"), {"key": key()}).headers["Location"]
    again = client.post(reverse("licence:start-questions"), {"key": key()}).headers["Location"]
    assert asked == again, "what was begun goes on"
    codes = TeachBack.objects.get().questions
    assert codes[:2] == ["curfew", "area_out"]
    for n, code in enumerate(codes):
        right = QUESTIONS[code].right
        choice = right if n else next(one for one in "abc" if one != right)
        answer = client.post(asked, {"question": code, "choice": choice})
        told = client.get(answer.headers["Location"]).content.decode()
        assert str(QUESTIONS[code].why).split(".")[0] in told.replace("&#x27;", "'")
        assert ("Not quite" in told) == (n == 0)
        client.post(asked, {"question": code, "choice": right})  # the first answer counts
    assert TeachBackAnswer.objects.filter(is_right=True).count() == 4
    assert TeachBack.objects.get().finished_at
    assert "4 of 5 right" in client.get(asked).content.decode()
    staff = browse(world.pom).get(reverse("licence:for-person", args=[world.someone.pk])).content.decode()
    assert "Missed. Talk about these" in staff
    assert "You may miss your curfew" in staff


def test_a_question_without_an_answer_is_asked_again(world, browse, live):
    client = browse(world.person)
    asked = client.post(reverse("licence:start-questions"), {"key": key()}).headers["Location"]
    assert "Choose one answer" in client.post(asked, {"question": "curfew"}).content.decode()
    with pytest.raises(DomainError):
        actions.answer_question(TeachBack.objects.get(), question="other", choice="a", by=world.person)
    assert not TeachBackAnswer.objects.exists()


def test_t14_the_key_of_somebody_elses_questions_is_refused_in_words(world, browse, live):
    theirs = live_of(world.people["elsewhere"], by=world.pom_elsewhere)
    taken = TeachBack.objects.create(licence=theirs, questions=[])
    answer = browse(world.person).post(reverse("licence:start-questions"), {"key": str(taken.pk)})
    assert answer.status_code == 409
    assert TeachBack.objects.count() == 1


def test_every_licence_has_five_questions():
    for topics in ([], ["curfew"], list({one.topic for one in QUESTIONS.values()})):
        assert len(choose(topics)) == len(set(choose(topics))) == 5


def test_home_says_that_it_is_new_and_stops_when_it_was_read(world, browse, live):
    client = browse(world.person)
    assert "Your licence is here" in client.get("/").content.decode()
    client.post(reverse("licence:read"))
    assert "Your licence is here" not in client.get("/").content.decode()


def test_my_licence_costs_the_same_for_any_length(world, browse, live, same_queries):
    from tests.rehab.licence.licences import TAG, condition_of

    def add_row():
        condition_of(live, TAG, by=world.pom)

    assert same_queries(browse(world.person), MINE, add_row=add_row) <= 20


def test_an_ended_licence_is_no_longer_shown(world, browse, live):
    Licence.objects.filter(pk=live.pk).update(status="ended", ended_at=clock.now() - timedelta(days=1))
    assert "No licence yet" in browse(world.person).get(MINE).content.decode()
