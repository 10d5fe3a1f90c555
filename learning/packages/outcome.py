"""What came of a package that was sent: why nothing was taken, and what to look at in one that was."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why nothing of a package was taken."""

    ZIP = "zip", _("This packed file is not made the way it should be. We did not open it.")
    XML = "xml", _("Its list of contents is not XML that we can read safely.")
    NO_LIST = "no_list", _("It has no list of contents (imsmanifest.xml or cmi5.xml) at its top. Pack the files again, without a folder around them.")  # fmt: skip
    KIND = "kind", _("It is a kind of package that we cannot play.")
    EMPTY = "empty", _("Its list of contents names nothing that a learner could open.")
    MISSING = "missing", _("Its list of contents names a page that is not in the package.")
    OUTSIDE = "outside", _("It opens pages outside. Learners cannot go there.")
    TYPE = "type", _("It opens a file of a kind that we do not show.")
    SEQUENCE = "sequence", _("Its rules for what comes next are not right. Ask who made it for a new one.")
    STRANGE = "strange", _("Its list of contents holds something that we cannot read. Ask who made it for a new one.")
    SCHEMA = "schema", _("Its list of contents (cmi5.xml) is not made as the standard asks.")
    IRI = "iri", _("A name in its list of contents is not a full address (IRI).")
    TWICE = "twice", _("Two parts in its list of contents have the same name.")
    ADDRESS = "address", _("Its list of contents holds an address that nobody can open.")
    QUERY = "query", _("A page asks for a word in its address that we need ourselves.")
    ALONE = "alone", _("It names pages and brings none. Send the packed file with all its pages.")


class Left(models.TextChoices):
    """Why a file of a package was left out."""

    TYPE = "type", _("We do not show files of this kind.")
    PICTURE = "picture", _("It is not a picture that we can read, or it is far too large.")
    LONG = "long", _("Its name or its text is too long.")


class Skipped(models.TextChoices):
    """What the list of contents of a package asks for, and we do not do."""

    TIME = "time", _("A limit of time or a date. We do not lock a part by the clock.")
    SELECT = "select", _("Other parts at each new try. We pick the parts once.")
    SYSTEM = "system", _("Goals that this course shares with other courses. We keep them in this course.")
    AUXILIARY = "auxiliary", _("Things beside the course. We show the course only.")
    OBJECTIVE = "objective", _("A rule about a goal that the part does not have. It never holds.")
    NESTED = "nested", _("A list of contents inside the list. We read the outer one only.")
    ORDER = "order", _("Another order of its parts. We use the one that it names as the usual one.")


class Where(models.TextChoices):
    """What became of an address that leads outside."""

    OUT = "out", _("Taken out")
    PAGE = "page", _("A part of the course is outside. Learners cannot open it.")
    SCRIPT = "script", _("Named in a script. It is blocked when the package is played.")


class PackageRefusedError(Exception):
    """Nothing of this package is taken."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
