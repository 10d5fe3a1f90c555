"""Work that the clock starts."""

from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import nightly
from learning.vacancies.actions import purge_vacancies
from learning.vacancies.models import Vacancy


@nightly(at="03:05")
def clear_away_old_jobs() -> None:
    """Jobs that closed long ago go, but for those that somebody keeps on their list."""
    purge_vacancies(Vacancy, by=SYSTEM)
