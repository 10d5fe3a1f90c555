"""Finding a job by words, by town and by the kind of work."""

from justice_portal.people.names import plain_name
from learning.vacancies.models import VacancyQuerySet

MOST_WORDS = 6


def matching(rows: VacancyQuerySet, *, words: str = "", area: str = "", kind: str = "") -> VacancyQuerySet:
    """Jobs of the kind to which every word belongs."""
    if kind:
        rows = rows.filter(kind=kind)
    for text, column in ((words, "search_key"), (area, "area_key")):
        for word in text.replace(",", " ").split()[:MOST_WORDS]:
            part = plain_name(word)
            if not part:
                return rows.none()
            rows = rows.filter(**{f"{column}__contains": part})
    return rows
