"""The five parts of the card, each with an example of what others write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from rehab.safety_card.models import LONGEST


def words(label: str, hint: str) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, required=False, widget=box)


class CardForm(Form):
    signs = words(_("How do you see that a hard day is near?"), _("Like: I do not sleep. I stay away from people."))
    helps = words(_("What helps you?"), _("Like: music, a walk, slow breaths, a cup of tea."))
    people = words(_("Who can you talk to?"), _("Like: my sister, a Listener, my key worker."))
    around = words(
        _("How do you make it safe around you?"), _("Like: I give away what could hurt me. I sit with others.")
    )
    reasons = words(_("What do you live for?"), _("Like: my kids, my dog, a place I want to see."))
