"""The maker of pictures: finds its way in and around, and says when a page is broken."""

import pytest

from tests.screenshots.__main__ import first_of_each_role, photograph
from tests.screenshots.doors import code_now
from tests.screenshots.pages import Tour, name_of, without_arguments


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, last six figures."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [code_now(secret, now) for now in (59, 1111111109, 20000000000)] == ["287082", "081804", "353130"]


def test_each_kind_of_page_is_visited_once_and_none_that_ends_the_visit():
    tour = Tour(["/", "/settings/", "/", "/sign-out/", "/static/x.css"], ["/help-now/"])
    seen = []
    for name, _path in tour:
        seen.append(name)
        tour.add(["/settings/?again"])
    assert seen == ["home", "display:settings", "help-now"]


def test_pages_without_a_link_are_found_too():
    names = {name_of(path) for path in without_arguments()}
    assert {"home", "help-now", "display:settings"} <= names


def test_one_account_of_each_role_in_order():
    accounts = [{"role": "person", "n": 1}, {"role": "mentor", "n": 2}, {"role": "person", "n": 3}]
    assert [account["n"] for account in first_of_each_role(accounts)] == [1, 2]


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_visitor_gets_pictures_at_every_size(assets, chromium, live_server, tmp_path):
    faults = photograph(chromium, live_server.url, {"role": "visitor", "username": "", "sign_in_url": "/"}, tmp_path)
    made = {path.name for path in (tmp_path / "visitor").iterdir()}
    assert {"help-now-1024x768.png", "help-now-360x740.png", "help-now-1280x900.png"} <= made
    assert faults == []
