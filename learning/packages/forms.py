"""What a tutor sends: a packed course. What the frame around one sends: where somebody is."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from learning.packages.course import CARRY_ON
from learning.packages.sequencing.navigation import REQUESTS
from learning.packages.structure import LONGEST_ID, one_line

#: nginx takes a little more at the addresses of packages: justice_portal/servers/shape.py.
LARGEST_FILE = 50 * 1024 * 1024


class SendPackageForm(Form):
    key = KeyField()
    file = forms.FileField(
        label=_("Packed course"),
        help_text=_("A ZIP file as the other program made it, or the cmi5.xml of a course. Up to 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".zip,.xml"}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """What it is called, and what is in it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large. It can have 50 MB. Make its films smaller."))
        return one_line(file.name, 200)[-80:], file.read()


class GoForm(forms.Form):
    """What a learner asks of a course that has rules for what comes next, or its content for them."""

    asked = forms.ChoiceField(choices=[(one, one) for one in (CARRY_ON, *REQUESTS)])
    target = forms.CharField(max_length=LONGEST_ID, required=False)


class StateForm(forms.Form):
    """A message of the frame. sequence: 1, 2, 3 … in one opening."""

    sequence = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    cmi = forms.CharField(max_length=300_000)
    end = forms.BooleanField(required=False)

    def clean_cmi(self) -> dict[str, Any]:
        try:
            found = json.loads(self.cleaned_data["cmi"])
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError("not JSON") from error
        if not isinstance(found, dict) or "\\u0000" in self.cleaned_data["cmi"]:
            raise forms.ValidationError("not an object")
        return found
