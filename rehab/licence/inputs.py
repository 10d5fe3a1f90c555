"""The inputs that a condition of the policy asks for: as fields of a form, checked, and as words of its text."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.forms import DateParts, Form, speak_plainly

KINDS_OF_INPUT = frozenset({"radio", "check", "text", "timePicker", "datePicker", "address", "fileUpload"})
#: Inputs that say who a condition protects. They are kept apart from the licence: see rehab.care.victims.
VICTIM_TYPES = frozenset({"NoContactWithVictim", "UnsupervisedContactPolicyV3", "UnsupervisedContact"})
VICTIM_INPUTS = frozenset({"name", "socialServicesDepartment"})
LONGEST_TEXT = 200
LEAST_AGE, MOST_AGE = 1, 18
MOST_MONEY = 1_000_000
#: A person must be able to work, shop and sleep: more hours at home than this are not a curfew (DOMAIN sheet: HDC 9-12).
MOST_HOURS = timedelta(hours=16)
DAY = timedelta(days=1)
SLOT = re.compile(r"\{([^{}]*)\}")
SPACES = re.compile(r"\s+")


class TimeParts(forms.TimeInput):
    """One box for a time of day; where the browser has one, its clock."""

    input_type = "time"


def walk(inputs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each input, with those that an option brings."""
    for one in inputs:
        yield one
        for option in one.get("options") or []:
            yield from walk((option.get("conditional") or {}).get("inputs") or [])


def asked(inputs: list[dict[str, Any]], given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The inputs that count for these answers: those of options that were not chosen do not."""
    for one in inputs:
        yield one
        for option in one.get("options") or []:
            if option["value"] == given.get(one["name"]) and option.get("conditional"):
                yield from asked(option["conditional"]["inputs"], given)


def is_victims(entry: Mapping[str, Any], name: str) -> bool:
    return entry.get("type") in VICTIM_TYPES and name in VICTIM_INPUTS


def own_inputs(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The inputs that are kept with the condition: no words about victims, no files (areas are shapes)."""
    return [
        one for one in entry.get("inputs") or [] if not is_victims(entry, one["name"]) and one["type"] != "fileUpload"
    ]


def needs_area(entry: Mapping[str, Any]) -> bool:
    return any(one["type"] == "fileUpload" for one in entry.get("inputs") or [])


class InputsForm(Form):
    """The inputs of one condition."""

    def __init__(self, *args: Any, entry: dict[str, Any], starts_on: date, ends_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.between = entry, (starts_on, ends_on)
        for one in walk(own_inputs(entry)):
            self.fields[one["name"]] = field_for(one)
        for field in self.fields.values():
            speak_plainly(field, field.label)

    def clean(self) -> dict[str, Any]:
        """Answers in the shape that is stored: texts and lists of texts, of what counts only."""
        cleaned = super().clean() or self.cleaned_data
        wanted = {one["name"]: one for one in asked(own_inputs(self.entry), cleaned)}
        kept: dict[str, Any] = {}
        for name, one in wanted.items():
            value = cleaned.get(name)
            if name in self.errors:
                continue
            if value in (None, "", []):
                if not is_optional(one):
                    self.add_error(name, _("Fill in “%(label)s”.") % {"label": one["label"]})
                continue
            if fault := out_of_range(one, value, self.between):
                self.add_error(name, fault)
            else:
                kept[name] = as_stored(value)
        if not self.errors and (fault := wrong_hours(kept)):
            self.add_error(None, fault)
        self.kept = kept
        return cleaned


def field_for(one: dict[str, Any]) -> forms.Field:
    label, kind = one["label"], one["type"]
    if kind in {"radio", "check"}:
        choices = [(option["value"], option["value"][:1].upper() + option["value"][1:]) for option in one["options"]]
        many = kind == "check"
        made = forms.MultipleChoiceField if many else forms.ChoiceField
        widget = forms.CheckboxSelectMultiple if many else forms.RadioSelect
        return made(label=label, choices=choices, widget=widget, required=False)
    if kind == "timePicker":
        wrong = gettext_lazy("Write a time like 19:00.")
        widget = TimeParts(format="%H:%M", attrs={"class": "govuk-input--width-5"})
        return forms.TimeField(label=label, widget=widget, required=False, error_messages={"invalid": wrong})
    if kind == "datePicker":
        return forms.DateField(label=label, widget=DateParts, required=False)
    if one.get("addAnother"):
        hint = gettext_lazy("One on each line.")
        return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}), required=False,
                               max_length=LONGEST_TEXT)  # fmt: skip
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT)


def is_optional(one: Mapping[str, Any]) -> bool:
    return "optional" in one["label"].lower()


def out_of_range(one: Mapping[str, Any], value: Any, between: tuple[date, date]) -> str:
    """Why the policy or the licence does not allow this value; empty when it does."""
    name = one["name"]
    if isinstance(value, date) and not between[0] <= value <= between[1]:
        return _("The date must be a day of the licence.")
    if name == "age" and not (str(value).isascii() and str(value).isdigit() and LEAST_AGE <= int(value) <= MOST_AGE):
        return _("The age must be a number from 1 to 18.")
    if name == "value":
        plain = str(value).replace(",", "")
        if not (plain.isascii() and plain.isdigit() and 1 <= int(plain) <= MOST_MONEY):
            return _("The value must be whole pounds, from 1 to 1,000,000.")
    return ""


def wrong_hours(kept: Mapping[str, Any]) -> str:
    """Why these hours cannot be a curfew; empty when they can, or when there are none."""
    spans = curfews(kept)
    if not spans:
        return ""
    if any(start == end for start, end in spans):
        return _("A curfew must end at another time than it starts.")
    lengths = [_length(start, end) for start, end in spans]
    if sum(lengths, timedelta()) > MOST_HOURS:
        return _("The hours of curfew are more than 16 in a day.")
    marks = sorted((_minutes(start), _minutes(start) + length // timedelta(minutes=1)) for (start, _end), length in
                   zip(spans, lengths, strict=True))  # fmt: skip
    following = [*marks[1:], (marks[0][0] + 1440, 0)]
    if any(end > start for (_start, end), (start, _end) in zip(marks, following, strict=True)):
        return _("Two curfews cover the same hours.")
    return ""


def curfews(kept: Mapping[str, Any]) -> list[tuple[time, time]]:
    """(start, end) of each curfew among stored inputs, whatever version named them."""
    found = []
    for name, value in kept.items():
        start = re.fullmatch(r"(curfew|oneCurfew|twoCurfew|threeCurfew)Start([23]?)", name)
        if not start:
            continue
        first, last = parse_clock(value), parse_clock(kept.get(f"{start[1]}End{start[2]}"))
        if first and last:
            found.append((first, last))
    return found


def parse_clock(value: Any) -> time | None:
    try:
        return parse_time(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _length(start: time, end: time) -> timedelta:
    minutes = (_minutes(end) - _minutes(start)) % 1440
    return timedelta(minutes=minutes)


def as_stored(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return [str(one) for one in value] if isinstance(value, list) else str(value)


def first_stored(value: Any) -> Any:
    """A stored value as a form shows it again."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return parse_date(value)
    return value
