"""Settings of the page and the switch of language: kept with the account, and only one's own."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal.accounts.models import User
from justice_portal.audit.models import AuditEvent
from justice_portal.display import actions

CHOSEN = {"text_size": "largest", "spacing": "wide", "colours": "dim", "sound": "no"}


def again(user):
    return User.objects.get(pk=user.pk)


def test_choices_are_kept_with_the_account_and_shown_at_once(world, browse):
    page = browse(world.person).post(reverse("display:settings"), CHOSEN, follow=True)
    html = page.content.decode()
    assert again(world.person).display == {"size": "largest", "spacing": "wide", "colours": "dim", "sound": False}
    assert 'class="size-largest spacing-wide colours-dim"' in html
    assert "data-sound" not in html.split("<body")[0]
    assert "Saved." in html
    assert 'class="size-largest spacing-wide colours-dim"' in browse(world.person).get("/help-now/").content.decode()
    event = AuditEvent.objects.get(event="display.changed")
    assert event.facts == {"text_size": "largest", "spacing": "wide", "colours": "dim", "sound": False}


def test_the_same_choice_twice_writes_once(world, browse):
    for _ in range(2):
        browse(world.person).post(reverse("display:settings"), CHOSEN)
    assert AuditEvent.objects.filter(event="display.changed").count() == 1


@pytest.mark.parametrize("name", sorted(CHOSEN))
def test_a_choice_that_was_not_offered_changes_nothing(world, browse, name):
    response = browse(world.person).post(reverse("display:settings"), {**CHOSEN, name: "<script>"})
    assert response.status_code == 200
    assert "Choose from the list" in response.content.decode()
    assert again(world.person).display == world.person.display
    assert not AuditEvent.objects.filter(event="display.changed").exists()


def test_nobody_changes_how_pages_look_for_another(world):
    with pytest.raises(PermissionDenied):
        actions.change_display(
            world.person, text_size="large", spacing="wide", colours="dim", sound=True, by=world.administrator
        )
    with pytest.raises(PermissionDenied):
        actions.change_language(world.person, language="cy", by=world.manager)
    assert again(world.person).text_size == "normal"


def test_language_is_kept_in_the_browser_and_with_the_account(world, browse):
    client = browse(world.person)
    answer = client.post(reverse("display:language"), {"language": "cy", "next": "/help-now/"})
    assert answer.url == "/help-now/"
    assert again(world.person).language == "cy"
    page = client.get("/help-now/")
    assert '<html lang="cy"' in page.content.decode()
    assert page.headers["Content-Language"] == "cy"
    assert AuditEvent.objects.get(event="display.language_changed").facts == {"language": "cy"}


@pytest.mark.django_db
def test_language_works_signed_out_through_a_cookie(client):
    client.post(reverse("display:language"), {"language": "cy", "next": "/help-now/"})
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["httponly"]
    assert '<html lang="cy"' in client.get("/help-now/").content.decode()
    assert "English" in client.get("/help-now/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    [
        "1 AND 1=1",
        "people:list",
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "",
        "/\\evil.example",
        "http:///evil.example",
    ],
)
def test_the_switch_never_leads_away(client, page):
    assert client.post(reverse("display:language"), {"language": "cy", "next": page}).url == reverse("home")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "fr", "cy\r\nSet-Cookie: a=b", "x" * 9000])
def test_a_language_that_we_do_not_speak_is_refused(client, language):
    answer = client.post(reverse("display:language"), {"language": language})
    assert answer.status_code == 400
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


@pytest.mark.django_db
def test_the_switch_takes_no_get_and_no_forged_post(client):
    from django.test import Client

    assert client.get(reverse("display:language")).status_code == 405
    forged = Client(enforce_csrf_checks=True).post(reverse("display:language"), {"language": "cy"})
    assert forged.status_code == 403
    assert "Please send it again" in forged.content.decode()


def test_settings_cost_few_queries(world, browse, django_assert_max_num_queries):
    client = browse(world.person)
    with django_assert_max_num_queries(7):  # one of them is the visit at the tablet
        client.get(reverse("display:settings"))
