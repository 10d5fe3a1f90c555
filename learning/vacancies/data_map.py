"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, decide, reference
from justice_portal.rights.parts import name_part
from learning.vacancies.models import KeptVacancy, Vacancy

reference(Vacancy)
decide(KeptVacancy, copy=Given(_("Jobs on your list"), "vacancy kept_at"), keep=Keep("record"))
name_part(_("jobs on your list"), "vacancies")
