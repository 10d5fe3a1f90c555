"""Whom to invite, and what the invited person chooses."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, places_for, units_for
from justice_portal.accounts.models import Door, User
from justice_portal.accounts.passphrases import LONGEST_PASSPHRASE, SHORTEST_OF_STAFF
from justice_portal.forms import Form, PasswordInput
from justice_portal.grants import Role
from justice_portal.invitations.roles import IN_PRISON, IN_UNIT

INVITE = Permission.ACCOUNT_INVITE
MOST_PLACES = 400


class InviteForm(Form):
    """Who, as what, and where."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Email"),
        help_text=_("Of their work, or for mentors their own. It becomes their user name."),
        max_length=60,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Where"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {
            **{f"prison:{one.pk}": one for one in places_for(user, INVITE).open()[:MOST_PLACES]},
            **{f"unit:{one.pk}": one for one in units_for(user, INVITE).open()[:MOST_PLACES]},
        }
        has_prison = any(key.startswith("prison:") for key in self.places)
        has_unit = any(key.startswith("unit:") for key in self.places)
        roles = [*(IN_PRISON if has_prison else ()), *(IN_UNIT if has_unit else ())]
        if not user.holds(Permission.ACCOUNT_MANAGE):
            roles = [role for role in roles if role != Role.MANAGER]
        self.fields["role"].choices = [("", _("Choose")), *((role.value, role.label) for role in dict.fromkeys(roles))]
        self.fields["place"].choices = [(key, str(place)) for key, place in self.places.items()]
        if len(self.places) > 1:
            self.fields["place"].choices = [("", _("Choose")), *self.fields["place"].choices]

    def clean_place(self) -> Any:
        return self.places[self.cleaned_data["place"]]


class PassphraseForm(Form):
    """A passphrase of one's own for the staff door."""

    passphrase = forms.CharField(
        label=_("Choose a passphrase"),
        help_text=_("15 letters or more. Four or five words that do not belong together are good."),
        min_length=SHORTEST_OF_STAFF,
        max_length=LONGEST_PASSPHRASE,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={
            "required": _("Choose a passphrase."),
            "min_length": _("Your passphrase needs 15 letters or more."),
        },
    )

    def __init__(self, *args: Any, username: str, name: str, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = User(username=username, name=name, email=email or username, door=Door.STAFF)

    def clean_passphrase(self) -> str:
        passphrase = self.cleaned_data["passphrase"]
        try:
            password_validation.validate_password(passphrase, self.account)
        except ValidationError:
            raise ValidationError(_("This passphrase is too easy to guess. Choose other words.")) from None
        return passphrase
