"""The form of one sheet of questions, made from the set, and the small forms around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import BoundField, Form, speak_plainly
from rehab.assessments.carrying import LONGEST, fits
from rehab.assessments.models import Assessment, AssessmentPart, QuestionSet
from rehab.assessments.questionnaire import Option, Page, Question, every
from rehab.assessments.ways import chosen, shown, words_key

WORDS = 200


@dataclass
class DrawnOption:
    """One answer to pick, with what opens under it."""

    option: Option
    id: str
    is_chosen: bool
    words: BoundField | None
    under: list["Drawn"]


@dataclass
class Drawn:
    """One question on a page. others: what the other side says. now: what it says now, where two wrote at once."""

    question: Question
    field: BoundField
    options: list[DrawnOption] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)
    changed: bool = False
    is_known: bool = False

    @property
    def block(self) -> str:
        """The part of the page that is read aloud."""
        return f"question-{self.field.auto_id}"


class SheetForm(Form):
    """The questions of the pages of one sheet. `values` after is_valid: what to keep, without what is no longer asked."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, pages: Iterable[Page], **kwargs: Any) -> None:
        self.pages = list(pages)
        self.values: dict[str, Any] = {}
        super().__init__(*args, **kwargs)
        for page in self.pages:
            for question in every(page.questions):
                self._ask(question)
        for name in self.names:
            speak_plainly(self.fields[name], self.fields[name].label)
            self.fields[name].widget.attrs.pop("maxlength", None)

    def _ask(self, question: Question) -> None:
        if question.id in self.fields:
            return
        self.fields[question.id] = _field(question)
        for option in question.options:
            if option.has_words:
                name = words_key(question.id, option.id)
                self.fields[name] = forms.CharField(label=_("Say what"), max_length=WORDS, required=False)

    @property
    def names(self) -> set[str]:
        """The answers that this sheet asks for."""
        return set(self.fields) - {"version"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = {name: cleaned[name] for name in self.names if cleaned.get(name)}
        for page in self.pages:
            for question in shown(page.questions, given):
                self._check(question, given)
        return cleaned

    def _check(self, question: Question, given: Mapping[str, Any]) -> None:
        value = given.get(question.id)
        if not value or question.id in self.errors:
            return
        if not fits(question, value):
            self.add_error(question.id, wrong_words(question))
            return
        self.values[question.id] = value
        for option in question.options:
            words = given.get(words_key(question.id, option.id))
            if words and option.id in chosen(value):
                self.values[words_key(question.id, option.id)] = words

    def drawn(self, *, others: Mapping[str, Any], now: Mapping[str, Any] | None, known: set[str]) -> list[Any]:
        """The pages as they are shown: title and questions."""
        return [
            {
                "title": page.title,
                "questions": [self._drawn(question, others, now, known) for question in page.questions],
            }
            for page in self.pages
        ]

    def _drawn(
        self, question: Question, others: Mapping[str, Any], now: Mapping[str, Any] | None, known: set[str]
    ) -> Drawn:
        bound = self[question.id]
        value = bound.value()
        picked = chosen(value)
        drawn = Drawn(question, bound, others=question.words(others.get(question.id)))
        drawn.is_known = question.id in known and bool(value)
        if now is not None and now.get(question.id) != self.values.get(question.id):
            drawn.changed, drawn.now = True, question.words(now.get(question.id))
        for place, option in enumerate(question.options):
            key = words_key(question.id, option.id)
            drawn.options.append(
                DrawnOption(
                    option=option,
                    id=f"{bound.auto_id}_{place}",
                    is_chosen=option.id in picked,
                    words=self[key] if option.has_words else None,
                    under=[self._drawn(one, others, now, known) for one in option.questions],
                )
            )
        return drawn


def _field(question: Question) -> forms.Field:
    given = {"label": question.title, "required": False, "help_text": question.hint}
    choices = [(option.id, option.text) for option in question.options]
    if question.kind == "RADIO":
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
    if question.kind == "CHECKBOX":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **given)
    box: forms.Widget = forms.TextInput()
    if question.kind != "SHORT_TEXT":
        box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(max_length=LONGEST[question.kind], widget=box, **given)


def wrong_words(question: Question) -> Any:
    if question.kind == "CHECKBOX":
        alone = next((option.text for option in question.options if option.is_exclusive), "")
        return _("Tick “%(alone)s” by itself, or tick the others.") % {"alone": alone}
    return question.pattern_message or _("Write it in another way.")


class OpenForm(Form):
    """Staff begin an assessment."""

    kind = forms.ChoiceField(
        label=_("Which assessment?"), choices=Assessment.Kind.choices, widget=forms.RadioSelect, initial="immediate"
    )
    source = forms.ChoiceField(
        label=_("Which questions?"),
        choices=[
            (QuestionSet.Source.OWN, _("Plain words: the person can answer them alone")),
            (QuestionSet.Source.NATIONAL, _("National service: staff ask them")),
        ],
        widget=forms.RadioSelect,
        initial=QuestionSet.Source.OWN,
    )


class SkipForm(Form):
    reason = forms.ChoiceField(label=_("Why is this part left out?"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Say more, if you like"), max_length=200, required=False)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        Skip = AssessmentPart.Skip  # noqa: N806
        if own:
            self.fields["reason"].label = _("Why do you leave this out?")
            self.fields["reason"].choices = [
                (Skip.DECLINED, _("I do not want to answer")),
                (Skip.OTHER_PRISON, _("I did this in another prison")),
                (Skip.OTHER, _("Something else")),
            ]
        else:
            self.fields["reason"].choices = Skip.choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == AssessmentPart.Skip.OTHER and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say why."))
        return cleaned
