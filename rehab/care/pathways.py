"""The seven pathways out of offending, as all of resettlement names them (DOMAIN sheet)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Pathway(TextChoices):
    ACCOMMODATION = "accommodation", _("A place to live")
    ATTITUDES = "attitudes", _("Thinking and behaviour")
    FAMILY = "family", _("Family and friends")
    DRUGS_AND_ALCOHOL = "drugs-and-alcohol", _("Drugs and alcohol")
    WORK = "work", _("Learning and work")
    FINANCE = "finance", _("Money and ID")
    HEALTH = "health", _("Health")


#: The drawing of each pathway, in static/icons.
ICONS = {
    Pathway.ACCOMMODATION: "house",
    Pathway.ATTITUDES: "thinking",
    Pathway.FAMILY: "family",
    Pathway.DRUGS_AND_ALCOHOL: "bottle",
    Pathway.WORK: "work",
    Pathway.FINANCE: "money",
    Pathway.HEALTH: "health",
}
#: Each pathway as staff name it.
FORMAL_NAMES = {
    Pathway.ACCOMMODATION: _("Accommodation"),
    Pathway.ATTITUDES: _("Attitudes, thinking and behaviour"),
    Pathway.FAMILY: _("Children, families and communities"),
    Pathway.DRUGS_AND_ALCOHOL: _("Drugs and alcohol"),
    Pathway.WORK: _("Education, skills and work"),
    Pathway.FINANCE: _("Finance and ID"),
    Pathway.HEALTH: _("Health"),
}
#: Each pathway as the national service's files name it.
NATIONAL_CODES = {
    "ACCOMMODATION": Pathway.ACCOMMODATION,
    "ATTITUDES_THINKING_AND_BEHAVIOUR": Pathway.ATTITUDES,
    "CHILDREN_FAMILIES_AND_COMMUNITY": Pathway.FAMILY,
    "DRUGS_AND_ALCOHOL": Pathway.DRUGS_AND_ALCOHOL,
    "EDUCATION_SKILLS_AND_WORK": Pathway.WORK,
    "FINANCE_AND_ID": Pathway.FINANCE,
    "HEALTH": Pathway.HEALTH,
}
