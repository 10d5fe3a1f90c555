"""The five questions about the licence, on paper. What is right is not printed: staff talk about it when it comes back."""

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
from rehab.licence.models import Licence
from rehab.licence.own.actions import answer_from_paper
from rehab.licence.own.asking import questions_of
from rehab.licence.questions import QUESTIONS


def offers(user: Any, person: Person) -> list[Offer]:
    """One for each licence in force."""
    live = Licence.objects.visible_to(user).filter(person=person).live().order_by("kind")
    return [Offer(str(one.pk), _("Questions about my licence (version %(n)s)") % {"n": one.number}) for one in live]


def paper(person: Person, about: str) -> dict[str, Any]:
    questions = [QUESTIONS[code] for code in questions_of(_one(person, about))]
    return form(
        gettext_lazy("Questions about my licence"),
        [asked(one.code, "choice", one.text, choices=one.lettered) for one in questions],
        intro=gettext_lazy("This is no test. It shows us if we said it well. Staff talk with you about it."),
    )


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice  # what was answered on the tablet first stands
    codes = [one["code"] for one in sheet.questions]
    licence = _one(sheet.person, sheet.about)
    return [answer_from_paper(licence, key=sheet.pk, questions=codes, answers=answers, by=by).pk]


def _one(person: Person, about: str) -> Licence:
    """The licence of this person that is asked for, where it is in force."""
    try:
        key = UUID(about)
    except ValueError:
        key = None
    found: Licence | None = Licence.objects.filter(person=person, pk=key).live().select_related("policy").first()
    if found is None:
        raise DomainError(_("This licence has ended."))
    return found


register(
    SheetKind(
        code="teach_back",
        title=gettext_lazy("Questions about my licence"),
        icon="report",
        needs=Permission.LICENCE_VIEW,
        offers=offers,
        form=paper,
        save=save,
        leads_to=lambda sheet, own: (
            reverse("licence:mine") if own else reverse("licence:for-person", args=[sheet.person_id])
        ),
    )
)
