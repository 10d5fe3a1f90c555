"""Setting how often, answering, reading: a check-in from its day to the officer who read it."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

import rehab.checkins.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.editing import refuse_unseen
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Allocation, Person
from justice_portal.phones.models import OwnPhone
from justice_portal.phones.news import post_news
from justice_portal.states import move
from rehab.care.concern import hear
from rehab.care.distress import sounds_like_distress
from rehab.checkins.identity import identity_check
from rehab.checkins.models import THING, CheckIn, CheckInAnswer, CheckInPlan, PlannedQuestion, QuestionTemplate
from rehab.checkins.templates_file import TemplateFacts

Status, Raised = CheckIn.Status, CheckIn.Raised
#: After the day it is due it can be sent for three more days; then its time is over (DOMAIN sheet).
GRACE = timedelta(days=3)
MOST_QUESTIONS = 3


@action(needs=Permission.CHECKIN_SET)
def set_plan(
    person: Person,
    *,
    weeks: int,
    next_on: date,
    questions: list[tuple[QuestionTemplate, str]],
    seen: str | None = None,
    by: Any,
) -> CheckInPlan:
    """How often from now on, and what is asked beside. What there was before ends; one that is open stays as it was asked.

    seen: the stamp of the plan that the page showed.
    """
    person = Person.objects.locked(person)
    now = CheckInPlan.objects.filter(person=person, ended_at=None).first()
    if now and now.is_as(weeks, next_on, questions):
        return now  # sent twice
    refuse_unseen(seen, {"plan": now.pk if now else None})
    if person.place != Person.Place.COMMUNITY:
        raise DomainError(_("Check-ins are for people on probation, out of prison."))
    if next_on < clock.today():
        raise DomainError(_("The first one must be today or later."))
    if next_on > clock.today() + timedelta(days=90):
        raise DomainError(_("The first one is too far away."))
    if len(questions) > MOST_QUESTIONS:
        raise DomainError(_("Three questions at most."))
    CheckInPlan.objects.filter(person=person, ended_at=None).update(ended_at=clock.now(), ended_by=_who(by))
    plan = CheckInPlan.objects.create(person=person, weeks=weeks, next_on=next_on, set_by=_who(by))
    for position, (template, thing) in enumerate(questions, start=1):
        PlannedQuestion.objects.create(plan=plan, position=position, template=template, thing=thing)
    record(by, "checkin.plan_set", plan, weeks=weeks, next_on=next_on, questions=len(questions))
    return plan


@action(needs=Permission.CHECKIN_SET)
def end_plan(plan: CheckInPlan, *, by: Any) -> CheckInPlan:
    """No more check-ins; one that is open is called off."""
    if not CheckInPlan.objects.filter(pk=plan.pk, ended_at=None).update(ended_at=clock.now(), ended_by=_who(by)):
        return plan
    plan.refresh_from_db()
    record(by, "checkin.plan_ended", plan)
    for one in CheckIn.objects.open().filter(person=plan.person):
        move(one, Status.CANCELLED)
        record(by, "checkin.cancelled", one)
    return plan


@action(needs=Permission.CHECKIN_SET)
def create_due(plan: CheckInPlan, *, by: Any) -> CheckIn | None:
    """The check-in of today, with its questions as they are now; the next one is due so many weeks later."""
    today = clock.today()
    CheckInPlan.objects.select_for_update().get(pk=plan.pk)
    plan.refresh_from_db()
    if plan.ended_at or plan.next_on > today or plan.person.place != Person.Place.COMMUNITY:
        return None
    made, is_new = CheckIn.objects.get_or_create(
        person=plan.person, due_on=today, defaults={"plan": plan, "closes_on": today + GRACE}
    )
    next_on = plan.next_on
    while next_on <= today:
        next_on += timedelta(weeks=plan.weeks)
    CheckInPlan.objects.filter(pk=plan.pk).update(next_on=next_on)
    if not is_new:
        return None
    for one in plan.questions.select_related("template"):
        said = {"question": one.template.words, "question_welsh": one.template.words_welsh}
        said = {name: words.replace(THING, one.thing) for name, words in said.items()}
        CheckInAnswer.objects.create(check_in=made, position=one.position, **said)
    record(by, "checkin.created", made, due_on=made.due_on)
    notify(plan.person.user, "checkin.due", about=made)
    if phone := OwnPhone.objects.live().filter(person=plan.person).first():
        post_news(phone, occasion=f"checkin:{made.pk}")
    return made


@action(needs=Permission.CHECKIN_DO)
def save_answers(check_in: CheckIn, *, answers: dict[int, str] | None = None, by: Any, **facts: Any) -> CheckIn:
    """Keep one page of it. Words of distress reach duty staff now, whether it is ever sent or not."""
    words = _keep(check_in, facts, answers or {})
    record(by, "checkin.saved", check_in, parts=sorted([*facts, *(f"answer_{one}" for one in answers or {})]))
    hear(check_in.person, *words, about=check_in, by=by)
    return check_in


def _keep(check_in: CheckIn, facts: dict[str, Any], answers: dict[int, str]) -> list[str]:
    """The words that are new of answers with rows of their own; those of the check-in are heard as it is recorded."""
    open_ones = CheckIn.objects.open().filter(pk=check_in.pk, closes_on__gte=clock.today())
    if not open_ones.exists() or (facts and not open_ones.update(**facts)):
        raise DomainError(_("This check-in is closed. Call your officer."))
    words = []
    for position, said in answers.items():
        if CheckInAnswer.objects.filter(check_in=check_in, position=position).exclude(words=said).update(words=said):
            words.append(said)
    check_in.refresh_from_db()
    return words


@action(needs=Permission.CHECKIN_REVIEW)
def answer_from_paper(check_in: CheckIn, *, facts: dict[str, Any], answers: dict[int, str], by: Any) -> CheckIn:
    """Staff type in what the person wrote on paper: kept and sent as if they had done it themselves."""
    words = [*_keep(check_in, facts, answers), check_in.support_words, check_in.call_words]
    raised = _send(check_in)
    record(by, "checkin.submitted", check_in, raised=raised, has_photo=False, on_paper=True)
    hear(check_in.person, *words, about=check_in, by=by)
    anyone(_officers_of(check_in.person), "checkin.sent", about=check_in, by_email=True)
    return check_in


@action(needs=Permission.CHECKIN_DO)
def submit(check_in: CheckIn, *, by: Any) -> CheckIn:
    """Send it to the officer. Sent twice it is sent once."""
    if check_in.status in {Status.SUBMITTED, Status.REVIEWED}:
        return check_in
    raised = _send(check_in)
    record(by, "checkin.submitted", check_in, raised=raised, has_photo=bool(check_in.photo_path))
    anyone(_officers_of(check_in.person), "checkin.sent", about=check_in, by_email=True)
    return check_in


def _send(check_in: CheckIn) -> CheckIn.Raised:
    """To the officer; the answer that makes it urgent."""
    check_in.refresh_from_db()
    if not check_in.is_open:
        raise DomainError(_("This check-in is closed. Call your officer."))
    if not check_in.feeling or check_in.wants_call is None:
        raise DomainError(_("Answer how you are, and if you want a call. Then send it."))
    raised = _raised_by(check_in)
    facts: dict[str, Any] = {
        "submitted_at": clock.now(),
        "raised": raised,
        "identity": identity_check().judge(check_in),
    }
    move(check_in, Status.SUBMITTED, **facts)
    return raised


@action(needs=Permission.CHECKIN_REVIEW)
def review(check_in: CheckIn, *, identity: str = "", note: str = "", answer: str = "", by: Any) -> CheckIn:
    """An officer has read it, looked at the photo if there is one, and perhaps answers."""
    if check_in.status == Status.REVIEWED and check_in.reviewed_by_id == by.pk:
        return check_in
    if check_in.photo_path and not (identity or check_in.identity):
        raise DomainError(_("Look at the photo, and say whether it is them."))
    seen = identity or check_in.identity if check_in.photo_path else ""
    said = {"note": note, "answer": answer, "identity": seen}
    move(check_in, Status.REVIEWED, reviewed_at=clock.now(), reviewed_by=_who(by), **said)
    record(by, "checkin.reviewed", check_in, identity=seen, answered=bool(answer))
    notify(check_in.person.user, "checkin.read", about=check_in)
    return check_in


@action(needs=Permission.CHECKIN_SET)
def expire(check_in: CheckIn, *, by: Any) -> CheckIn:
    """Nobody sent it, and the days of grace are over: the officer hears of it."""
    if check_in.closes_on >= clock.today():
        raise DomainError(_("It can still be sent."))
    move(check_in, Status.EXPIRED)
    record(by, "checkin.expired", check_in)
    anyone(_officers_of(check_in.person), "checkin.expired", about=check_in)
    return check_in


@action(needs=Permission.CHECKIN_SET)
def follow_person(person: Person, *, event: str, by: Any) -> None:
    """Who is no longer on probation outside checks in no more: recalled, back in prison, ended, died."""
    if person.place == Person.Place.COMMUNITY and person.status != Person.Status.RECALLED:
        return
    for plan in CheckInPlan.objects.filter(person=person, ended_at=None):
        end_plan(plan, by=by)
        record(by, "checkin.plan_ended", plan, because=event)


@action(needs=Permission.QUESTION_SET_EDIT)
def load_templates(of: type[QuestionTemplate], *, facts: list[TemplateFacts], by: Any) -> int:
    """Take the questions of a file; those that it no longer has are out of use, and stay where they were asked."""
    of.objects.exclude(words__in=[one.words for one in facts]).update(is_active=False)
    for position, one in enumerate(facts, start=1):
        rest = {"words_welsh": one.words_welsh, "examples": one.examples, "position": position, "is_active": True}
        of.objects.update_or_create(words=one.words, defaults=rest)
    record(by, "checkin.questions_loaded", of, count=len(facts))
    return len(facts)


def _raised_by(check_in: CheckIn) -> CheckIn.Raised:
    """The most urgent named answer."""
    typed = [check_in.support_words, check_in.call_words, *check_in.answers.values_list("words", flat=True)]
    if any(sounds_like_distress(one) for one in typed):
        return Raised.DISTRESS
    if check_in.feeling == CheckIn.Feeling.STRUGGLING:
        return Raised.STRUGGLING
    if check_in.wants_call:
        return Raised.CALL
    if check_in.feeling == CheckIn.Feeling.NOT_GOOD:
        return Raised.NOT_GOOD
    if check_in.support:
        return Raised.SUPPORT
    return Raised.WORDS if any(typed) else Raised.NOTHING


def _officers_of(person: Person) -> list[User]:
    """The officer in the community."""
    allocated = Allocation.objects.live().filter(person=person, role=Role.COM).select_related("user")
    return [one.user for one in allocated]


def _who(by: Any) -> Any:
    return None if by is SYSTEM else by
