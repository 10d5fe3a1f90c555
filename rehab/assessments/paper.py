"""The person's questions of an assessment on paper: the seven pathways one after the other, in our own plain words."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import NOW, Differs, Offer, SheetKind, differing, form, register
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import asked, both
from rehab.assessments import actions, figures
from rehab.assessments.carrying import carry, fits
from rehab.assessments.forms import wrong_words
from rehab.assessments.models import Assessment, QuestionSet, Side
from rehab.assessments.questionnaire import SUMMARIES, Question, Questionnaire, read
from rehab.assessments.ways import on_the_way, words_key
from rehab.care.pathways import Pathway

KINDS = {"RADIO": "choice", "CHECKBOX": "many", "SHORT_TEXT": "text"}
TITLES = {
    Assessment.Kind.IMMEDIATE.value: gettext_lazy("Questions about my needs"),
    Assessment.Kind.PRE_RELEASE.value: gettext_lazy("Questions before I leave"),
}
OWN = QuestionSet.Source.OWN
ONLY_IF = gettext_lazy("Only if you ticked “%(option)s”.")


def offers(user: Any, person: Person) -> list[Offer]:
    """Those that the person can still answer, or could begin."""
    open_ones = {one.kind: one for one in Assessment.objects.visible_to(user).filter(person=person).open()}
    return [
        Offer(kind, str(TITLES[kind]))
        for kind in Assessment.Kind.values
        if _can_answer(open_ones.get(kind), person, kind)
    ]


def _can_answer(there: Assessment | None, person: Person, kind: str) -> bool:
    if there:
        return there.source == OWN and there.is_open_for(Side.PERSON)
    return person.place == Person.Place.PRISON and kind == Assessment.Kind.IMMEDIATE


def for_many(user: Any, places: Any) -> list[Offer]:
    return [Offer(Assessment.Kind.IMMEDIATE, str(TITLES[Assessment.Kind.IMMEDIATE]))]


def paper(person: Person, about: str) -> dict[str, Any]:
    """On the versions that the open assessment has, or on the newest. `parts` says which, for when they come back."""
    there = Assessment.objects.filter(person=person, kind=about).open().first()
    if about not in Assessment.Kind.values or not _can_answer(there, person, about):
        raise DomainError(_("There are no questions for this person to answer now."))
    if there:
        sets = {part.pathway: part.question_set for part in there.parts.select_related("question_set")}
    else:
        newest = ((pathway, QuestionSet.objects.newest(pathway, OWN)) for pathway in Pathway)
        sets = {str(pathway): found for pathway, found in newest if found}
    if not sets:
        raise DomainError(_("The questions are not loaded yet. Tell an administrator."))
    parts = [{"pathway": one, "set": str(sets[one].pk)} for one in Pathway.values if one in sets]
    questions = [
        question for nth, one in enumerate(parts) for question in _questions(nth, one["pathway"], sets[one["pathway"]])
    ]
    said = gettext_lazy("Your answers help us to plan with you. You can leave out what you do not want to say.")
    versions = "-".join(str(sets[one["pathway"]].version) for one in parts)
    return form(
        TITLES[about], questions, intro=said, version=versions, parts=parts, assessment=str(there.pk) if there else ""
    )


def _questions(nth: int, pathway: str, asked_of: QuestionSet) -> Iterator[dict[str, Any]]:
    """The questions of one pathway in both languages, each once, those under an option after it."""
    with translation.override("en"):
        english = read(asked_of.content)
    with translation.override("cy"):
        welsh = read(asked_of.content)
    seen: set[str] = set()
    for page, page_welsh in zip(english.pages, welsh.pages, strict=True):
        if page.id not in SUMMARIES.values():
            for one, other in zip(page.questions, page_welsh.questions, strict=True):
                yield from _question(f"{nth}_", Pathway(pathway).label, one, other, seen, None)


def _question(
    start: str, section: Any, one: Question, other: Question, seen: set[str], under: tuple[str, str] | None
) -> Iterator[dict[str, Any]]:
    if one.id in seen:
        return
    seen.add(one.id)
    hint: Any = (one.hint, other.hint)
    if under:
        english, welsh = both(ONLY_IF)
        hint = (
            f"{english % {'option': under[0]}} {one.hint}".strip(),
            f"{welsh % {'option': under[1]}} {other.hint}".strip(),
        )
    pairs = list(zip(one.options, other.options, strict=True))
    choices = [(mine.id, (mine.text, theirs.text)) for mine, theirs in pairs]
    kind = KINDS.get(one.kind, "words")
    rest = {"lines": 3} if kind == "words" else {}
    yield asked(
        start + one.id, kind, (one.title, other.title), hint=hint if hint[0] else "", section=section, choices=choices,
        **rest,
    )  # fmt: skip
    for mine, theirs in pairs:
        if mine.has_words:
            label = (f"{mine.text}: …", f"{theirs.text}: …")
            yield asked(start + words_key(one.id, mine.id), "text", label, section=section)
        for below, below_welsh in zip(mine.questions, theirs.questions, strict=True):
            yield from _question(start, section, below, below_welsh, seen, (mine.text, theirs.text))


def check(made: dict[str, Any], answers: dict[str, Any]) -> dict[str, str]:
    """What no answer of its kind could be: two boxes where one stands alone, a number of another shape."""
    wrong = {}
    for nth, _part, asked_of in _parts(made):
        for name, value in _of_part(nth, answers).items():
            question = asked_of.by_id.get(name)
            if question and not fits(question, value):
                wrong[f"{nth}_{name}"] = str(wrong_words(question))
    return wrong


def _parts(made: dict[str, Any]) -> Iterator[tuple[int, str, Questionnaire]]:
    """Each part of the sheet with the questions that were printed."""
    parts = made.get("parts", [])
    sets = {str(one.pk): one for one in QuestionSet.objects.filter(pk__in=[one["set"] for one in parts])}
    for nth, one in enumerate(parts):
        yield nth, one["pathway"], sets[one["set"]].asked()


def _of_part(nth: int, answers: dict[str, Any]) -> dict[str, Any]:
    start = f"{nth}_"
    return {name.removeprefix(start): value for name, value in answers.items() if name.startswith(start)}


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    """Into the person's side of the assessment; what a newer version no longer asks for is put aside, and shown."""
    assessment = _assessment(sheet, by)
    parts = {part.pathway: part for part in assessment.parts.all()}
    now = {
        f"{nth}_{name}": value
        for nth, pathway, _asked in _parts(sheet.form)
        for name, value in parts[pathway].values(Side.PERSON).items()
    }
    told = differing(sheet.questions, answers, now)
    if told and not choice:
        raise Differs(_("The person answered some of this on the tablet in another way. Look at both."), told)
    counts = {name: now.get(name, value) for name, value in answers.items()} if choice == NOW else answers
    made = []
    for nth, pathway, asked_of in _parts(sheet.form):
        part, values = parts[pathway], _of_part(nth, counts)
        if not values:
            continue
        reached = {one.id for one in on_the_way(asked_of, values, kind=assessment.kind, by_staff=False)}
        values = {name: value for name, value in values.items() if name.partition(".")[0] in reached}
        values, aside = carry(values, asked_of, part.question_set.asked())
        there = part.sheet(Side.PERSON)
        given = {"names": set(values), "version": there.version if there else 0, "aside": aside}
        made.append(actions.save_answers(part, side=Side.PERSON, values=values, **given, by=by).pk)
    _send_if_whole(assessment, by)
    return made


