"""The pocket map and list: one page of paper, whatever the day holds; and no page of these scrolls sideways."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.rehab.licence.licences import live_of
from tests.rehab.release_days.test_first_72_hours import at, meeting, stop, travel
from tests.signing_in import cookies_of, sign_in


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_the_pocket_list_is_one_page_and_the_persons_pages_fit_320_pixels(assets, live_server, chromium, tmp_path):
    import pikepdf

    from rehab.release_days import actions
    from tests.world import build_world

    world = build_world()
    planned = actions.plan_release(world.someone, release_on=at(9).date(), details=details(), by=world.pom)
    travel(planned, at(9, 15), 40, by=world.pom)
    for n in range(8):
        stop(planned, at(9, days=1) + timedelta(hours=n), 20, by=world.pom)
    meeting(world, at(14))
    live_of(world.someone, by=world.pom)
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    context.add_cookies(cookies_of(sign_in(Client(), world.person), live_server.url))
    page = context.new_page()
    for url in ("/my-release/", "/my-licence/", "/may-i/", reverse("release-days:paper", args=[planned.pk])):
        page.goto(live_server.url + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, url
    page.pdf(path=tmp_path / "pocket.pdf", format="A4")
    with pikepdf.open(tmp_path / "pocket.pdf") as paper:
        assert len(paper.pages) == 1
    context.close()


def details():
    from datetime import time

    return {"gate_at": time(9), "gate_place": "Prison gate", "sleeps_at": "4 Low Road", "medication": "Inhaler"}
