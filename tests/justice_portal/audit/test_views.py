"""The page of the audit log."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent

LIST = "audit:list"


@pytest.fixture
def office(world, browse):
    return browse(world.administrator)


def rows(response):
    page = response.content.decode()
    return page[page.index("<tbody>") : page.index("</tbody>")]


def shown(response):
    return rows(response).count("<tr>")


def test_who_did_what_to_whom_and_when_is_shown_and_reading_it_is_recorded(world, office):
    record(world.manager, "person.viewed", world.someone)
    page = rows(office.get(reverse(LIST)))
    assert "person.viewed" in page
    assert world.manager.name in page
    assert world.someone.family_name not in page
    read = AuditEvent.objects.get(event="audit.viewed")
    assert (read.by_id, read.subjects) == (world.administrator.pk, [world.someone.pk])
    assert "audit.viewed" in rows(office.get(reverse(LIST)))


def test_one_event_shows_all_that_was_kept(world, office):
    event = record(world.manager, "person.edited", world.someone, status=["unsentenced", "sentenced"])
    page = office.get(reverse("audit:event", args=[event.pk])).content.decode()
    for words in ("person.edited", str(world.someone.pk), str(world.manager.pk), "sentenced", "Manager"):
        assert words in page
    assert AuditEvent.objects.filter(event="audit.event_viewed", thing_id=str(event.pk)).exists()


def test_filters_all_have_to_be_met(world, office):
    record(world.manager, "person.viewed", world.someone)
    record(world.manager, "person.edited", world.someone)
    record(world.pom, "person.viewed", world.people["elsewhere"])
    for query, count in [
        ({"event": "person.viewed"}, 2),
        ({"kind": "alteration"}, 1),
        ({"user": world.manager.pk}, 2),
        ({"user": world.manager.pk, "kind": "consultation"}, 1),
        ({"subject": world.someone.pk, "user": world.manager.pk}, 2),
        ({"thing": str(world.people["elsewhere"].pk)}, 1),
        ({"since": clock.today() + timedelta(days=1)}, 0),
        ({"until": clock.today() - timedelta(days=1)}, 0),
        ({"since": clock.today(), "until": clock.today(), "event": "person.edited"}, 1),
    ]:
        assert shown(office.get(reverse(LIST), query)) == count, query


def test_a_day_is_a_day_in_london(world, browse, time_machine):
    time_machine.move_to("2027-07-01 23:30+00:00", tick=False)  # half past midnight on the second, in London
    world.manager.held_roles.update(starts_at="2020-01-01T00:00Z")
    world.administrator.held_roles.update(starts_at="2020-01-01T00:00Z")
    office = browse(world.administrator)
    record(world.manager, "person.viewed", world.someone)
    asked = {"event": "person.viewed", "since": "2027-07-02", "until": "2027-07-02"}
    assert shown(office.get(reverse(LIST), asked)) == 1
    asked = {"event": "person.viewed", "since": "2027-07-01", "until": "2027-07-01"}
    assert shown(office.get(reverse(LIST), asked)) == 0


def test_every_event_is_on_one_page_and_only_one(world, office):
    for n in range(120):
        record(world.manager, "person.viewed", world.someone, n=n)
    seen, url = [], f"{reverse(LIST)}?event=person.viewed"
    for _page in range(5):
        response = office.get(url)
        found = [link.split('"')[0] for link in rows(response).split('href="/audit/')[1:]]
        seen += [one for one in found if not one.startswith("?")]
        page = response.content.decode()
        if 'rel="next"' not in page:
            break
        older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        url = reverse(LIST) + older
    assert len(seen) == len(set(seen)) == 120


def test_a_page_costs_the_same_at_any_length(world, office):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert office.get(reverse(LIST)).status_code == 200
        return len(caught)

    record(world.manager, "person.viewed", world.someone)
    count()
    few = count()
    for _ in range(70):
        record(world.pom, "person.viewed", world.someone)
    assert count() == few


@pytest.mark.parametrize(
    "query",
    [
        "kind=x", "event=x", "user=x", "user=' OR 1=1", "subject=1", "since=yesterday", "since=2027-02-30", "until=0",
        "since=2027-03-02&until=2027-03-01", "before=x", "thing=%00", "thing=" + "x" * 500, "page=9", "at__gt=2020",
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_told_plainly(office, query):
    response = office.get(f"{reverse(LIST)}?{query}")
    assert response.status_code == 200


def test_a_page_that_follows_an_event_that_is_not_there_is_not_there(world, office):
    assert office.get(f"{reverse(LIST)}?before=01a20032-4d2c-7389-b995-449cec010772").status_code == 404
