"""Where assessments are: a tile on home, a card to carry on with, a tab of a person's page, the status of pathways."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Person
from justice_portal.prepared import prepared
from rehab.assessments.models import Assessment


@prepared
def _open(user: Any) -> QuerySet[Assessment]:
    """What waits for the person's own answers."""
    drafts = Assessment.objects.visible_to(user).filter(person__user=user, status=Assessment.Status.DRAFT)
    return drafts.filter(source="own").order_by("opened_at").only("pk")[:1]


def about_me_panel(user: Any) -> home.Panel:
    """The questions that are open for the person. One query."""
    found = list(_open(user))
    if not found:
        return home.Panel()
    return home.Panel(
        state=_("Some questions for you"),
        carry_on=home.CarryOn(
            title=_("Questions about you"),
            text=_("Your answers help us to help you."),
            href=found[0].get_absolute_url(),
            button=_("Go to the questions"),
            icon="person",
            rank=35,
        ),
    )


def past(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    """What was asked and finished. One query."""
    found = Assessment.objects.visible_to(user).filter(person=person, opened_at__lt=before)
    events = []
    for one in found.select_related("opened_by", "sent_by", "finished_by")[:most]:
        own = person.user_id == user.pk
        about = {"href": one.get_absolute_url(), "icon": "person", "text": "" if own else one.get_kind_display()}
        moments = (
            (one.opened_at, one.opened_by, _("Questions about you") if own else _("Assessment begun")),
            (one.sent_at, one.sent_by, _("You sent your answers") if own else _("The person sent answers")),
            (one.finished_at, one.finished_by, _("Your answers were read") if own else _("Assessment finished")),
        )
        events += [
            timeline.Event(at=at, title=title, by=who.name if who else "", **about)
            for at, who, title in moments
            if at and at < before
        ]
    return events


home.register(
    home.Place(
        url="assessments:mine",
        title=gettext_lazy("About me"),
        icon="person",
        order=32,
        needs=Permission.ASSESSMENT_EDIT,
        state=gettext_lazy("What I need and want"),
        panel=about_me_panel,
        reads=(_open,),
        in_nav=False,
    )
)
tabs.register(gettext_lazy("Assessment"), "assessments:for-person", Permission.ASSESSMENT_VIEW, order=18)
timeline.register("assessments", past, Permission.ASSESSMENT_VIEW)
