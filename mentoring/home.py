"""Where mentoring is on home and in the navigation, and how things stand there for one reader."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from justice_portal import home
from justice_portal.access import Permission
from mentoring.messages.conversation import count_unread, unread_messages
from mentoring.moderation.queue import waiting

MOST_COUNTED = 100


def messages_panel(user: Any) -> home.Panel:
    return _messages(user, reverse("messages:list"))


def desk_panel(user: Any) -> home.Panel:
    return _messages(user, reverse("mentoring:desk"))


def _messages(user: Any, href: str) -> home.Panel:
    count = count_unread(user)
    if not count:
        return home.Panel(state=str(_("Nothing new")))
    text = ngettext("%(count)d new message", "%(count)d new messages", count) % {"count": count}
    carry_on = home.CarryOn(title=text, href=href, button=str(_("Read")), icon="messages", rank=20)
    return home.Panel(state=text, count=count, carry_on=carry_on, news=(home.News(text, href, icon="messages"),))


def moderation_panel(user: Any) -> home.Panel:
    count = waiting(user).order_by()[: MOST_COUNTED + 1].count()
    if not count:
        return home.Panel(state=str(_("Nothing waits")))
    if count > MOST_COUNTED:
        text = str(_("More than 100 messages wait"))
    else:
        text = ngettext("%(count)d message waits", "%(count)d messages wait", count) % {"count": count}
    return home.Panel(
        state=text, count=min(count, MOST_COUNTED), news=(home.News(text, reverse("moderation:queue"), icon="waiting"),)
    )


PLACES = (
    home.Place(
        url="messages:list",
        title=_("Messages"),
        icon="messages",
        order=20,
        needs=Permission.MESSAGE_VIEW,
        rooms=("talks",),
        state=_("Write to your mentor or staff"),
        panel=messages_panel,
        reads=(unread_messages,),
    ),
    home.Place(
        url="choosing:mine",
        title=_("My mentor"),
        icon="people",
        order=21,
        needs=Permission.MENTOR_ASK,
        in_nav=False,
        state=_("Ask for one, or say what you want"),
    ),
    home.Place(
        url="applying:mine",
        title=_("Be a mentor"),
        icon="heart",
        order=90,
        needs=Permission.MENTOR_APPLY,
        in_nav=False,
        owns_room=False,
        state=_("Help others, and be helped to do it"),
    ),
    home.Place(
        url="desks:mentor",
        title=_("My mentoring today"),
        icon="today",
        order=90,
        needs=Permission.MENTOR_OWN,
        in_nav=False,
        owns_room=False,
        state=_("What to do now, and whom you see next"),
    ),
    home.Place(
        url="desks:mentor",
        title=_("My mentoring today"),
        icon="today",
        order=19,
        needs=Permission.MENTOR_OWN,
        side=home.STAFF,
        owns_room=False,
        state=_("What to do now, and whom you see next"),
    ),
    home.Place(
        url="desks:supervisor",
        title=_("Mentoring desk"),
        icon="today",
        order=59,
        needs=Permission.MENTOR_SUPERVISE,
        side=home.STAFF,
        in_nav=False,
        state=_("Mentors who need you, and what waits"),
    ),
    home.Place(
        url="choosing:asked",
        title=_("Who asks for me"),
        icon="people",
        order=91,
        needs=Permission.MENTOR_OWN,
        in_nav=False,
        owns_room=False,
        state=_("People who would like you as their mentor"),
    ),
    home.Place(
        url="mentor_file:mine",
        title=_("My mentoring"),
        icon="people",
        order=92,
        needs=Permission.MENTOR_OWN,
        in_nav=False,
        owns_room=False,
        state=_("Boundaries, hours and costs"),
    ),
    home.Place(
        url="mentoring:desk",
        title=_("Messages"),
        icon="messages",
        order=20,
        needs=Permission.MESSAGE_VIEW,
        side=home.STAFF,
        panel=desk_panel,
        reads=(unread_messages,),
    ),
    home.Place(
        url="choosing:asked",
        title=_("Who asks for me"),
        icon="people",
        order=23,
        needs=Permission.MENTOR_OWN,
        side=home.STAFF,
        owns_room=False,
        in_nav=False,
        state=_("People who would like you as their mentor"),
    ),
    home.Place(
        url="choosing:waiting",
        title=_("Waiting for a mentor"),
        icon="waiting",
        order=61,
        needs=Permission.MATCH_MANAGE,
        side=home.STAFF,
        owns_room=False,
        in_nav=False,
        state=_("Who asked for a mentor, the longest wait first"),
    ),
    home.Place(
        url="applying:list",
        title=_("Who would like to be a mentor"),
        icon="people",
        order=63,
        needs=Permission.MATCH_MANAGE,
        side=home.STAFF,
        in_nav=False,
        state=_("People inside and volunteers who asked"),
    ),
    home.Place(
        url="running:due",
        title=_("Mentoring: what is due"),
        icon="calendar",
        order=62,
        needs=Permission.MATCH_MANAGE,
        side=home.STAFF,
        in_nav=False,
        state=_("Reviews and endings"),
    ),
    home.Place(
        url="sessions:calendar",
        title=_("My calendar"),
        icon="calendar",
        order=22,
        needs=Permission.MENTOR_OWN,
        side=home.STAFF,
        state=_("Times with people you mentor"),
    ),
    home.Place(
        url="sessions:calendar",
        title=_("My calendar"),
        icon="calendar",
        order=93,
        needs=Permission.MENTOR_OWN,
        in_nav=False,
        owns_room=False,
        state=_("Times with people you mentor"),
    ),
    home.Place(
        url="mentor_file:mine",
        title=_("My mentoring"),
        icon="people",
        order=24,
        needs=Permission.MENTOR_OWN,
        side=home.STAFF,
        state=_("Boundaries, hours and costs"),
    ),
    home.Place(
        url="moderation:queue",
        title=_("Messages to check"),
        icon="waiting",
        order=25,
        needs=Permission.MESSAGE_MODERATE,
        side=home.STAFF,
        panel=moderation_panel,
    ),
    home.Place(
        url="monitoring:policies",
        title=_("Rules for messages"),
        icon="settings",
        order=64,
        needs=Permission.MESSAGE_POLICY,
        side=home.STAFF,
        in_nav=False,
        state=_("How soon they are decided, and when they go on"),
    ),
    home.Place(
        url="mentors:list",
        title=_("Mentors"),
        icon="people",
        order=60,
        needs=Permission.MATCH_MANAGE,
        side=home.STAFF,
        state=_("Who mentors here, and until when they are vetted"),
    ),
)
