"""The list of help without a network: whoever wants keeps it, nothing on it says who, and it comes off again."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import sign_in_for
from tests.rehab.directory.test_directory import LINE, ROOM, load, one_more
from tests.signing_in import cookies_of, sign_in


def test_t22_t61_the_list_is_the_same_for_everybody_and_names_nobody(world, browse, same_queries):
    load(ROOM, LINE)
    url = reverse("directory:kept")
    first = browse(world.person).get(url)
    other = browse(sign_in_for(world.people["restricted"])).get(url)
    assert first.content == other.content
    for words in ("Hafan", "01632 960101", "Monday to Friday", "Clear Line", "116 123"):
        assert words in first.text
    assert "csrf" not in first.text
    assert "trusted-types 'none'" in first["Content-Security-Policy"]
    mine = browse(world.person).get(reverse("directory:mine"))
    assert url in mine.text
    assert "trusted-types kept-help" in mine["Content-Security-Policy"]
    workers = [browse(who).get(reverse("directory:worker")) for who in (world.person, world.person_elsewhere)]
    assert workers[0].content == workers[1].content
    assert f'const KEPT = "{url}"' in workers[0].text
    for who in (world.com, world.mentor, None):
        assert browse(who).get(url).status_code in {302, 404}
    same_queries(browse(world.person), url, add_row=one_more)


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_without_a_network_the_kept_list_opens_also_after_signing_out(assets, live_server, chromium):
    from playwright.sync_api import expect

    from tests.world import build_world

    world = build_world()
    load(ROOM, LINE)
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    context.add_cookies(cookies_of(sign_in(Client(), world.person), live_server.url))
    page = context.new_page()
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    url = live_server.url + reverse("directory:mine")
    page.goto(url)
    page.get_by_role("button", name="Keep the list here").click()
    expect(page.get_by_text("The list is kept here")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults == []
    context.clear_cookies()
    context.set_offline(True)
    for address in (url, live_server.url + reverse("directory:kept")):
        page.goto(address)
        expect(page.get_by_role("heading", name="Hafan").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.jp-header')).backgroundColor") != "rgba(0, 0, 0, 0)"
    context.set_offline(False)
    context.add_cookies(cookies_of(sign_in(Client(), world.person), live_server.url))
    page.goto(url)
    page.get_by_role("button", name="Take it off").click()
    expect(page.get_by_role("button", name="Keep the list here")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    context.close()
