"""The list of jobs, for staff: brought in whole or not at all, closed, opened again, cleared away when it is old."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from learning.models import KeptVacancy, Vacancy
from learning.vacancies.nightly import clear_away_old_jobs
from tests.learning.pages import words
from tests.learning.vacancies.test_vacancies import GOOD, HEAD, found, job

STAFF = reverse("vacancies:staff")


@pytest.fixture
def tutor(world, browse):
    return browse(world.tutor)


def bring(client, text):
    file = SimpleUploadedFile("jobs.csv", text.encode(), content_type="text/csv")
    return client.post(reverse("vacancies:import"), {"file": file}, follow=True)


def test_a_file_is_taken_in_whole_or_refused_row_by_row(tutor):
    bad = GOOD + GOOD.replace("a1", "a2").replace("kitchen", "space") + GOOD.replace("a1", "a3").replace("Cook,", ",")
    refused = bring(tutor, HEAD + bad)
    assert refused.status_code == 400
    assert not Vacancy.objects.exists()
    said = words(refused)
    for part in ("3 kind", "4 title", "2 things to put right"):
        assert part in said
    assert "New: 1. Changed: 0. The same: 0." in words(bring(tutor, HEAD + GOOD))
    assert "New: 0. Changed: 0. The same: 1." in words(bring(tutor, HEAD + GOOD))  # sent twice
    assert bring(tutor, "\x00\x01 no list at all").status_code == 400


def test_a_job_is_closed_for_learners_and_stays_closed_when_the_list_comes_again(world, tutor, browse):
    bring(tutor, HEAD + GOOD)
    one, me = Vacancy.objects.get(), browse(world.someone.user)
    assert found(me) == ["Cook"]
    KeptVacancy.objects.create(person=world.someone, vacancy=one)
    for _ in range(2):  # a double click closes once
        tutor.post(reverse("vacancies:close", args=[one.pk]))
    assert AuditEvent.objects.filter(event="vacancies.closed").count() == 1
    bring(tutor, HEAD + GOOD.replace("Leeds", "York"))
    assert found(me) == []
    assert "Closed" in me.get(reverse("vacancies:kept")).text
    assert "no longer ask" in me.get(one.get_absolute_url()).text
    tutor.post(reverse("vacancies:reopen", args=[one.pk]))
    assert found(me) == ["Cook"]
    past = job("Old job", days=-1)
    assert tutor.post(reverse("vacancies:reopen", args=[past.pk])).status_code == 409


def test_what_closed_long_ago_goes_but_for_what_somebody_keeps(world, tutor):
    old, kept, newer = job("Old job", days=-91), job("Painter", days=-200), job("Cook", days=-89)
    closed = job("Cook", days=30)
    Vacancy.objects.filter(pk=closed.pk).update(closed_at=clock.now() - timedelta(days=95))
    KeptVacancy.objects.create(person=world.someone, vacancy=kept)
    assert tutor.get(STAFF, {"state": "all"}).context["old"] == 2
    tutor.post(reverse("vacancies:purge"))
    assert set(Vacancy.objects.values_list("pk", flat=True)) == {kept.pk, newer.pk}
    clear_away_old_jobs()
    assert AuditEvent.objects.filter(event="vacancies.purged").count() == 1
    assert old.pk


def test_the_list_costs_the_same_for_any_length_and_is_narrowed(tutor, same_queries):
    job("Painter")
    same_queries(tutor, STAFF, add_row=lambda: job("Cook"))
    shown = words(tutor.get(STAFF, {"words": "paint"}))
    assert "Painter" in shown
    assert "Cook" not in shown
    assert "No jobs to show" in words(tutor.get(STAFF, {"state": "closed"}))
