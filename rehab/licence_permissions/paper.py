""" "May I?" on paper."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import Offer, SheetKind, form, register
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import asked
from rehab.licence_permissions import actions
from rehab.licence_permissions.forms import ASKED, ONE_DAY
from rehab.licence_permissions.models import LicencePermission

Kind = LicencePermission.Kind
TITLE = gettext_lazy("May I?")


class _Title:
    """ "May I?" and what, in the language of the moment."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __str__(self) -> str:
        return _("May I? %(what)s") % {"what": Kind(self.kind).label}


def offers(_user: Any, person: Person) -> list[Offer]:
    """For who is out of prison, and whoever leaves soon: the four things that one asks for."""
    if person.place == Person.Place.ENDED:
        return []
    return [Offer(kind.value, _("May I? %(what)s") % {"what": kind.label}) for kind in Kind]


def paper(_person: Person, about: str) -> dict[str, Any]:
    if about not in Kind.values:
        raise DomainError(_("There is no such sheet. Pick one from the list."))
    what, place = ASKED[about]
    questions = [
        asked("what", "words", what, required=True, lines=3),
        asked("place", "text", place, required=True),
        asked("starts_on", "day", gettext_lazy("From which day?"), required=True),
    ]
    if about not in ONE_DAY:
        hint = gettext_lazy("Leave it empty for one day only.")
        questions.append(asked("ends_on", "day", gettext_lazy("To which day?"), hint=hint))
    return form(_Title(about), questions, intro=gettext_lazy("No answer is not a yes. Wait until you hear."))


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice  # each is a new question: there is nothing that it could differ from
    days = {name: date.fromisoformat(answers[name]) for name in ("starts_on", "ends_on") if name in answers}
    if any(len(answers.get(name, "")) > most for name, most in (("what", 200), ("place", 120))):
        raise DomainError(_("That is too long. Write the most important words, and keep the paper."))
    made = actions.write_permission(
        sheet.person,
        key=sheet.pk,
        how=LicencePermission.How.PAPER,
        kind=sheet.about,
        what=answers["what"],
        place=answers["place"],
        **days,
        by=by,
    )
    return [made.pk]


register(
    SheetKind(
        code="may_i",
        title=TITLE,
        icon="requests",
        needs=Permission.MAY_I_WRITE,
        offers=offers,
        form=paper,
        save=save,
        leads_to=lambda sheet, _own: reverse("may-i:permission", args=[sheet.pk]),
    )
)
