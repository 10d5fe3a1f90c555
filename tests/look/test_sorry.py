"""Pages that say sorry: kind, in plain words, with a way on; the worst of them needs nothing at all."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags

from justice_portal import errors, reading
from justice_portal.errors import DomainError


def words(response):
    return " ".join(strip_tags(response.content.decode()).split())


@pytest.mark.django_db
def test_what_is_not_here(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "This page is not here." in words(response)
    assert "Nothing was lost" in words(response)
    assert f'href="{reverse("home")}"' in response.content.decode()


def test_staff_meet_their_own_face_when_a_page_is_not_here(world, browse):
    assert "dist/staff.css" in browse(world.manager).get("/no/such/page/").content.decode()


def as_seen(world, view):
    request = RequestFactory().get("/x/", headers={"referer": "http://testserver/learn/"})
    request.user = world.person
    return view(request)


def test_each_page_says_that_nothing_was_lost_and_what_to_do(world):
    for view, status in ((errors.bad_request, 400), (errors.refused, 403), (errors.not_found, 404)):
        response = as_seen(world, view)
        assert response.status_code == status
        assert "Nothing was" in words(response)
        assert "Go to Home" in words(response)


def test_a_rule_that_says_no_leads_back_to_where_the_reader_was(world):
    response = as_seen(world, lambda request: errors.domain_error(request, DomainError("The plan is <closed>.")))
    assert response.status_code == 409
    assert "The plan is &lt;closed&gt;." in response.content.decode()
    assert 'href="http://testserver/learn/"' in response.content.decode()


def test_a_page_of_another_site_is_never_the_way_back(world):
    request = RequestFactory().get("/x/", headers={"referer": "https://evil.example/"})
    request.user = world.person
    assert "evil.example" not in errors.domain_error(request, DomainError("No.")).content.decode()


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_says_so():
    response = Client(enforce_csrf_checks=True).post(reverse("display:language"), {"language": "cy"})
    assert response.status_code == 403
    assert "Nothing was changed" in words(response)


def test_when_all_is_broken_the_page_still_comes():
    """No database, no session, no user, no context."""
    request = RequestFactory().get("/x/")
    response = errors.broken(request)
    assert response.status_code == 500
    assert "It is not your fault." in words(response)
    assert "Traceback" not in words(response)


@pytest.mark.django_db
def test_a_failing_page_shows_the_kind_page_and_no_trace(settings, monkeypatch):
    def fail(*args):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("justice_portal.context.home.side_of", fail)
    response = Client(raise_request_exception=False).get(reverse("help-now"))
    assert response.status_code == 500
    assert "secret detail" not in words(response)
    assert "It is not your fault." in words(response)


@pytest.mark.django_db
def test_a_host_that_we_do_not_serve_is_refused_with_a_page(client):
    response = client.get("/help-now/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Nothing was lost" in words(response)


def test_the_words_are_for_a_child_of_nine(world, browse):
    person = browse(world.person)
    pages = [person.get(url) for url in ("/", "/help-now/", "/settings/", "/no/such/page/")]
    pages += [as_seen(world, view) for view in (errors.bad_request, errors.refused, errors.broken)]
    pages.append(as_seen(world, lambda request: errors.domain_error(request, DomainError("The plan is closed."))))
    for page in pages:
        text = reading.visible_text(page.content.decode())
        assert reading.grade(text) <= reading.GRADE_FOR_PEOPLE, (text, reading.hard_words(text))


def test_not_found_and_refused_look_alike_to_a_stranger(world):
    """404 says nothing of whether a row exists."""
    assert as_seen(world, lambda request: errors.not_found(request, Http404("Plan 7"))).content.count(b"Plan 7") == 0
