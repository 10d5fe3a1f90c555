"""T49: letters are opened with a named governor's authority, a reason, a record and notice to the two who write."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.changes.actions import approve_change
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.models import Notice
from mentoring.models import NamedGovernor, Opening
from mentoring.privileged.opening import actions
from tests.factories import staff
from tests.mentoring.privileged.threads import governor, threaded, write

WHY = {"reason": "crime", "cause": "The search of the cell."}


def test_t49_two_managers_name_the_governor_who_decides(world, browse):
    second, third = staff(Role.MANAGER, at=world.here), staff(Role.MANAGER, at=world.here)
    url, manager = f"/letter-openings/governors/{world.here.pk}/", browse(world.manager)
    for wrong in (world.pom.username, world.manager_elsewhere.username, "nobody"):
        assert "No manager of this prison" in manager.post(url, {"username": wrong}).text
    assert manager.post(url, {"username": second.username}).status_code == 302
    change = PendingChange.objects.waiting().get()
    for who in (world.manager, second):
        with pytest.raises(DomainError, match="Someone else"):
            approve_change(change, by=who)
    assert not NamedGovernor.objects.exists()
    approve_change(change, by=third)
    named = NamedGovernor.objects.live().get()
    assert (named.user, named.asked_by, named.named_by) == (second, world.manager, third)
    assert second.name in manager.get(url).text
    for _twice in range(2):
        manager.post(f"/letter-openings/governors/{named.pk}/end/")
    assert not NamedGovernor.objects.live().exists()


def test_t49_opening_needs_a_governor_a_reason_and_leaves_a_record_and_a_notice(world, browse):
    thread = threaded(world.someone, world.legal)
    write(thread, world.person, "Words before.")
    reader, other = world.manager, staff(Role.MANAGER, at=world.here)
    client, key = browse(reader), str(uuid4())
    url = f"/legal-messages/{thread.pk}/ask-to-open/"
    assert "The search" in client.post(url, {"key": key, "cause": WHY["cause"]}).text
    for _twice in range(2):
        assert client.post(url, {"key": key, **WHY}).status_code == 302
    opening = Opening.objects.get()
    assert "asked already" in browse(other).post(url, {"key": str(uuid4()), **WHY}).text
    assert "No governor is named" in client.get(opening.get_absolute_url()).text
    for who in (reader, other):
        with pytest.raises(DomainError, match="Only a governor"):
            actions.decide_opening(opening, is_given=True, by=who)
    governor(reader, world.here)
    with pytest.raises(DomainError, match="Someone else"):
        actions.decide_opening(opening, is_given=True, by=reader)
    governor(other, world.here)
    with pytest.raises(DomainError):
        actions.open_letters(opening, by=reader)
    letters = f"{opening.get_absolute_url()}letters/"
    assert client.get(letters).status_code == 404
    tablet = browse(world.person)
    assert browse(other).post(opening.get_absolute_url(), {"is_given": "yes"}).status_code == 302
    write(thread, world.legal, "Words after.")
    assert client.get(letters).status_code == 404, "authority alone opens nothing: the person must be told first"
    assert "Staff opened" not in tablet.get(thread.get_absolute_url()).text
    before = AuditEvent.objects.count()
    for _twice in range(2):
        assert client.post(f"{opening.get_absolute_url()}open/").status_code == 302
    opened = AuditEvent.objects.get(event="privileged.letters_opened")
    assert (opened.by_id, opened.subjects, opened.facts["authority"]) == (
        reader.pk, [world.someone.pk], str(other.pk),
    )  # fmt: skip
    assert AuditEvent.objects.count() == before + 1
    told = Notice.objects.filter(kind="privileged.letters_opened")
    assert set(told.values_list("user", flat=True)) == {world.person.pk, world.legal.pk}
    page = client.get(letters).text
    assert "Words before." in page
    assert "Words after." not in page
    assert reader.name in page
    assert AuditEvent.objects.filter(event="privileged.letters_looked_at").count() == 1
    for who in (other, world.pom, world.manager_elsewhere, world.person, world.legal):
        assert browse(who).get(letters).status_code == 404
    for who in (tablet, browse(world.legal)):
        shown = who.get(thread.get_absolute_url()).text
        assert "Staff opened these messages" in shown
        assert other.name in shown
        assert WHY["cause"] not in shown
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert browse(reader).get(letters).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(decided_by=reader)


def test_t49_a_refusal_opens_nothing_authority_ends_after_a_day_and_outside_a_prison_nobody_has_it(world, browse):
    thread = threaded(world.someone, world.legal)
    named = staff(Role.MANAGER, at=world.here)
    governor(named, world.here)
    first = actions.ask_to_open(thread, key=uuid4(), **WHY, by=world.manager)
    actions.decide_opening(first, is_given=False, by=named)
    second = actions.ask_to_open(thread, key=uuid4(), **WHY, by=world.manager)
    actions.decide_opening(second, is_given=True, by=named)
    with pytest.raises(DomainError):
        actions.open_letters(first, by=world.manager)
    with time_machine.travel(clock.now() + timedelta(hours=24, seconds=1)):
        with pytest.raises(DomainError, match="day is over"):
            actions.open_letters(second, by=world.manager)
        assert "day is over" in browse(world.manager).get(second.get_absolute_url()).text
    assert not Notice.objects.filter(kind="privileged.letters_opened").exists()
    third = staff(Role.MANAGER, unit=world.unit)
    outside = threaded(world.people["released"], staff(Role.LEGAL))
    with pytest.raises(DomainError, match="no prison"):
        actions.ask_to_open(outside, key=uuid4(), **WHY, by=third)
    page = browse(world.manager).get("/letter-openings/").text
    assert "Refused" in page
    assert "Authority given" in page
