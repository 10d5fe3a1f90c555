"""What a writer sends: a file of questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form, KeyField
from learning.authoring.incoming.wording import clean

#: The server takes no more in one go.
LARGEST_FILE = 5 * 1024 * 1024


class SendFileForm(Form):
    key = KeyField()
    file = forms.FileField(
        label=_("File of questions"),
        help_text=_(
            "GIFT, Moodle XML, QTI 2 and 3 (one item, or a package as a ZIP file), or a Common Cartridge. Up to 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".txt,.gift,.xml,.zip,.imscc"}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """What it is called, for the report, and what is in it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large. It can have 5 MB. Send it in parts."))
        return " ".join(clean(file.name).split())[-80:], file.read()
