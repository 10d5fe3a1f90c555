"""What a writer sends: a course's details, a lesson, a block, the rules of the quiz, a word on a draft."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.errors import DomainError
from justice_portal.forms import Form, KeyField
from learning.authoring.question_lines import lines_of
from learning.courses.models import Block, Level, Subject
from learning.courses.render import UNSAFE
from rehab.letters.pictures import LARGEST_FILE, remade

#: The picture of a course in the catalogue, by its subject.
COVERS = {
    Subject.MATHS: "courses/fractions-and-money.svg",
    Subject.ENGLISH: "courses/letter-or-email.svg",
    Subject.WORK: "courses/talking-about-a-conviction.svg",
    Subject.LIFE: "courses/food-hygiene.svg",
    Subject.RELEASE: "courses/first-week-out.svg",
}


class TextField(forms.CharField):
    """English or Welsh for learners: no addresses and no code, since a closed network has nowhere to lead to."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if UNSAFE.search(value):
            raise forms.ValidationError(_("Write it without links and without code."))


def line(label: Any, **given: Any) -> TextField:
    return TextField(label=label, max_length=300, **given)


def words(label: Any, *, rows: int = 6, **given: Any) -> TextField:
    return TextField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **given)


class TwoLanguages(Form):
    """A form whose texts come in pairs: name_en, which is needed, and name_cy, which is not."""

    def both(self, name: str) -> dict[str, str]:
        texts = {language: self.cleaned_data.get(f"{name}_{language}", "") for language in ("en", "cy")}
        return {language: text for language, text in texts.items() if text}

    @staticmethod
    def spread(thing: Mapping[str, Any], *names: str) -> dict[str, str]:
        """The texts of a thing as the initial values of their pairs of fields."""
        return {f"{name}_{one}": thing.get(name, {}).get(one, "") for name in names for one in ("en", "cy")}


class DetailsForm(TwoLanguages):
    key = KeyField(required=False)
    title_en = line(_("Name of the course"))
    title_cy = line(_("Its name in Welsh, if you have it"), required=False)
    summary_en = words(_("What it is about, in a few words"), rows=3)
    summary_cy = words(_("The same in Welsh, if you have it"), rows=3, required=False)
    subject = forms.ChoiceField(label=_("Subject"), choices=Subject.choices)
    level = forms.ChoiceField(
        label=_("Level of the class"), choices=Level.choices, help_text=_("The words are measured against it.")
    )
    minutes = forms.IntegerField(label=_("Minutes in all"), min_value=1, max_value=240)
    glossary = forms.CharField(
        label=_("Hard words that the course explains"),
        help_text=_("With commas between them. They do not count as hard."),
        required=False,
        max_length=500,
    )

    @property
    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        hard = {one.strip().lower() for one in given["glossary"].split(",")}
        return {
            "title": self.both("title"),
            "summary": self.both("summary"),
            "subject": given["subject"],
            "level": given["level"],
            "minutes": given["minutes"],
            "picture": COVERS[Subject(given["subject"])],
            "glossary": sorted(one for one in hard if len(one) > 2 and one.replace("-", "").replace(" ", "").isalpha()),
        }


