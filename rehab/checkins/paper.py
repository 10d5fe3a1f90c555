"""A check-in on paper."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import NOW, Differs, Offer, SheetKind, differing, form, register
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import asked
from rehab.checkins import actions
from rehab.checkins.forms import SAY_MORE, YES_NO
from rehab.checkins.models import CheckIn

MORE = gettext_lazy("You do not have to.")


def offers(user: Any, person: Person) -> list[Offer]:
    """Those that can still be sent."""
    to_do = CheckIn.objects.visible_to(user).open().filter(person=person, closes_on__gte=clock.today())
    return [
        Offer(str(one.pk), _("How I am, due %(day)s") % {"day": date_format(one.due_on, "j F")}) for one in to_do[:3]
    ]


def paper(person: Person, about: str) -> dict[str, Any]:
    """The same questions as on the tablet, with those of the officer as they are asked this time."""
    check_in = _one(person, about)
    own = [
        asked(f"answer_{one.position}", "words", (one.question, one.question_welsh), hint=MORE)
        for one in check_in.answers.all()
    ]
    questions = [
        asked("feeling", "choice", gettext_lazy("How have you been?"), choices=CheckIn.Feeling.choices, required=True),
        asked(
            "support", "many", gettext_lazy("What do you want help with?"),
            hint=gettext_lazy("Pick all that fit. You can pick none."), choices=CheckIn.Support.choices,
        ),
        asked("support_words", "words", SAY_MORE, hint=MORE),
        asked(
            "wants_call", "choice", gettext_lazy("Do you want your officer to call you?"), choices=YES_NO, required=True
        ),
        asked("call_words", "words", gettext_lazy("What is it about?"), hint=MORE),
        *own,
    ]  # fmt: skip
    return form(gettext_lazy("How I am"), questions, intro=gettext_lazy("Your officer reads what you write here."))


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    check_in = _one(sheet.person, sheet.about)
    if check_in.status in {CheckIn.Status.SUBMITTED, CheckIn.Status.REVIEWED}:
        raise DomainError(_("This check-in was sent on the tablet already. Put the sheet away."))
    now = _now(check_in)
    told = differing(sheet.questions, answers, now)
    if told and not choice:
        raise Differs(_("The person answered some of this on the tablet in another way. Look at both."), told)
    counts = {**answers, **now} if choice == NOW else {**now, **answers}
    facts: dict[str, Any] = {name: counts.get(name, "") for name in ("feeling", "support_words", "call_words")}
    facts |= {"support": counts.get("support", []), "wants_call": counts.get("wants_call") == "yes"}
    words = {one.position: counts.get(f"answer_{one.position}", "") for one in check_in.answers.all()}
    actions.answer_from_paper(check_in, facts=facts, answers=words, by=by)
    return [check_in.pk]


def _now(check_in: CheckIn) -> dict[str, Any]:
    """What was answered on the tablet so far, as a sheet says it."""
    call = {True: "yes", False: "no"}.get(check_in.wants_call) if check_in.wants_call is not None else ""
    found = {
        "feeling": check_in.feeling, "support": check_in.support, "support_words": check_in.support_words,
        "wants_call": call, "call_words": check_in.call_words,
        **{f"answer_{one.position}": one.words for one in check_in.answers.all()},
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _one(person: Person, about: str) -> CheckIn:
    """The check-in of this person that is asked for."""
    try:
        key = UUID(about)
    except ValueError:
        key = None
    found = CheckIn.objects.filter(person=person, pk=key).prefetch_related("answers").first()
    if found is None:
        raise DomainError(_("This check-in is not there any more."))
    return found


register(
    SheetKind(
        code="checkin",
        title=gettext_lazy("How I am"),
        icon="person",
        needs=Permission.CHECKIN_REVIEW,
        offers=offers,
        form=paper,
        save=save,
        leads_to=lambda sheet, _own: reverse("checkins:check-in", args=[sheet.about]),
    )
)
