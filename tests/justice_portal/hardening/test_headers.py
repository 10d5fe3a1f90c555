"""What every answer says to the browser: whose it is, what may run on it, who may show it inside something else."""

import random

import pytest
from django.test import Client
from django.urls import reverse

from tests.test_access_matrix import policy, room_rows, url_names

#: Answers that are the same for everybody and may be kept by anyone; pictures of courses, about nobody, by one browser.
PUBLIC = {"health", "courses:picture"}


def directives(response, header="Content-Security-Policy"):
    parts = (part.split(maxsplit=1) for part in response.headers.get(header, "").split(";") if part.strip())
    return {name: rest[0] if rest else "" for name, *rest in parts}


@pytest.mark.parametrize("path", ["/sign-in/", "/staff/sign-in/", "/nothing-here/", "/api/nothing-here/", "/"])
def test_scripts_are_named_and_text_never_becomes_markup(client, db, path):
    found = directives(client.get(path))
    assert "unsafe-inline" not in str(found)
    assert "unsafe-eval" not in str(found)
    assert found["default-src"] == "'self'"
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == "'none'"
    assert found["require-trusted-types-for"] == "'script'"
    assert found["trusted-types"] == "'none'"


def test_the_admin_reports_trusted_types_and_keeps_the_rest(world, browse):
    response = browse(world.administrator).get("/admin/")
    assert response.status_code == 200
    assert "require-trusted-types-for" not in directives(response)
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert directives(response, "Content-Security-Policy-Report-Only")["require-trusted-types-for"] == "'script'"


def test_t35_no_page_of_ours_stands_in_a_frame(client, db):
    response = client.get("/sign-in/")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("kind", ["anonymous", "person", "key_worker"])
def test_t91_no_answer_of_a_page_may_be_kept_for_another(world, browse, kind):
    assert kept_for_another(world, browse, kind, some(world, kind)) == []


@pytest.mark.proof
@pytest.mark.parametrize("kind", ["anonymous", "person", "key_worker"])
def test_t91_no_answer_of_any_page_may_be_kept_for_another(world, browse, kind):
    assert kept_for_another(world, browse, kind, addresses(world)) == []


def kept_for_another(world, browse, kind, paths):
    client = Client() if kind == "anonymous" else browse(getattr(world, kind))
    return [path for path in paths if not is_private(client, path)]


def some(world, seed):
    """A fifth of all pages, the same at each run for each kind of reader; `make proof` asks for all of them."""
    paths = list(addresses(world))
    return random.Random(seed).sample(paths, len(paths) // 5)


def is_private(client, path):
    response = client.get(path)
    response.getvalue() if response.streaming else None
    kept = response.headers.get("Cache-Control", "")
    return "no-store" in kept and "private" in kept and "Cookie" in response.headers.get("Vary", "")


def addresses(world):
    """The address of every page, about the person who is here where it is about somebody."""
    rows = rows_of(world)
    return (address_of(name, rows) for name in sorted(url_names() - PUBLIC))


def rows_of(world):
    rows = {"person": world.someone}
    for make in room_rows():
        rows.update(make(world, "here", world.someone))
    return rows


def address_of(name, rows):
    given = policy()[name].get("kwargs", {})
    return reverse(name, kwargs={key: getattr(rows[value], "pk", rows[value]) for key, value in given.items()})


def test_pages_say_what_they_are_and_offer_the_way_out(world, browse):
    """V4.1.1: the kind of content and its letters. V7.4.4: whoever is signed in can sign out on every page."""
    assert not_said(browse(world.person), some(world, "what it is")) == []


@pytest.mark.proof
def test_every_page_says_what_it_is_and_offers_the_way_out(world, browse):
    assert not_said(browse(world.person), addresses(world)) == []


def not_said(client, paths):
    wrong = []
    for path in paths:
        response = client.get(path)
        kind = response.headers.get("Content-Type", "")
        if response.streaming:
            response.getvalue()
        elif response.content and (not kind or (kind.startswith("text/") and "charset=utf-8" not in kind)):
            wrong.append(f"{path}: {kind!r}")
        elif is_whole_page(response, kind) and "/sign-out/" not in response.content.decode():
            wrong.append(f"{path}: no way out")
        if "javascript" in kind and path != reverse("directory:worker"):  # the same for all: test_kept.py
            wrong.append(f"{path}: a script made for one reader")
    return wrong


def is_whole_page(response, kind):
    """Not the page where anybody checks a certificate, nor the list that a device keeps: they must not say whose they are."""
    anybodys = response.request["PATH_INFO"].startswith(("/c/", reverse("directory:kept")))
    return (
        not anybodys and response.status_code == 200 and kind.startswith("text/html") and b"<html" in response.content
    )
