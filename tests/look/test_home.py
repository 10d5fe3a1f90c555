"""Home: three questions, each panel failing alone; and the navigation, from what rooms registered."""

import logging

import pytest
from django.urls import reverse

from justice_portal import home
from justice_portal.access import Permission


@pytest.fixture
def places(monkeypatch):
    """A house with only the rooms that a test registers."""
    monkeypatch.setattr(home, "_places", {})
    return home.register


def place(title, panel=None, **given):
    given = {"url": "help-now", "icon": "learn", "order": 1, "needs": Permission.LEARNING_DO, **given}
    return home.Place(title=title, panel=panel, **given)


def learn(user):
    return home.Panel(
        state="Lesson 3 of 8",
        carry_on=home.CarryOn("Money maths", "/learn/", "Carry on", text="Three to go", rank=20),
        news=(home.News("1 new certificate", "/c/", "certificate"),),
    )


def test_home_answers_three_questions(world, browse, places):
    places(
        place("Learn", learn), place("Messages", lambda user: home.Panel("2 new messages", 2), url="display:settings")
    )
    html = browse(world.person).get("/").content.decode()
    for words in ("Money maths", "Three to go", "1 new certificate", "Lesson 3 of 8", "2 new messages", "Help now"):
        assert words in html


def test_a_panel_that_fails_says_so_and_takes_nothing_with_it(world, browse, places, caplog):
    def broken(user):
        raise RuntimeError("the room is on fire")

    places(place("Learn", learn), place("Messages", broken, url="display:settings", order=0))
    with caplog.at_level(logging.ERROR):
        response = browse(world.person).get("/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "This part did not load." in html
    assert "on fire" not in html
    assert "Money maths" in html
    assert "panel failed place=display:settings" in caplog.text


def test_when_every_panel_fails_home_does_not_say_that_nothing_is_new(world, browse, places):
    places(place("Learn", lambda user: 1 / 0))
    html = browse(world.person).get("/").content.decode()
    assert "We could not look everywhere." in html
    assert "Nothing new" not in html


def test_the_most_pressing_offer_wins(world, places):
    offer = home.CarryOn("Read a message", "/m/", "Read", rank=5)
    places(place("Learn", learn), place("Messages", lambda user: home.Panel(carry_on=offer), url="display:settings"))
    assert home.gather(world.person).carry_on == offer


def test_only_places_that_the_reader_may_enter_and_that_exist(world, browse, places):
    places(
        place("Learn"),
        place("Secret", needs=Permission.AUDIT_VIEW, url="display:settings"),
        place("Not built", url="nowhere:list"),
        place("For staff", url="home", side=home.STAFF, needs=Permission.NOTICE_VIEW),
    )
    html = browse(world.person).get("/").content.decode()
    assert ">Learn</" in html
    for words in ("Secret", "Not built", "For staff"):
        assert words not in html


def test_navigation_marks_where_the_reader_is(world, browse, places):
    places(
        place("Learn"),
        place("Settings here", url="display:settings", order=2),
        place("Hidden", url="health", in_nav=False),
    )
    html = browse(world.person).get(reverse("display:settings")).content.decode()
    nav = html[html.index("<nav class=") : html.index("</nav>")]
    assert 'aria-current="true"><svg' in nav.split("Settings here")[0].rsplit("<a", 1)[1]
    assert nav.count("aria-current") == 1
    assert "Hidden" not in nav


def test_staff_go_to_their_day_where_there_is_one(world, browse, places, settings):
    manager = browse(world.manager)
    if home.address("dashboards:today"):
        assert manager.get("/").url == reverse("dashboards:today")
    mentor = browse(world.mentor).get("/")
    assert mentor.status_code == 200
    assert "dist/staff.css" in mentor.content.decode()


def test_registering_twice_is_once(world, places):
    places(place("Learn"), place("Learn"))
    assert len(home.gather(world.person).tiles) == 1


def test_signed_out_pages_have_no_places(client, places):
    places(place("Learn"))
    assert "Learn" not in client.get(reverse("help-now")).content.decode()


@pytest.mark.django_db
def test_help_now_is_on_every_page_and_open_to_all(client, world, browse):
    for who in (None, world.person, world.manager):
        response = browse(who).get(reverse("help-now"))
        html = response.content.decode()
        assert response.status_code == 200
        for words in ("116 123", "999", "Press your cell bell", "Listener", "Then press 2"):
            assert words in html
        assert f'href="{reverse("help-now")}"' in html
