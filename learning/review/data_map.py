"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, decide
from justice_portal.rights.parts import name_part
from learning.review.models import ReviewGo, ReviewOff

decide(ReviewGo, copy=Given(_("Questions that you tried again"), "question is_right at made_in"), keep=Keep("record"))
decide(ReviewOff, copy=Given(_("That you want no questions to come back"), "off_at"), keep=Keep("record"))
name_part(_("questions that come back"), "review")
