"""Rows for the access matrix and the pages of the person."""

from rehab.models import SafetyCard


def rows(world, state, person):
    words = dict.fromkeys(("signs", "helps", "people", "around", "reasons"), "Some words")
    SafetyCard.objects.create(person=person, **words)
    return {}
