"""What writers send about banks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, places_for
from justice_portal.forms import Form, KeyField
from learning.authoring.models import Draft


class StartForm(Form):
    key = KeyField()
    title = forms.CharField(label=_("Name of the bank"), max_length=80)
    place = forms.ModelChoiceField(None, label=_("Prison whose writers keep it"), empty_label=None)

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].queryset = places_for(user, Permission.COURSE_WRITE).order_by("name")


class CopyForm(Form):
    draft = forms.ModelChoiceField(None, label=_("Draft"), empty_label=_("Choose a draft"))

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["draft"].queryset = Draft.objects.visible_to(user).open()
