"""A date in three boxes, since people know a date as day, month and year, and typing beats a calendar."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
WIDTHS = {"day": 2, "month": 2, "year": 4}
LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
LONGEST = 20
HYPHEN = "\u2010"  # stands for a typed minus, which would look like the mark between the parts


class DateParts(forms.Widget):
    """Three boxes for a DateField. What was typed stays in the boxes when it is not a date."""

    template_name = "forms/date_parts.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = self.parts(value)
        whole = context["widget"]["attrs"]
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{whole.get('id', 'id_' + name)}_{part}",
                "label": LABELS[part],
                "width": WIDTHS[part],
                "value": typed[part],
                "is_wrong": whole.get("aria-invalid") == "true",
                "autocomplete": f"bday-{part}" if self.attrs.get("autocomplete") == "bday" else "off",
            }
            for part in PARTS
        ]
        return context

    def parts(self, value: Any) -> dict[str, str]:
        """The text of each box for a date, or for text that was typed."""
        if isinstance(value, date):
            return {
                "day": str(value.day),
                "month": str(value.month),
                "year": str(value.year),
            }
        year, month, day = ([*str(value or "").split("-", 2), "", ""])[:3]
        return {"day": day, "month": month, "year": year}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Text like 2026-3-27 (as typed, so perhaps no date); None when all boxes are empty."""
        if name in data:
            return data[name]
        typed = {part: str(data.get(f"{name}_{part}", "")).strip()[:LONGEST].replace("-", HYPHEN) for part in PARTS}
        if not any(typed.values()):
            return None
        typed["month"] = month_numbers().get(typed["month"].lower().rstrip("."), typed["month"])
        return "-".join(typed[part] for part in reversed(PARTS))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return ""


def month_numbers() -> dict[str, str]:
    """Months as people write them, in the reader's language and in English."""
    names = [*MONTHS.items(), *MONTHS_3.items()]
    return {str(name).lower(): str(number) for number, name in names} | ENGLISH_MONTHS


#: Known whatever the language of the page is.
ENGLISH_MONTHS = {
    "january": "1", "jan": "1", "february": "2", "feb": "2", "march": "3", "mar": "3", "april": "4", "apr": "4",
    "may": "5", "june": "6", "jun": "6", "july": "7", "jul": "7", "august": "8", "aug": "8", "september": "9",
    "sept": "9", "sep": "9", "october": "10", "oct": "10", "november": "11", "nov": "11", "december": "12", "dec": "12",
}  # fmt: skip