def _send_if_whole(assessment: Assessment, by: Any) -> None:
    """A sheet that answers all is sent, as the person would have done."""
    found = Assessment.objects.with_sheets().get(pk=assessment.pk)
    if all(view.is_done(Side.PERSON) for view in figures.part_views(found)):
        actions.send_answers(found, by=by)


def _assessment(sheet: Sheet, by: Any) -> Assessment:
    """The assessment for which it was printed, or the one that is begun now."""
    key = sheet.form.get("assessment")
    opened = key or actions.open_assessment(sheet.person, kind=sheet.about, by=by).pk
    found: Assessment = Assessment.objects.with_sheets().get(pk=opened)
    if not found.is_open_for(Side.PERSON):
        raise DomainError(_("These answers were sent. They stay as they are."))
    return found


def leads_to(sheet: Sheet, _own: bool) -> str:
    found = Assessment.objects.filter(parts__sheets__in=sheet.made).first() if sheet.made else None
    return found.get_absolute_url() if found else ""


register(
    SheetKind(
        code="assessment",
        title=gettext_lazy("Questions about my needs"),
        icon="question",
        needs=Permission.ASSESSMENT_EDIT,
        offers=offers,
        form=paper,
        save=save,
        check=check,
        for_many=for_many,
        leads_to=leads_to,
    )
)
