"""A mentor's file: nobody meets a person before all is in place; hours and costs are the mentor's, and decided by another."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import Notice
from mentoring.matching.actions import start_match
from mentoring.mentors.file import actions
from mentoring.mentors.file.figures import lacks
from mentoring.models import Mentor, MentorCheck, MentorHours, SupervisionTalk
from tests.factories import staff
from tests.mentoring.pairs import answered, proposed, ready

TODAY = clock.today


def bare(world):
    return Mentor.objects.create(
        user=world.mentor, establishment=world.here, called="Sam", vetted_until_on=TODAY() + timedelta(days=90)
    )


def check(mentor, kind, by, **more):
    given = {"is_good": True, "on": TODAY(), "note": "", **more}
    return actions.add_check(mentor, key=uuid7(), kind=kind, by=by, **given)


def test_a_match_starts_only_when_everything_is_in_place(world, rules):
    mentor = bare(world)
    match = answered(proposed(world.someone, world.mentor, world.here))
    check(mentor, "application", world.manager)
    check(mentor, "reference", world.manager, note="Teacher")
    check(mentor, "reference", world.manager, note="teacher")  # the same one twice is one
    check(mentor, "training", world.manager)
    actions.name_supervisor(mentor, supervisor=world.key_worker, by=world.manager)
    with pytest.raises(DomainError, match="two good references .* not agreed"):
        start_match(match, by=world.manager)
    check(mentor, "reference", world.manager, note="Employer")
    actions.agree_boundaries(mentor, by=world.mentor)
    assert lacks(Mentor.objects.get()) == []
    check(mentor, "training", world.manager, is_good=False, on=TODAY())
    with pytest.raises(DomainError, match="training"):
        start_match(match, by=world.manager)
    check(mentor, "training", world.manager)
    assert start_match(match, by=world.manager).is_active


@pytest.mark.parametrize(
    "way", ["old training", "old boundaries", "worker left", "vetting over", "application refused"]
)
def test_what_was_in_place_can_lapse(world, way):
    mentor = ready(bare(world))
    if way == "old training":
        MentorCheck.objects.filter(kind="training").update(on=TODAY() - timedelta(days=800))
    elif way == "old boundaries":
        MentorCheck.objects.filter(kind="boundaries").update(version=0)
    elif way == "worker left":
        mentor.supervisor.held_roles.update(ends_at=clock.now())
    elif way == "vetting over":
        mentor.vetted_until_on = TODAY() - timedelta(days=1)
    else:
        check(mentor, "application", world.manager, is_good=False)
    assert len(lacks(mentor)) == 1


def test_only_the_mentor_agrees_and_only_the_named_worker_and_managers_look_after_them(world, browse):
    mentor = bare(world)
    with pytest.raises(DomainError, match="Only the mentor"):
        check(mentor, "boundaries", world.manager)
    for user in (world.manager, world.mentor_elsewhere, world.key_worker):
        with pytest.raises(PermissionDenied):
            actions.agree_boundaries(mentor, by=user)
    page, worker = f"/mentors/{mentor.pk}/file/", browse(world.key_worker)
    assert worker.get(page).status_code == 404
    with pytest.raises(DomainError, match="of this prison"):
        actions.name_supervisor(mentor, supervisor=world.pom_elsewhere, by=world.manager)
    actions.name_supervisor(mentor, supervisor=world.key_worker, by=world.manager)
    assert Notice.objects.filter(user=world.key_worker, kind="mentors.supervisor").exists()
    talk = {"key": str(uuid7()), "held_on": TODAY().isoformat(), "words": "Tired, wants a shorter week"}
    for _twice in range(2):
        assert worker.post(f"{page}talk/", talk).status_code == 302
    assert SupervisionTalk.objects.count() == AuditEvent.objects.filter(event="mentors.talk_added").count() == 1
    assert worker.post(f"{page}check/", {}).status_code == 404
    assert "Tired" in browse(world.manager).get(page).text
    assert "Tired" not in browse(world.mentor).get("/my-mentoring/").text
    assert browse(world.mentor).get(page).status_code == 404


def test_hours_and_costs_are_the_mentors_and_another_decides(world, browse):
    mentor, client = bare(world), browse(world.mentor)
    typed = {
        "key": str(uuid7()), "what": "travel", "done_on": TODAY().isoformat(), "minutes": "95", "pounds": "4.60",
        "cost_note": "Bus",
    }  # fmt: skip
    for wrong, words in (
        ({"cost_note": ""}, "what the cost was for"), ({"minutes": "0"}, "1"), ({"pounds": "4.605"}, "decimal"),
        ({"done_on": (TODAY() + timedelta(days=1)).isoformat()}, "today or before"),
    ):  # fmt: skip
        answer = client.post("/my-mentoring/hours/", {**typed, **wrong})
        assert answer.status_code == 400, wrong
        assert words in answer.text
        assert 'value="4.60' in answer.text
    assert not MentorHours.objects.exists()
    for _twice in range(2):
        assert client.post("/my-mentoring/hours/", typed).status_code == 302
    hours = MentorHours.objects.get()
    assert (hours.pence, hours.cost) == (460, "asked")
    assert "£4.60" in browse(world.manager).get(f"/mentors/{mentor.pk}/file/").text
    assert browse(world.manager_elsewhere).post(f"/mentor-hours/{hours.pk}/agreed/").status_code == 404
    assert browse(world.manager).post(f"/mentor-hours/{hours.pk}/agreed/").status_code == 302
    assert browse(world.manager).post(f"/mentor-hours/{hours.pk}/refused/").status_code == 409
    assert Notice.objects.filter(user=world.mentor, kind="mentors.cost_decided").count() == 1


def test_the_file_costs_the_same_for_any_length(world, browse, same_queries):
    mentor = ready(bare(world))

    def one_more():
        MentorHours.objects.create(mentor=mentor, what="travel", done_on=TODAY(), minutes=30)
        MentorCheck.objects.create(
            mentor=mentor, kind="training", is_good=True, on=TODAY(), by=staff("manager", at=world.here)
        )
        SupervisionTalk.objects.create(mentor=mentor, held_on=TODAY(), words="Well", by=world.manager)

    same_queries(browse(world.manager), f"/mentors/{mentor.pk}/file/", add_row=one_more)
