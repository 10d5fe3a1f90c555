"""Support needs: the list of 113, owned by prison or probation, updated by staff, answered by the person."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.reading import grade
from rehab.models import Need, NeedUpdate, SupportNeed
from rehab.needs import actions
from rehab.needs.importer import PACKAGED
from rehab.needs.words import PLAIN

HEAD = "pathway,section,title,hidden,exclude_from_count,allow_other_detail\n"


def load(path=None):
    out = StringIO()
    call_command("import_support_needs", *([str(path)] if path else []), stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def needs(db):
    load()
    return {need.title: need for need in Need.objects.all()}


@pytest.fixture
def bank(world, needs):
    return actions.add_need(
        world.someone, need=needs["Open a bank account"], by_prison=True, by_probation=False, by=world.pom
    )


def change(need, by, **given):
    data = {
        "key": uuid4(),
        "status": "in_progress",
        "by_prison": True,
        "by_probation": False,
        "words": "",
        "version": 1,
    }
    return actions.update_need(need, **(data | given), by=by)


def test_all_113_needs_load_once_and_one_that_is_gone_is_hidden(db, tmp_path):
    assert load() == "added 113, changed 0, hidden 0"
    assert load() == "added 0, changed 0, hidden 0"
    shorter = tmp_path / "needs.csv"
    shorter.write_text("".join(PACKAGED.read_text().splitlines(keepends=True)[:-1]))
    assert load(shorter) == "added 0, changed 0, hidden 1"
    assert Need.objects.filter(is_none=True).count() == 23


FAULTS = {
    "an unknown pathway": ("HELTH,A,B,false,false,false\n", "pathway"),
    "a word for a yes": ("HEALTH,A,B,yes,false,false\n", "true or false"),
    "no title": ("HEALTH,A,,false,false,false\n", "empty"),
    "twice": ("HEALTH,A,B,false,false,false\nHEALTH,A,B,false,false,false\n", "same as"),
    "too few cells": ("HEALTH,A\n", "cells"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_list_is_refused_whole_with_the_reason(db, tmp_path, fault):
    lines, said = FAULTS[fault]
    bad = tmp_path / "needs.csv"
    bad.write_text(HEAD + "HEALTH,A,Good,false,false,false\n" + lines)
    with pytest.raises(CommandError, match=said):
        load(bad)
    assert not Need.objects.exists()


def test_every_need_has_plain_words_for_the_person(needs):
    """Single words and names are left out of the measure; “Other” shows the words that staff wrote."""
    assert {title for title, need in needs.items() if not need.is_none and not need.takes_detail} == set(PLAIN)
    hard = {words for words in PLAIN.values() if grade(words, exempt={"tenancy", "abuse", "sexual", "medicine"}) > 5.0}
    assert not hard


def test_needs_are_ticked_by_pathway_and_sent_twice_they_are_there_once(world, browse, needs):
    url = reverse("needs:add", args=[world.someone.pk, "finance"])
    other = Need.objects.get(pathway="finance", section="ID", title="Other")
    data = {str(needs["Open a bank account"].pk): "on", str(other.pk): "on", "owners": ["prison", "probation"]}
    client = browse(world.key_worker)
    assert "Say what the need is" in client.post(url, data).content.decode()
    assert not SupportNeed.objects.exists()
    for _ in range(2):
        client.post(url, {**data, f"{other.pk}-detail": "A bus pass"})
    assert SupportNeed.objects.count() == 2
    page = browse(world.person).get(reverse("needs:mine")).content.decode()
    assert "A bus pass" in page
    assert "Prison and probation" in page


def test_a_need_without_an_owner_is_refused(world, browse, needs):
    url = reverse("needs:add", args=[world.someone.pk, "finance"])
    page = browse(world.pom).post(url, {str(needs["Open a bank account"].pk): "on"}).content.decode()
    assert "There is a problem" in page
    with pytest.raises(DomainError, match="responsible"):
        actions.add_need(
            world.someone, need=needs["Open a bank account"], by_prison=False, by_probation=False, by=world.pom
        )
    assert not SupportNeed.objects.exists()


@pytest.mark.parametrize("who", ["person", "pom_elsewhere", "tutor", "administrator", "mentor"])
def test_only_staff_of_the_person_add_needs(world, needs, who):
    with pytest.raises(PermissionDenied):
        actions.add_need(
            world.someone, need=needs["Talking therapy"], by_prison=True, by_probation=False, by=getattr(world, who)
        )
    assert not SupportNeed.objects.exists()


def test_updates_keep_status_owner_words_and_who(world, browse, bank):
    url = bank.get_absolute_url()
    data = {"key": str(uuid4()), "version": "1", "status": "met", "owners": ["probation"], "words": "The card came."}
    for _ in range(2):
        browse(world.com).post(url, data)
    bank.refresh_from_db()
    assert (bank.status, bank.by_prison, bank.by_probation, bank.version) == ("met", False, True, 2)
    assert NeedUpdate.objects.get().added_by == world.com
    assert "The card came." in browse(world.person).get(url).content.decode()
    assert AuditEvent.objects.get(event="needs.updated").facts["old"] == "not_started"


def test_t89_two_updates_at_once_show_both_and_lose_none(world, browse, bank):
    change(bank, world.key_worker, status="met")
    data = {"key": str(uuid4()), "version": "1", "status": "declined", "owners": ["prison"], "words": "Not now"}
    page = browse(world.pom).post(bank.get_absolute_url(), data).content.decode()
    assert "Someone else changed this need" in page
    assert "Met, Prison" in page
    assert "Not now" in page
    bank.refresh_from_db()
    assert bank.status == "met"
    browse(world.pom).post(bank.get_absolute_url(), {**data, "version": "2"})
    bank.refresh_from_db()
    assert bank.status == "declined"
    assert NeedUpdate.objects.count() == 2


def test_the_person_answers_and_changes_no_status(world, browse, bank):
    client = browse(world.person)
    client.post(bank.get_absolute_url(), {"key": str(uuid4()), "words": "I have the form.", "status": "met"})
    bank.refresh_from_db()
    assert bank.status == "not_started"
    assert NeedUpdate.objects.get().words == "I have the form."
    with pytest.raises(PermissionDenied):
        change(bank, world.person)


def test_lists_cost_the_same_for_any_length(world, browse, needs, same_queries):
    waiting = iter(needs.values())

    def add():
        need = next(one for one in waiting if not one.takes_detail)
        added = actions.add_need(world.someone, need=need, by_prison=True, by_probation=True, by=world.pom)
        change(added, world.com, by_probation=True)

    add()
    same_queries(browse(world.pom), reverse("needs:for-person", args=[world.someone.pk]), add_row=add)
    same_queries(browse(world.person), reverse("needs:mine"), add_row=add)
