"""What was found in a file of questions: those that we took, and each one that we did not, with the reason."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.courses.importer import Content

#: So much of a name stands in the report.
SHOWN = 70
#: A file with more than this is somebody's whole bank.
MOST_ITEMS = 500


class Why(models.TextChoices):
    """Why a question did not come along, or came along changed, in words for a tutor."""

    NO_RIGHT = "no_right", _("It has no right answer. Mark the right one in the file, or write it here by hand.")
    TWO_RIGHT = "two_right", _("It asks for one answer but has more than one right one.")
    MANY_CHOICES = "many_choices", _("It has more than 8 things to choose from. Take some out.")
    FEW_CHOICES = "few_choices", _("It has too few things to choose from or to put in order.")
    MANY_GAPS = "many_gaps", _("It has more than 9 gaps. Make two questions of it.")
    TOO_LONG = "too_long", _("Its text or one of its answers is too long.")
    EMPTY = "empty", _("It has no words.")
    NO_QUESTION = "no_question", _("It is a text, not a question. Put it in a lesson.")
    KIND = "kind", _("It is a kind of question that we do not have.")
    DRAGS = "drags", _("It needs things to be dragged in a picture. Make it by hand as “choose a place” or “match”.")
    CHANGES = "changes", _("It makes new numbers each time. Write it with fixed numbers.")
    MORE_THAN_ONE = "more_than_one", _("It asks more than one thing at once. Make a question of each.")
    FORMULA = "formula", _("It has a formula that we cannot show. Write it in plain words and numbers.")
    PICTURE = "picture", _("It needs a picture that has no words for who cannot see it.")
    NO_PICTURE = "no_picture", _("Its picture is not in the file, or is not a picture that we can read.")
    NO_PLACES = "no_places", _("The places in its picture have no words. Add them in the file, or make it by hand.")
    PATTERN = "pattern", _("Its right answer is a pattern with *. Write each right form out.")
    PAIRS = "pairs", _("Its pairs are not one to one.")
    BROKEN = "broken", _("We could not read it: something in it is not closed or not in its place.")
    SHAPE = "shape", _("It holds something that our questions cannot hold.")
    THERE = "there", _("It is here already, word for word.")
    FULL = "full", _("There was no room for it: a quiz holds 40 questions.")
    FULL_LESSONS = "full_lessons", _("There was no room for it: a course holds 12 lessons.")
    OUTSIDE = "outside", _("It leads outside, where learners cannot go. The address is in the list below.")
    # Taken, but look at it.
    NO_REASON = "no_reason", _("It does not say why the answer is right. Write that in your own words.")
    PARTLY = "partly", _("Some answers counted in part. Here an answer is right or it is not.")
    OTHER_NUMBERS = "other_numbers", _("It took more than one number as right. We kept the first.")
    RUBRIC = "rubric", _("It had no list of points. We made a short one: look at it.")
    PICTURE_OUT = "picture_out", _("A picture was left out. Its words stand in its place.")
    MEDIA_OUT = "media_out", _("Sound, film or a page from outside was left out.")
    LINK_OUT = "link_out", _("A link was left out. The address is in the list below.")
    SIGNS = "signs", _("Signs that cannot stand in an answer (* # |) were changed.")
    RATING = "rating", _("It has no right answer and does not count. Look at the words at both ends.")


class FileProblem(models.TextChoices):
    """Why nothing of a file was taken."""

    UNKNOWN = "unknown", _("This is not a file of questions that we know. Send GIFT, Moodle XML or QTI.")
    XML = "xml", _("This file is not XML that we can read safely. Files that speak of other files are not read.")
    ZIP = "zip", _("This packed file is not made the way it should be. We did not open it.")
    PART = "part", _("This is only one part of a package. Send the whole package as a ZIP file.")
    MANY = "many", _("There are more than 500 questions in it. Send it in parts.")
    NOTHING = "nothing", _("There was no question in it that we can use. The list says why.")
    CLOSED = "closed", _("The draft could not be written any more. Take it back, then send the file again.")


class NotTakenError(Exception):
    """This question does not come along."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class FileRefusedError(Exception):
    """Nothing of this file is taken."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass
class Noted:
    """What must be said of one question while it is read: reasons to look at it, and addresses that were left out."""

    notes: set[Why] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


@dataclass
class Found:
    """All of a file. Lines of skipped and noted: what the question is called, and why."""

    questions: list[Content] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    noted: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    #: Pictures by the name that a question calls them, as they came.
    pictures: dict[str, bytes] = field(default_factory=dict)
    #: Lessons, without their codes, and what each is called.
    lessons: list[Content] = field(default_factory=list)
    lesson_names: list[str] = field(default_factory=list)

    def take(self, name: str, question: Content, said: Noted) -> None:
        self.questions.append(question)
        self.names.append(name)
        self._count()
        self.say(name, said)

    def say(self, name: str, said: Noted) -> None:
        """What must be said of a piece that was taken."""
        self.noted += [(name, why) for why in sorted(said.notes)]
        self.links += [one for one in said.links if one not in self.links]

    def skip(self, name: str, why: Why) -> None:
        self.skipped.append((name, why))
        self._count()

    def _count(self) -> None:
        if len(self.skipped) + len(self.questions) > MOST_ITEMS:
            raise FileRefusedError(FileProblem.MANY)