class LessonForm(TwoLanguages):
    title_en = line(_("Name of the lesson"))
    title_cy = line(_("Its name in Welsh, if you have it"), required=False)
    unit_en = line(
        _("Unit, if the course has units"), help_text=_("Lessons of one unit stand together."), required=False
    )
    unit_cy = line(_("The unit in Welsh, if you have it"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240, initial=10)


class BlockForm(TwoLanguages):
    """One block of a kind; which fields there are is the kind's."""

    def __init__(self, *args: Any, kind: str, block: Mapping[str, Any] | None, **given: Any) -> None:
        self.kind, self.block = kind, block or {}
        super().__init__(*args, **given)
        for name, label, rows in PARTS[Block.Kind(kind)]:
            for language, note in (("en", label), ("cy", _("The same in Welsh, if you have it"))):
                needed = language == "en" and name != "caption"
                make = words(note, rows=rows, required=needed) if rows else line(note, required=needed)
                self.fields[f"{name}_{language}"] = make
        if kind == Block.Kind.PICTURE:
            self.fields["upload"] = forms.FileField(
                label=_("The picture"),
                help_text=_("JPEG, PNG or WebP. We keep the picture alone: no place, no name of the camera."),
                required="picture" not in self.block,
                widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            )
        if kind == Block.Kind.CHECK:
            self.fields["choices_en"].help_text = CHOICES_HELP
        self.initial = {**self.spread(self.block, *(part[0] for part in PARTS[Block.Kind(kind)])), **self.initial}
        if self.block.get("choices"):
            self.initial |= {f"choices_{one}": _typed(self.block["choices"], one) for one in ("en", "cy")}

    def clean_upload(self) -> Any:
        given = self.cleaned_data["upload"]
        if given is None:
            return None
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("This photo is too large. It can have 12 MB."))
        try:
            return remade(given)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.kind == Block.Kind.CHECK and "choices_en" in given:
            self._clean_choices(given)
        return given

    def _clean_choices(self, given: Mapping[str, Any]) -> None:
        english, welsh = lines_of(given["choices_en"]), lines_of(given.get("choices_cy", ""))
        if not 2 <= len(english) <= 6 or not all(" = " in one for one in english):
            self.add_error("choices_en", CHOICES_HELP)
        elif not any(one.startswith("*") for one in english):
            self.add_error("choices_en", _("Put * in front of each right answer."))
        elif welsh and (len(welsh) != len(english) or not all(" = " in one for one in welsh)):
            self.add_error("choices_cy", _("Write as many lines in Welsh as in English."))

    @property
    def content(self) -> dict[str, Any]:
        """The block without its code; of a picture without the picture."""
        made: dict[str, Any] = {"kind": self.kind}
        for name, _label, _rows in PARTS[Block.Kind(self.kind)]:
            if name == "choices":
                made["choices"] = _choices(
                    lines_of(self.cleaned_data["choices_en"]), lines_of(self.cleaned_data["choices_cy"])
                )
            elif texts := self.both(name):
                made[name] = texts
        if self.kind == Block.Kind.AUDIO:
            made["audio"] = self.block.get("audio")
        return made


CHOICES_HELP = _("One answer on each line, then = and what to say to it. Put * in front of the right one.")
PARTS: dict[Block.Kind, list[tuple[str, Any, int]]] = {
    Block.Kind.TEXT: [("text", _("Text"), 10)],
    Block.Kind.EXAMPLE: [("title", _("What it shows"), 0), ("text", _("The example, step by step"), 10)],
    Block.Kind.PICTURE: [("alt", _("What the picture shows, for who cannot see it"), 0), ("caption", _("Words under it"), 0)],
    Block.Kind.AUDIO: [("title", _("Title"), 0), ("transcript", _("What is said"), 8)],
    Block.Kind.CHECK: [("question", _("Question"), 3), ("choices", _("Answers"), 6)],
    Block.Kind.REFLECT: [("text", _("What to think about"), 4)],
}  # fmt: skip


def _choices(english: list[str], welsh: list[str]) -> list[dict[str, Any]]:
    made = []
    for place, one in enumerate(english):
        halves = {"en": one.lstrip("* ").split(" = ", 1)}
        if welsh:
            halves["cy"] = welsh[place].lstrip("* ").split(" = ", 1)
        text, feedback = ({language: half[n].strip() for language, half in halves.items()} for n in (0, 1))
        made.append({"text": text, "feedback": feedback, **({"right": True} if one.startswith("*") else {})})
    return made


def _typed(choices: list[dict[str, Any]], language: str) -> str:
    if not all(one["text"].get(language) for one in choices):
        return ""
    rows = [(one.get("right"), one["text"][language], one["feedback"].get(language, "")) for one in choices]
    return "\n".join(f"{'* ' if right else ''}{text} = {feedback}" for right, text, feedback in rows)


class AnswerForm(Form):
    """What the second person says."""

    is_agreed = forms.TypedChoiceField(
        label=_("Can it go out?"),
        choices=[("yes", _("Yes, I agree")), ("no", _("Not yet"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What you want to say to the writer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SendForm(Form):
    reason = forms.CharField(
        label=_("Why must the hard words stay?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
