"""The plain list of skills that a CV can name, and which of them a finished course shows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from learning.courses.models import Subject


class Skill(TextChoices):
    """Each as it is printed."""

    TEAM = "team", _("Work well in a team")
    TIME = "time", _("Turn up on time")
    LISTEN = "listen", _("Listen and follow steps")
    CALM = "calm", _("Stay calm when it is busy")
    LEAD = "lead", _("Show others how to do a job")
    CUSTOMERS = "customers", _("Talk with customers")
    NUMBERS = "numbers", _("Work with numbers")
    WRITING = "writing", _("Read and write well")
    COMPUTERS = "computers", _("Use a computer")
    FOOD = "food", _("Keep food safe and clean")
    CLEAN = "clean", _("Clean to a high standard")
    COOK = "cook", _("Cook for many people")
    TOOLS = "tools", _("Use tools safely")
    GARDEN = "garden", _("Grow and look after plants")
    LIFT = "lift", _("Lift and carry safely")
    DRIVE = "drive", _("Drive a car or van")
    LANGUAGES = "languages", _("Speak more than one language")


#: What a course shows, by its code; another course shows what its subject does.
BY_COURSE = {"food-hygiene": (Skill.FOOD,)}
BY_SUBJECT = {Subject.MATHS: (Skill.NUMBERS,), Subject.ENGLISH: (Skill.WRITING,)}
#: What these are called tells an employer of prison or of a conviction: they never stand on a CV.
TELLING_SUBJECTS = (Subject.RELEASE,)
TELLING_COURSES = ("talking-about-a-conviction",)


def shown_by(code: str, subject: str) -> tuple[Skill, ...]:
    """The skills that somebody has shown who finished this course."""
    return BY_COURSE.get(code) or BY_SUBJECT.get(Subject(subject), ())
