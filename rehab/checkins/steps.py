"""The pages of one check-in, in their order, and what each keeps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from justice_portal.forms import Form
from rehab.checkins import forms
from rehab.checkins.identity import identity_check
from rehab.checkins.models import CheckIn

TITLES = {
    "feeling": _("How have you been?"),
    "support": _("Do you want help?"),
    "call": _("Do you want a call?"),
    "question": _("A question from your officer"),
    "photo": _("Show that it is you"),
    "send": _("Check and send"),
}


def steps_of(check_in: CheckIn) -> list[str]:
    """The names of its pages, as they stand in addresses."""
    asked = [f"question-{one.position}" for one in check_in.answers.all()]
    photo = ["photo"] if identity_check().asks_for_photo else []
    return ["feeling", "support", "call", *asked, *photo, "send"]


def title_of(step: str) -> Any:
    return TITLES[step.partition("-")[0]]


def form_of(check_in: CheckIn, step: str, data: Any = None, files: Any = None) -> Form:
    """The form of a page, with what was answered before."""
    if step == "feeling":
        return forms.FeelingForm(data, initial={"feeling": check_in.feeling})
    if step == "support":
        held = {"support": check_in.support, "support_words": check_in.support_words}
        return forms.SupportForm(data, initial=held)
    if step == "call":
        said = {None: None, True: "yes", False: "no"}[check_in.wants_call]
        return forms.CallForm(data, initial={"wants_call": said, "call_words": check_in.call_words})
    if step == "photo":
        return forms.PhotoForm(data, files)
    answer = next(one for one in check_in.answers.all() if f"question-{one.position}" == step)
    return forms.QuestionForm(data, question=str(answer), initial={"words": answer.words})
