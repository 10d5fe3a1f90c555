"""What a person chooses and writes about what went wrong."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from rehab.complaints import readers
from rehab.complaints.models import LONGEST, Complaint


class ComplaintForm(Form):
    """Choices first, then words."""

    key = KeyField()
    about = forms.ChoiceField(label=_("What is it about?"), choices=Complaint.About.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Who may read it?"),
        widget=forms.RadioSelect,
        help_text=_("Staff on your wing never read it."),
    )
    kept_from = forms.MultipleChoiceField(
        label=_("Is it about one of these people?"),
        help_text=_("They answer complaints here. Who you tick will never see it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("What happened?"),
        help_text=_("Say when and where, if you can."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    wanted = forms.CharField(
        label=_("What should we do?"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, place: UUID, **given: Any) -> None:
        super().__init__(*args, **given)
        kinds = [(Complaint.Kind.ORDINARY, _("The managers of this prison"))]
        if readers.named_for(place).exists():
            kinds.append((Complaint.Kind.CONFIDENTIAL, _("Keep it secret: only the few who are named for this")))
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        names = [(str(user.pk), user.name) for user in readers.managers_of(place)]
        if names:
            self.fields["kept_from"].choices = names  # type: ignore[attr-defined]
        else:
            del self.fields["kept_from"]


class TakenDownForm(ComplaintForm):
    """The same, as staff write it down for somebody who cannot."""

    how = forms.ChoiceField(
        label=_("How did they tell you?"),
        choices=[
            (Complaint.How.SAID, _("They said it, and I write it")),
            (Complaint.How.PAPER, _("They wrote it on paper")),
        ],
        widget=forms.RadioSelect,
    )


class AppealForm(Form):
    """Why it should be looked at again."""

    key = KeyField()
    words = forms.CharField(
        label=_("What was not answered?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
