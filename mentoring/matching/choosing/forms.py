"""What a person ticks when they would like a mentor, and what a mentor ticks about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from justice_portal.estate.models import DeliveryUnit
from justice_portal.forms import Form
from mentoring.mentors.choices import FreeTime, Help, Interest, Language, Limit, Way
from mentoring.mentors.forms import RowChoice


def ticks(label: Any, kind: Any, *, required: bool = False, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=kind.choices, required=required, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


class AreaField(RowChoice):
    """One of the delivery units."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(DeliveryUnit.objects.none(), *args, required=False, **given)


class AreaForm(Form):
    """The part that both say: where they are near. Read by staff only."""

    def __init__(self, *args: Any, user: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["area"].queryset = DeliveryUnit.objects.visible_to(user).open()


class WishForm(AreaForm):
    help_wanted = ticks(_("What do you want help with?"), Help, required=True)
    languages = ticks(_("What do you speak?"), Language, required=True)
    interests = ticks(_("What do you like?"), Interest)
    free_times = ticks(_("When are you free?"), FreeTime)
    ways = ticks(_("How can you be in touch?"), Way, help_text=_("Only staff see this and what is below."))
    limits = ticks(_("What should staff think of?"), Limit)
    area = AreaField(
        label=_("Where will you live when you leave?"),
        empty_label=_("I do not know yet"),
    )


class OfferForm(AreaForm):
    languages = ticks(_("What do you speak?"), Language, required=True)
    helps_with = ticks(_("What can you help with?"), Help, required=True)
    interests = ticks(_("What do you like?"), Interest)
    free_times = ticks(_("When are you free?"), FreeTime)
    ways = ticks(_("How can you be in touch?"), Way, help_text=_("Only staff see this and what is below."))
    limits = ticks(_("What should staff think of?"), Limit)
    area = AreaField(
        label=_("Where can you meet people outside?"),
        empty_label=_("Nowhere yet"),
    )
    most_people = forms.TypedChoiceField(
        label=_("How many people can you mentor at once?"), choices=[(n, n) for n in range(1, 6)], coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
