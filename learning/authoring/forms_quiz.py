"""What a writer sends for the quiz: its rules, and a question of any kind in lines."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.authoring import question_lines
from learning.authoring.forms import COVERS, TwoLanguages, line, words
from learning.authoring.question_typed import typed
from learning.courses.importer import Content
from learning.quizzes.banks import Bank
from learning.quizzes.models import Question

K = Question.Kind
HELP = {
    K.SINGLE: _("One answer on each line. Put * in front of the right one."),
    K.MULTIPLE: _("One answer on each line. Put * in front of each right one."),
    K.SHORT: _("Each form that is right, one on each line. Capitals and marks make no difference."),
    K.ORDER: _("One thing on each line, in the right order. Learners see them mixed."),
    K.MATCH: _("One pair on each line: hand = glove. Add one that fits nothing as: = shoe."),
    K.GAPS: _("The text. Put each gap in square brackets with what is right in it: I have [ten|10] pens."),
    K.PASSAGE: _("The text. Put square brackets round what can be chosen, with * in what is right: [*cat] and [dog]."),
    K.HOTSPOT: _("One place on each line: how far across, how far down (0 to 100), then what it is. * 50,30 The tap"),
    K.RATING: _("Two lines: the words for the low end, and for the high end."),
    K.LONG: _("What you look for, one thing on each line, with its points first: 2 A greeting that fits."),
}
#: Pictures that a place can be chosen in.
PICTURES = sorted(
    {*COVERS.values(), "courses/food-fridge.svg", "courses/letter-layout.svg", "courses/first-week-bag.svg"}
)


class QuestionForm(TwoLanguages):
    """A question of one kind."""

    def __init__(self, *args: Any, kind: str, question: Mapping[str, Any] | None, **given: Any) -> None:
        self.kind, self.question = K(kind), question or {}
        super().__init__(*args, **given)
        welsh = _("The same in Welsh, if you have it")
        add = self.fields.update
        add({"text_en": words(_("Question"), rows=3), "text_cy": words(welsh, rows=3, required=False)})
        if self.kind in HELP:
            add(
                {
                    "lines_en": self._lines(_("Answers"), HELP[self.kind]),
                    "lines_cy": self._lines(welsh, "", needed=False),
                }
            )
        add(self._own_fields())
        add({"feedback_en": words(_("Why that is right"), rows=3), "feedback_cy": words(welsh, rows=3, required=False)})
        add({"hint_en": line(_("A hint for practice"), required=False), "hint_cy": line(welsh, required=False)})
        if question:
            self.initial = {**self._initial(question), **self.initial}

    def _lines(self, label: Any, help_text: Any, *, needed: bool = True) -> forms.CharField:
        return words(label, help_text=help_text, required=needed)

    def _own_fields(self) -> dict[str, forms.Field]:
        if self.kind == K.TRUTH:
            choices = [("true", _("True")), ("false", _("Not true"))]
            return {"truth": forms.ChoiceField(label=_("Is it true?"), choices=choices, widget=forms.RadioSelect)}
        if self.kind == K.NUMBER:
            return {
                "answer": forms.FloatField(label=_("The right number"), min_value=-1e9, max_value=1e9),
                "tolerance": forms.FloatField(
                    label=_("How far off is still right"), min_value=0, max_value=1e9, required=False, initial=0
                ),
                "unit": line(_("Unit, like £ or minutes"), required=False),
            }
        if self.kind == K.HOTSPOT:
            choices = [(one, PurePosixPath(one).stem.replace("-", " ")) for one in PICTURES]
            return {
                "picture": forms.ChoiceField(label=_("Picture"), choices=choices),
                "alt": line(_("What the picture shows, for who cannot see it")),
            }
        if self.kind == K.LONG:
            return {"points": forms.IntegerField(label=_("Points that are enough"), min_value=1, max_value=60)}
        return {}

    def _initial(self, question: Mapping[str, Any]) -> dict[str, Any]:
        english, welsh = typed(question)
        own = {name: question[name] for name in ("answer", "tolerance", "picture", "points") if name in question}
        if self.kind == K.TRUTH:
            own = {"truth": "true" if question["answer"] else "false"}
        own |= {name: question.get(name, {}).get("en", "") for name in ("unit", "alt")}
        return {**self.spread(question, "text", "feedback", "hint"), "lines_en": english, "lines_cy": welsh, **own}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            try:
                self.content = self._content(given)
            except question_lines.LinesError as problem:
                self.add_error("lines_en" if "lines_en" in self.fields else None, str(problem))
        return given

    def _content(self, given: Mapping[str, Any]) -> Content:
        """The question without its code."""
        lines = given.get("lines_en", ""), given.get("lines_cy", "")
        made = question_lines.read(self.kind, *lines, {**given, "kind": self.kind})
        texts = {name: self.both(name) for name in ("text", "feedback", "hint")}
        return {"kind": str(self.kind), **{name: text for name, text in texts.items() if text}, **made}


class RulesForm(TwoLanguages):
    """The rules of the quiz."""

    pass_mark = forms.IntegerField(label=_("How many must be right to pass"), min_value=1, max_value=40)
    draw = forms.IntegerField(
        label=_("How many questions are drawn for each try"),
        help_text=_("Leave it empty to ask all of them."),
        min_value=1,
        max_value=40,
        required=False,
    )
    bank = forms.ModelChoiceField(
        None,
        label=_("Bank to draw from as well"),
        help_text=_("Say above how many are drawn: they come from the bank and from this quiz."),
        empty_label=_("No bank"),
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("Minutes for a try"),
        help_text=_("Leave it empty for no limit. Most quizzes need none."),
        min_value=1,
        max_value=240,
        required=False,
    )
    mastery_right = forms.IntegerField(
        label=_("Or: pass as soon as so many are right…"), min_value=1, max_value=40, required=False
    )
    mastery_of = forms.IntegerField(label=_("…of the last so many"), min_value=1, max_value=40, required=False)

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["bank"].queryset = Bank.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("bank") and not given.get("draw"):
            self.add_error("draw", _("Say how many questions are drawn for each try: a bank can be large."))
        right, of = given.get("mastery_right"), given.get("mastery_of")
        if bool(right) != bool(of) or (right and of and right > of):
            self.add_error("mastery_of", _("Write both numbers. The second cannot be smaller."))
        return given

    @property
    def rules(self) -> dict[str, Any]:
        given = self.cleaned_data
        made = {name: given[name] for name in ("pass_mark", "draw", "minutes") if given[name]}
        made |= {"bank": str(given["bank"].pk)} if given["bank"] else {}
        if given["mastery_right"]:
            made["mastery"] = {"right": given["mastery_right"], "of": given["mastery_of"]}
        return made
