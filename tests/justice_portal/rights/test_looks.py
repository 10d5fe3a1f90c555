"""Who looked at me: which role, which part, when; what is kept back says why; the same cost for any length."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent
from justice_portal.keys import uuid7
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words, visible_text
from tests.mentoring.pairs import matched

URL = "/my-record/looked/"


def page(browse, user):
    answer = browse(user).get(URL)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def test_the_person_sees_which_role_opened_which_part_and_when(world, browse):
    browse(world.key_worker).get(world.someone.get_absolute_url())
    browse(world.manager).get(reverse("people:history", args=[world.someone.pk]))
    html = page(browse, world.person)
    assert "<strong>A key worker</strong><p>Looked at: your record</p>" in html
    assert "<strong>A manager</strong><p>Looked at: where you have been</p>" in html
    assert "Today" in html
    assert world.key_worker.name not in html


def test_a_mentor_and_a_moderator_are_told_of_too(world, browse):
    match = matched(world.someone, world.mentor, world.here)
    record(world.mentor, "messages.thread_viewed", match.thread)
    assert "<strong>A mentor</strong><p>Looked at: your messages</p>" in page(browse, world.person)


def test_what_is_protected_shows_as_kept_back_with_the_reason(world, browse):
    browse(world.pom).get(reverse("people:alerts", args=[world.someone.pk]))
    html = page(browse, world.person)
    assert "Someone looked. We do not say who, or at what." in html
    assert "Why: We keep this one back. It could put someone at risk if we said more." in html
    assert "offender manager" not in html
    assert "lert" not in html.split("</nav>")[-1].split("<footer")[0]


def test_what_they_opened_themselves_and_what_is_about_others_is_no_look(world, browse):
    record(world.person, "plan.viewed", world.someone)
    record(world.key_worker_elsewhere, "plan.viewed", world.people["elsewhere"])
    record(world.key_worker, "plan.goal_added", world.someone)
    assert "Nobody looked yet" in page(browse, world.person)


def test_looks_are_put_together_by_day_and_counted(world, browse):
    AuditEvent.objects.create(
        at=clock.now() - timedelta(days=1), event="plan.viewed", kind="consultation", by_id=world.com.pk, by_roles=["com"],
        thing_type="Plan", thing_id="x", subjects=[world.someone.pk],
    )  # fmt: skip
    for _n in range(3):
        record(world.pom, "plan.viewed", world.someone)
    html = page(browse, world.person)
    assert html.index("Today") < html.index("A prison offender manager") < html.index("Yesterday")
    assert html.index("Yesterday") < html.index("A probation officer")
    assert "3 times, from" in html


def test_it_costs_the_same_for_ten_looks_and_a_thousand(world, browse):
    def counted(looks):
        rows = [
            AuditEvent(
                id=uuid7(), at=clock.now() - timedelta(hours=7 * n), event="plan.viewed", kind="consultation",
                by_id=world.pom.pk, by_roles=["pom"], thing_type="Plan", thing_id="x", subjects=[world.someone.pk],
            )
            for n in range(looks)
        ]  # fmt: skip
        AuditEvent.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(URL).status_code == 200
        return len(caught)

    client = browse(world.person)
    client.get(URL)
    few = counted(10)
    assert counted(990) == few


@pytest.mark.parametrize(
    "url", ["/my-record/", URL, "/my-record/wrong/", "/my-record/wrong/tell/", "/my-record/copy/", "/my-record/kept/"]
)
def test_the_pages_read_easily(world, browse, url):
    record(world.pom, "plan.viewed", world.someone)
    html = browse(world.person).get(url).content.decode()
    text = visible_text(html)
    assert grade(text) <= GRADE_FOR_PEOPLE, hard_words(text)
