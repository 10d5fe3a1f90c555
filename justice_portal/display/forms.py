"""What a reader can choose about pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts.models import User
from justice_portal.forms import Form


class DisplayForm(Form):
    """Each choice is one tap; the page says what it does."""

    text_size = forms.ChoiceField(label=_("How big are the words?"), choices=User.Size, widget=forms.RadioSelect)
    spacing = forms.ChoiceField(
        label=_("How much space is there between words and lines?"), choices=User.Spacing, widget=forms.RadioSelect
    )
    colours = forms.ChoiceField(label=_("Which colours?"), choices=User.Colours, widget=forms.RadioSelect)
    sound = forms.TypedChoiceField(
        label=_("Show buttons that read the page to you?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )


def chosen_by(user: User) -> dict[str, object]:
    """What the form shows as chosen."""
    return {
        "text_size": user.text_size,
        "spacing": user.spacing,
        "colours": user.colours,
        "sound": "yes" if user.sound else "no",
    }
