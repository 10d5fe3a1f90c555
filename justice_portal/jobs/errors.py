"""How a job ends other than well, and the words for it. A job keeps a code, never the text of an error."""

from django.utils.translation import gettext_lazy as _

__all__ = ["ERROR_WORDS", "JobCancelled", "JobFailed", "JobLost", "JobTooLong"]


class JobFailed(Exception):
    """Trying again would not help; `code` says why, as a key of ERROR_WORDS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class JobLost(Exception):
    """Somebody else has this job now: leave everything to them."""


class JobCancelled(JobLost):
    """Someone stopped this job while it ran."""


class JobTooLong(Exception):
    """The job took longer than it declared."""


#: Code to a sentence for who asked. Anything else is the kind of an error that we did not expect: "error".
ERROR_WORDS = {
    "error": _("Something went wrong on our side."),
    "storage": _("There is no room to keep the file. We will try again by ourselves."),
    "database": _("We could not reach our records. We will try again by ourselves."),
    "too_long": _("It took too long."),
    "too_big": _("It was too big to make."),
    "memory": _("It was too big to make."),
    "rule": _("Something changed since you asked, and this can no longer be done."),
    "rights": _("You can no longer ask for this."),
    "lost": _("It was broken off. We will start again by ourselves."),
    "unknown": _("Something went wrong on our side."),
}
