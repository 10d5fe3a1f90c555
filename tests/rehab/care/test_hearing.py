"""The one detector hears every free text that a person writes, on every page where they can write.

Nothing lists the forms: each page of the person is opened, each form on it is filled with words of distress, and what it
stores must raise a care alert, and the page that comes next must show help (T55). A new form whose words are heard by nobody fails here.
"""

import re
from collections import deque
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from lxml import html

from justice_portal import clock
from rehab.care.models import CareAlert
from tests.persons_pages import STAFF_DOORS, may_open
from tests.policy import arguments, policy, room_rows
from tests.rehab.checkins.rows import picture
from tests.signing_in import sign_in

SAD = "I want to die"
#: Pages whose words nothing of ours reads (T49): they say so, and help stands there whatever is written.
NOT_READ = {"privileged:thread"}
DATE_PART = re.compile(r"_(day|month|year)$")


def forms_of(page):
    """Every form of a page that is sent, with its fields."""
    return [form for form in html.fromstring(page).forms if form.method == "POST"]


def texts_of(form):
    inputs = form.xpath('.//textarea|.//input[(not(@type) or @type="text") and not(@inputmode)]')
    return [one.name for one in inputs if one.name and not DATE_PART.search(one.name)]


def filled(form, texts):
    """What a person would send: the first of every choice, today, a picture, and words of distress."""
    day, data = clock.today(), {}
    for field in form.xpath(".//input|.//select|.//textarea"):
        name, kind = field.name, field.get("type", "text")
        if not name or kind == "submit":
            continue
        if name in texts:
            data[name] = SAD
        elif kind == "file":
            data[name] = SimpleUploadedFile("letter.jpg", picture(), "image/jpeg")
        elif kind in {"radio", "checkbox"}:
            data.setdefault(name, field.get("value", "on"))
        elif field.tag == "select":
            data[name] = next((one for one in field.value_options if one), "")
        elif match := DATE_PART.search(name):
            data[name] = str(getattr(day, match[1]))
        else:
            data[name] = field.get("value") or ("5" if field.get("inputmode") else "")
    return data


@pytest.mark.parametrize("state", ["here", "released"])
def test_t55_every_text_that_a_person_writes_is_heard(world, browse, client, state):
    person = world.people[state]
    made = {"person": person}
    for make in room_rows():
        made.update(make(world, state, person))
    sign_in(client, person.user)
    CareAlert.objects.all().delete()
    heard, silent = [], {}
    for name, row in policy().items():
        if name in STAFF_DOORS or row.get("public") or not may_open(row, person.user, ("get",)):
            continue
        try:
            url = reverse(name, kwargs=arguments(row, made))
        except KeyError:
            continue
        page = client.get(url)
        if page.streaming:  # read to its end: closing it half-way would close the test's own connection
            deque(page.streaming_content, maxlen=0)
        if page.status_code != 200 or "html" not in page.headers.get("Content-Type", ""):
            continue
        for form in forms_of(page.content.decode()):
            if name in NOT_READ:
                assert helps(page)
            elif texts := texts_of(form):
                answer, alert = sent(client, urljoin(url, form.action or ""), filled(form, texts))
                (heard.append(name) if alert else silent.setdefault(name, (texts, answer)))
    assert not silent, silent
    assert heard


def helps(page):
    """Whether the page itself, not only its head, tells who to turn to."""
    main = html.fromstring(page.content.decode()).get_element_by_id("main").text_content()
    return all(word in main for word in ("cell bell", "Listener", "Samaritans"))


def sent(client, url, data):
    """The answer, and whether staff were told; undone afterwards."""
    with transaction.atomic():
        answer = client.post(url, data, follow=True)
        told = CareAlert.objects.exists() and "You are not alone" in answer.content.decode()
        transaction.set_rollback(True)
    return answer.status_code, told
