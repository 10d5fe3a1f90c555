"""Where protected cases are in the navigation of staff, and on a person's pages."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock, home
from justice_portal.access import Permission
from justice_portal.lookups.models import LookUpStop
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.protected.models import BrokenGlass


def panel(user: Any) -> home.Panel:
    """How much waits for a manager."""
    stops = LookUpStop.objects.visible_to(user).live().count()
    glass = BrokenGlass.objects.visible_to(user).filter(reviewed_at=None).exclude(user=user).count()
    if not stops + glass:
        return home.Panel(state=_("Nothing waits for you"))
    count = stops + glass
    return home.Panel(state=ngettext("%(n)d waits for you", "%(n)d wait for you", count) % {"n": count}, count=count)


def banners(user: Any, person: Person) -> list[dict[str, Any]]:
    """That a case is restricted, and that it is open to this reader for an hour only."""
    said = [{"text": _("Restricted record"), "kind": "info"}] if person.is_restricted else []
    if user.has_glass and (glass := BrokenGlass.objects.live().filter(user=user.pk, person=person).first()):
        until = f"{glass.ends_at.astimezone(clock.LONDON):%H:%M}"
        said.append({"text": _("Open to you in an emergency, until %(time)s") % {"time": until}, "kind": "bad"})
    return said


home.register(
    home.Place(
        url="protected:desk",
        title=gettext_lazy("Who sees what"),
        icon="lock",
        order=75,
        needs=Permission.LOOKUP_LIFT,
        side=home.STAFF,
        owns_room=False,
        panel=panel,
    ),
    home.Place(
        url="protected:emergency",
        title=gettext_lazy("Open a record in an emergency"),
        icon="open",
        order=76,
        needs=Permission.GLASS_BREAK,
        side=home.STAFF,
        in_nav=False,
        owns_room=False,
        state=gettext_lazy("For one hour, and your manager is told"),
    ),
    home.Place(
        url="protected:declare",
        title=gettext_lazy("People I know"),
        icon="people",
        order=77,
        needs=Permission.CONNECTION_DECLARE,
        side=home.STAFF,
        in_nav=False,
        owns_room=False,
        state=gettext_lazy("Tell us when you know someone here"),
    ),
)
tabs.register_banners("protected", banners)
tabs.register(gettext_lazy("Who may see"), "protected:case", Permission.CASE_PROTECT, order=95)
