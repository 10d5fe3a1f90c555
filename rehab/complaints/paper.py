"""A complaint on paper: staff who type it in write it down for the person, and read it never again.

Nobody asks for it on the tablet: there it can be written at once, and the asking would tell whoever prints it.
"""

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
from rehab.complaints import actions, readers
from rehab.complaints.forms import ComplaintForm
from rehab.complaints.models import Complaint


def offers(user: Any, person: Person) -> list[Offer]:
    if person.establishment_id is None or person.user_id == user.pk:
        return []
    return [Offer("", _("A complaint"))]


def for_many(_user: Any, _places: Any) -> list[Offer]:
    return [Offer("", _("A complaint"))]


def paper(person: Person, _about: str) -> dict[str, Any]:
    """The same questions as on the tablet, with the names of those who answer here."""
    place = person.establishment_id
    if place is None:
        raise DomainError(_("You are not in a prison now. Talk to your officer."))
    labels = {name: field.label for name, field in ComplaintForm.base_fields.items()}
    kinds: list[tuple[str, Any]] = [(Complaint.Kind.ORDINARY, gettext_lazy("The managers of this prison"))]
    if readers.named_for(place).exists():
        secret = gettext_lazy("Keep it secret: only the few who are named for this")
        kinds.append((Complaint.Kind.CONFIDENTIAL, secret))
    names = [(str(user.pk), (user.name, user.name)) for user in readers.managers_of(place)]
    questions = [
        asked("about", "choice", labels["about"], choices=Complaint.About.choices, required=True),
        asked("kind", "choice", labels["kind"], choices=kinds, required=True),
        *([asked("kept_from", "many", labels["kept_from"], choices=names)] if names else []),
        asked(
            "words",
            "words",
            labels["words"],
            hint=ComplaintForm.base_fields["words"].help_text,
            required=True,
            lines=10,
        ),
        asked("wanted", "words", labels["wanted"]),
    ]
    said = gettext_lazy("Put it in an envelope and close it, if you like. Who types it in does not see it again.")
    return form(gettext_lazy("A complaint"), questions, intro=said)


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice  # a complaint is new: there is nothing that it could differ from
    made = actions.take_down(sheet.person, key=sheet.pk, how=Complaint.How.PAPER, **answers, by=by)
    return [made.pk]


register(
    SheetKind(
        code="complaint",
        title=gettext_lazy("A complaint"),
        icon="flag",
        needs=Permission.COMPLAINT_TAKE,
        offers=offers,
        form=paper,
        save=save,
        for_many=for_many,
        is_private=True,
        leads_to=lambda sheet, own: reverse("complaints:one", args=[sheet.pk]) if own else "",
    )
)
