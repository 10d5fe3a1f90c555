"""A part of the CV that staff write beside somebody: marked so, and on the CV only when the person agrees."""

import pytest
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.notices.models import Notice
from learning.cv import actions, actions_help
from learning.models import CV, CVHelp
from tests.factories import PersonFactory
from tests.learning.pages import send, words

WORDS = "I cook for many people. <b>I like it.</b>"


@pytest.fixture
def me(world):
    return world.someone


@pytest.fixture
def staff(world, browse):
    return browse(world.tutor)


def write(staff, me, text=WORDS, key=None):
    url = reverse("cv:write-beside", args=[me.pk, "about"])
    sent = {"key": key or uuid7(), "version": 0, "about": text}
    return staff.post(url, sent, follow=True)


def test_it_waits_for_the_person_and_is_on_the_cv_when_they_agree_once(me, staff, browse):
    key = uuid7()
    for _ in range(2):  # a double click is one
        assert write(staff, me, key=key).status_code == 200
    offered = CVHelp.objects.get()
    assert not CV.objects.exists()
    assert Notice.objects.filter(user=me.user, kind="cv.helped").count() == 1
    client = browse(me.user)
    assert "wrote this part with you" in client.get(reverse("cv:mine")).text
    page = client.get(reverse("cv:help", args=[offered.pk]))
    assert "&lt;b&gt;I like it." in page.text
    for _ in range(2):
        assert client.post(reverse("cv:help-use", args=[offered.pk])).status_code == 302
    cv = CV.objects.get()
    assert (cv.about, cv.helped) == (WORDS, ["about"])
    assert AuditEvent.objects.filter(event="cv.help_used").count() == 1
    assert "Written with help from staff: About me." in words(client.get(reverse("cv:mine")))
    assert "Written with help from staff" in words(staff.get(reverse("cv:for-person", args=[me.pk])))
    actions.write_part(me, part="about", values={"about": "My own."}, version=cv.version, by=me.user)
    assert CV.objects.get().helped == []  # rewritten, it is their own
    assert client.post(reverse("cv:help-leave", args=[offered.pk])).status_code == 409


def test_what_they_do_not_want_changes_nothing(me, staff, browse):
    actions.write_part(me, part="about", values={"about": "My own."}, version=0, by=me.user)
    write(staff, me, "First words")
    write(staff, me)
    assert list(CVHelp.objects.order_by("written_at").values_list("status", flat=True)) == ["replaced", "waiting"]
    client = browse(me.user)
    send(client, client.get(reverse("cv:help", args=[CVHelp.objects.get(status="waiting").pk])), "/leave/")
    assert CV.objects.get().about == "My own."
    assert not CVHelp.objects.filter(status="waiting").exists()


def test_nobody_else_looks_at_it_or_agrees(world, me, staff, browse):
    write(staff, me)
    offered = CVHelp.objects.get()
    for who in (world.person_elsewhere, world.tutor, world.manager):
        for name in ("help-use", "help-leave"):
            assert browse(who).post(reverse(f"cv:{name}", args=[offered.pk])).status_code in {403, 404}
    offered.refresh_from_db()
    assert offered.status == "waiting"
    assert not CV.objects.exists()
    alone = PersonFactory(establishment=world.here, wing=world.wing)
    with pytest.raises(DomainError, match="no account"):
        actions_help.write_beside(alone, key=uuid7(), part="about", values={"about": "x"}, by=world.tutor)
    far = PersonFactory(establishment=world.there, wing=world.far_wing)
    assert staff.post(reverse("cv:write-beside", args=[far.pk, "about"]), {"about": "x"}).status_code == 404
