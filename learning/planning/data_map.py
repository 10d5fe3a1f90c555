"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide
from justice_portal.rights.parts import name_part
from learning.planning.models import LearningPlan, PlannedCourse

decide(
    LearningPlan,
    text={"words": Text.OWN},
    copy=Given(_("Your learning plan"), "written_at agreed_at words words_at made_in", author="written_by"),
    keep=Keep("record"),
)
decide(
    PlannedCourse,
    text={"why": Text.TOLD},
    copy=Given(_("Courses in your learning plan"), "course position why"),
    keep=Keep("record"),
)
name_part(_("your learning plan"), "learning_plan")
