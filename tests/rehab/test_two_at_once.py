"""T89: two people change the same thing at once. Both versions are shown, and saving again is a choice."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from justice_portal import clock
from justice_portal.errors import DomainError
from rehab.handover.actions import open_handover
from rehab.licence import actions as licences
from rehab.licence_permissions import actions as permissions
from rehab.models import CheckInPlan, Handover, Licence, MeetingPlace, OpeningTime, Service
from tests.filled_forms import forms_of
from tests.rehab.licence.licences import details, draft_of, key, load


def licence(world):
    draft = draft_of(world.someone, by=world.pom)
    url = reverse("licence:details", args=[draft.pk])
    return url, url, (world.pom, world.com), "ask_name", lambda: Licence.objects.get().ask_name


def handover(world):
    due = clock.today() + timedelta(days=30)
    made = open_handover(world.someone, key=key(), due_on=due, by=world.pom)
    url = reverse("handover:dates", args=[made.pk])
    field = "due_on_year"
    return made.get_absolute_url(), url, (world.pom, world.com), field, lambda: str(Handover.objects.get().due_on.year)


def place_of(**fields):
    place = MeetingPlace.objects.create(name="Library", address="1 Low Road", postcode="ZZ1 1ZZ", **fields)
    OpeningTime.objects.create(place=place, weekday=0, opens=time(9), closes=time(17))
    return place


def place(world):
    url = reverse("appointments:place-edit", args=[place_of().pk])
    said = lambda: "{0.opens:%H:%M}-{0.closes:%H:%M}".format(OpeningTime.objects.get())  # noqa: E731
    return url, url, (world.manager, world.manager), "hours_0", said


def service(world):
    where = place_of(is_for_meetings=False)
    made = Service.objects.create(place=where, what="They help.", needs=["health"], area="Hereford")
    url = reverse("directory:change", args=[made.pk])
    return url, url, (world.pom, world.com), "area", lambda: Service.objects.get().area


WORDS = {licence: ("Ann Lee", "Bo Wren"), handover: ("2030", "2031"), place: ("10:00-11:00", "12:00-13:00"),
         service: ("Ross", "Ledbury")}  # fmt: skip


def sent_by(page, url):
    """What a browser sends of the form: every field as it stands, ticks as they are ticked."""
    form = dict(forms_of(page.text, url))[url]
    return {name: values for name, values in form.fields.items() if values}


@pytest.mark.parametrize("thing", WORDS, ids=lambda one: one.__name__)
def test_t89_what_two_change_at_once_is_shown_twice_and_saving_is_a_choice(world, browse, thing):
    page_url, url, users, field, kept = thing(world)
    first, second = (browse(user) for user in users)
    forms = [sent_by(client.get(page_url), url) for client in (first, second)]
    if thing is service:
        forms = [one | {"what": ["They help."], "needs": ["health"], "is_listed": ["on"]} for one in forms]
    if thing is place:
        forms = [one | {"is_open": ["on"], "delivery_unit": [""]} for one in forms]
    theirs, mine = WORDS[thing]
    assert first.post(url, forms[0] | {field: theirs}).status_code == 302
    assert first.post(url, forms[0] | {field: theirs}).status_code == 302, "sent twice by one is no conflict"
    page = second.post(url, forms[1] | {field: mine})
    assert "Look at both" in page.text
    assert theirs in page.text
    assert mine in page.text
    assert kept() == theirs
    again = sent_by(page, url)
    assert second.post(url, forms[1] | {"seen": again["seen"], field: again[field]}).status_code == 302
    assert kept() == mine


def test_t89_a_check_in_plan_that_two_change_is_shown_twice(world, browse):
    released = world.people["released"]
    url = reverse("checkins:for-person", args=[released.pk])
    first, second = browse(world.com), browse(world.com)
    forms = [
        sent_by(client.get(url), url) | {"template_1": "", "template_2": "", "template_3": ""}
        for client in (first, second)
    ]
    for _twice in range(2):
        assert first.post(url, forms[0] | {"weeks": "2"}).status_code == 302
    assert CheckInPlan.objects.count() == 1
    page = second.post(url, forms[1] | {"weeks": "8"})
    assert "Look at both" in page.text
    assert "Every 2 weeks</dd>" in page.text
    assert second.post(url, forms[1] | {"weeks": "8", "seen": sent_by(page, url)["seen"]}).status_code == 302
    assert [plan.weeks for plan in CheckInPlan.objects.filter(ended_at=None)] == [8]


def test_t89_nobody_ends_a_yes_that_they_have_not_read(world, browse):
    day = clock.today() + timedelta(days=3)
    what = {"kind": "night", "what": "See my son", "place": "Farham", "starts_on": day, "ends_on": day}
    asked = permissions.ask_permission(world.someone, key=key(), by=world.person, **what)
    url = asked.get_absolute_url()
    com, pom = browse(world.com), browse(world.pom)
    forms = [sent_by(client.get(url), url) for client in (com, pom)]
    yes = {"is_yes": "yes", "answer": "It is good to see him."}
    assert com.post(url, forms[0] | yes).status_code == 302
    assert com.post(url, forms[0] | yes).status_code == 302, "sent twice by one is no conflict"
    no = forms[1] | {"is_yes": "no", "answer": "Not this week."}
    page = pom.post(url, no)
    asked.refresh_from_db()
    assert asked.status == "agreed"
    for said in ("Look at both", "It is good to see him.", "Not this week.", "End this yes"):
        assert said in page.text
    assert pom.post(url, {"seen": sent_by(page, url)["seen"], "answer": "Not this week."}).status_code == 302
    asked.refresh_from_db()
    assert asked.status == "refused"


def test_t89_who_starts_a_licence_while_another_does_keeps_what_was_typed(world):
    load()
    given = {"kind": "AP", "by": world.pom}
    made = licences.start_licence(world.someone, key=key(), details=details(), **given)
    assert licences.start_licence(world.someone, key=key(), details=details(), **given) == made
    with pytest.raises(DomainError, match="draft already"):
        licences.start_licence(world.someone, key=key(), details=details(ask_name="Bo Wren"), **given)
