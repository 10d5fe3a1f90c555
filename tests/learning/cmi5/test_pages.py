"""The pages of a course of cmi5: a learner opens its parts; a tutor tries one, waives one, closes one."""

import json

import pytest
from django.urls import reverse

from learning.cmi5 import actions
from learning.models import Launch, Registration
from tests.factories import PersonFactory
from tests.learning.cmi5.made import Part, block, cmi5, learning, listed, unit
from tests.learning.packages.made import offered, sent
from tests.learning.pages import rows, send, words

OUTSIDE = unit("three", "https://outside.example/", title="Elsewhere")
MORE = 'moveOn="CompletedOrPassed" masteryScore="0.5"'


@pytest.fixture
def course(world):
    held = block(
        "a", unit(more=MORE) + unit("two", "two.html", 'launchMethod="OwnWindow" moveOn="Passed"', title="Chains")
    )
    return offered(cmi5(listed(held + OUTSIDE)), world.tutor)


def test_a_learner_finds_opens_and_does_a_part_and_goes_on(world, browse, course):
    client = browse(world.person)
    page = client.get(reverse("packages:mine"))
    assert "Mend a bike" in words(page)
    page = client.get(reverse("packages:about", args=[course.pk]), follow=True)
    assert "We cannot open this part here." in words(page)
    playing = send(client, page, "open/0")
    told = json.loads(playing.context["begin"])
    assert f"frame-src {playing.context['origin']}" in playing["Content-Security-Policy"]
    part = Part(f"{playing.context['frame']}c/{told['href']}").begin()
    assert client.get(playing.request["PATH_INFO"]).status_code == 302, (
        "it took its token: loaded again, it begins anew"
    )
    part.say("initialized")
    page = client.get(reverse("cmi5:course", args=[course.pk]))
    assert "Carry on" in words(page)
    part.say("completed")
    part.say("terminated")
    page = client.get(reverse("cmi5:course", args=[course.pk]))
    assert "Look again" in words(page)
    assert "Your tutor did not mark it." in words(page)
    playing = send(client, page, "open/1")
    assert "This part fills the whole window." in words(playing)
    assert playing.context["address"].replace("&", "&amp;") in playing.content.decode()
    assert Part(playing.context["address"]).begin().data["returnURL"] == f"http://testserver{page.request['PATH_INFO']}"
    assert client.post(reverse("cmi5:open", args=[course.pk, 2]), {"key": str(Launch().pk)}).status_code == 409
    assert client.post(reverse("packages:open", args=[course.pk, 1])).status_code == 404


def test_a_tutor_tries_a_part_and_it_counts_for_nobody(world, browse, course):
    client = browse(world.tutor)
    page = client.get(course.get_absolute_url())
    assert rows(page)[0][:3] == ["Brakes", "To finish it, or to pass it", "0.5"]
    assert rows(page)[2][3] == "It is outside."
    playing = send(client, page, "try/0")
    assert "It counts for nobody." in words(playing)
    part = Part(f"{playing.context['frame']}c/{json.loads(playing.context['begin'])['href']}").begin()
    assert part.data["launchMode"] == "Browse"
    assert "Nobody has opened it" in words(client.get(reverse("cmi5:learners", args=[course.pk])))
    launch = Launch.objects.get()
    assert browse(world.tutor_elsewhere).get(reverse("cmi5:tried", args=[launch.pk])).status_code == 404
    assert client.get(reverse("packages:see", args=[course.pk, 1])).status_code == 302


def test_a_tutor_sees_a_learner_part_by_part_waives_one_and_closes_one(world, browse, course):
    part, launch = learning(course, world.someone, world.person)
    part.begin().say("initialized")
    part.say("passed", score={"scaled": 0.75})
    client = browse(world.tutor)
    page = client.get(reverse("cmi5:learners", args=[course.pk]))
    assert world.someone.prison_number in words(page)
    page = client.get(reverse("cmi5:learner", args=[launch.registration_id]))
    assert [row[2:4] for row in rows(page)][:2] == [["Passed", "75 of 100"], ["Not done yet", "It does not say"]]
    address = reverse("cmi5:waive", args=[launch.registration_id, 1])
    for wrong in ({"reason": ""}, {"reason": "x"}):
        assert client.post(address, wrong).status_code == 422
    page = send(client, client.get(address), "waive", reason="Equivalent AU")
    assert "They need not do this part." in words(page)
    assert "They did a part like it in this course" in words(page)
    assert client.post(address, {"reason": "Tested Out"}).status_code == 302, "twice is once"
    assert Registration.objects.get().states["1"] == {"waived": "Equivalent AU"}
    assert Registration.objects.get().satisfied == [0, "course"]
    page = send(client, page, "close")
    assert "The part is closed." in words(page)
    assert part.state().status_code == 401
    assert "You do not need to do this part." in words(
        browse(world.person).get(reverse("cmi5:course", args=[course.pk]))
    )


def test_a_course_with_nothing_to_open_is_not_offered(world, browse):
    package = sent(cmi5(listed(OUTSIDE)), world.tutor)
    answer = browse(world.tutor).post(reverse("packages:offer", args=[package.pk]))
    assert answer.status_code == 409
    assert "nothing in it that a learner could open" in words(answer)


def test_the_list_of_learners_costs_the_same_for_any_length(world, browse, course, same_queries):
    def add():
        actions.begin_course(PersonFactory(establishment=world.here), package=course, by=actions.SYSTEM)

    add()
    same_queries(browse(world.tutor), reverse("cmi5:learners", args=[course.pk]), add_row=add)
