"""What staff choose and write about a request."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.estate.models import Establishment
from justice_portal.forms import Form, KeyField
from rehab.requests.models import LONGEST, SupportRequest, SupportRequestQuerySet
from rehab.requests.routing.models import Department, RequestType

REASON_HELP = _("They read this. Short words: what happens now, or why not, and what they can do instead.")


class DeskFilter(Form):
    """What the list shows; nothing chosen is everything that waits."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("Waiting")),
            ("mine", _("Taken by me")),
            ("late", _("Late")),
            ("not_answered", _("They say: not answered")),
            ("decided", _("Decided")),
        ],
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), required=False, empty_label=_("All")
    )
    type = forms.ModelChoiceField(RequestType.objects.none(), label=_("Type"), required=False, empty_label=_("All"))

    def __init__(self, *args: Any, user: Any, places: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.user = user
        departments = Department.objects.visible_to(user).filter(establishment__in=places)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["type"].queryset = RequestType.objects.visible_to(user)  # type: ignore[attr-defined]

    def chosen_of(self, rows: SupportRequestQuerySet) -> SupportRequestQuerySet:
        given = self.cleaned_data if self.is_valid() else {}
        for name in ("department", "type"):
            if given.get(name):
                rows = rows.filter(**{name: given[name]})
        show = given.get("show")
        if show == "not_answered":
            return rows.filter(verdict=SupportRequest.Verdict.NOT_ANSWERED).order_by("-verdict_at", "id")
        if show == "decided":
            return rows.filter(decided_at__isnull=False).order_by("-decided_at", "id")
        if show == "late":
            return rows.late().by_need()
        rows = rows.open().by_need()
        return rows.filter(taken_by=self.user) if show == "mine" else rows


class PlaceForm(Form):
    """A prison, where a user works in several."""

    place = forms.ModelChoiceField(Establishment.objects.none(), label=_("Prison"), required=False, empty_label=None)

    def __init__(self, *args: Any, places: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Establishment | None:
        return self.cleaned_data.get("place") if self.is_valid() else None


class NoteForm(Form):
    """Words of staff to staff."""

    key = KeyField()
    words = forms.CharField(
        label=_("Note for staff"),
        help_text=_("The person does not see this."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StaffReplyForm(Form):
    """Words of staff to the person."""

    key = KeyField()
    words = forms.CharField(
        label=_("Write to the person"),
        help_text=_("They read this. Use short words."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ForwardForm(Form):
    """To which department, and why."""

    key = KeyField()
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Pass it on to"), widget=forms.RadioSelect, empty_label=None
    )
    words = forms.CharField(
        label=_("Note for them"),
        help_text=_("Only staff see this."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, user: Any, asked: SupportRequest, **given: Any) -> None:
        super().__init__(*args, **given)
        others = (
            Department.objects.visible_to(user).filter(establishment=asked.made_in_id).exclude(pk=asked.department_id)
        )
        self.fields["department"].queryset = others  # type: ignore[attr-defined]


class DecideForm(Form):
    """Yes or no, and why, in words that the person reads."""

    status = forms.ChoiceField(
        label=_("The answer"),
        choices=[(SupportRequest.Status.APPROVED, _("Yes")), (SupportRequest.Status.DECLINED, _("No"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What you tell them"),
        help_text=REASON_HELP,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ManyForm(DecideForm):
    """The same for several at once."""

    chosen = forms.ModelMultipleChoiceField(
        SupportRequest.objects.none(), label=_("Requests"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["chosen"].queryset = rows  # type: ignore[attr-defined]
        self.fields["chosen"].label_from_instance = label_of  # type: ignore[attr-defined]


def label_of(asked: SupportRequest) -> str:
    """A request among others of its type."""
    answers = "; ".join(line.answer for line in asked.said)
    return f"{asked.person}, {asked.person.number}: {answers}"[:300]
