"""Rows for the access matrix: one job that somebody keeps, and one that has closed."""

from datetime import timedelta

from django.urls import reverse

from justice_portal import clock
from learning.models import KeptVacancy, Vacancy

TOLD = {"employer": "Some", "kind": "kitchen", "area": "words", "what": "Some words", "apply": "Some words"}


def rows(world, state, person):
    today = clock.today()
    made = [
        Vacancy.objects.create(
            source_key=f"{state}-{nth}",
            title="Some words",
            closes_on=today + timedelta(days=days),
            says_yes=True,
            **TOLD,
        )
        for nth, days in enumerate((5, -1, 9))
    ]
    for one in made[:2]:
        KeptVacancy.objects.create(person=person, vacancy=one)
    pages = [reverse("vacancies:vacancy", args=[one.pk]) for one in made[1:]]
    return {"vacancy": made[0], "vacancy_pages": pages}
