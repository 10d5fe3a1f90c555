"""What stands at the top of every page about a person, and which parts of the product hang a tab or a panel there.

An app registers from the `ready()` of its AppConfig; this floor never imports it:

    tabs.register(_("Plan"), "plans:for-person", Permission.PLAN_VIEW, order=20)
    tabs.register_panel("plan", "rehab/plans/panel.html", plan_panel, Permission.PLAN_VIEW, order=20)

The URL of a tab takes the person's key as its only argument, named pk. A page of a tab passes `head(...)` on to its template
and includes "people/head.html". A panel is drawn on the person's page: `plan_panel(user, person)` gives the context of its
template, or None to stay away; it reads through `visible_to(user)`. Prepared reads that take (user, person.pk) and that a
panel names as `reads` are answered together with the page's own, by one statement: the page has twelve for all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.ahead import ahead
from justice_portal.audit import opened
from justice_portal.people.models import Alert, Person
from justice_portal.prepared import Prepared, prepared

#: What a room says in the strip at the top of a person's pages: text with its kind, as in components/alert.html.
Banners = Callable[[Any, Person], list[dict[str, Any]]]
#: What one row of a room's read says there.
BannerWords = Callable[..., dict[str, Any]]
PanelContext = Callable[[Any, Person], dict[str, Any] | None]
#: More alerts than this in the strip hide each other: the rest are counted.
MOST_ALERTS = 6


@dataclass(frozen=True)
class Tab:
    label: Any  # lazy
    url: str
    needs: Permission
    order: int


@dataclass(frozen=True)
class Panel:
    name: str
    template: str
    context: PanelContext
    needs: Permission
    order: int
    reads: tuple[Prepared, ...] = ()  # what the panel reads, given the user and the person's key


_tabs: dict[str, Tab] = {}
_panels: dict[str, Panel] = {}
_banners: dict[str, Banners] = {}
_banner_reads: dict[str, tuple[Prepared, BannerWords, Permission | None]] = {}


def register(label: Any, url_name: str, permission: Permission, *, order: int = 50) -> None:
    """Hang a tab on the person's pages, for those who hold the permission."""
    _tabs[url_name] = Tab(label, url_name, permission, order)


def register_panel(
    name: str,
    template: str,
    context: PanelContext,
    permission: Permission,
    *,
    order: int = 50,
    reads: tuple[Prepared, ...] = (),
) -> None:
    """Hang a panel on the person's first page."""
    _panels[name] = Panel(name, template, context, permission, order, reads)


def register_banners(name: str, banners: Banners) -> None:
    """Say something in the strip at the top of a person's pages, whoever reads it: without a query."""
    _banners[name] = banners


def register_banner_read(name: str, read: Prepared, says: BannerWords, needs: Permission | None = None) -> None:
    """Say in the strip what rows tell. read: of the user and the person's key, values; says: what those of one row say."""
    _banner_reads[name] = read, says, needs


def forget(name: str) -> None:
    """Take a tab or panel away again: for tests."""
    _tabs.pop(name, None)
    _panels.pop(name, None)
    _banners.pop(name, None)
    _banner_reads.pop(name, None)


def head(user: Any, person: Person, current: str) -> dict[str, Any]:
    """The context of people/head.html: the strip that says who this is, and the tabs. current: the URL name of this tab.

    One query for the alerts, and none more when person came with for_list(). That it was shown leaves a row.
    """
    opened.mark(user, person)
    return {"identity": identity(user, person), "tabs": tabs_of(user, person, current)}


def tabs_of(user: Any, person: Person, current: str) -> list[dict[str, Any]]:
    mine = sorted((tab for tab in _tabs.values() if user.holds(tab.needs)), key=lambda tab: (tab.order, tab.url))
    return [
        {"text": tab.label, "href": reverse(tab.url, args=[person.pk]), "current": tab.url == current, "count": 0}
        for tab in mine
    ]


def reads_of(user: Any) -> list[Prepared]:
    """What the panels that the user is shown read, for the page to ask at once."""
    return [read for one in _panels.values() if user.holds(one.needs) for read in one.reads]


def panels_of(user: Any, person: Person) -> list[dict[str, Any]]:
    """The panels of the apps above, with their context."""
    mine = sorted((one for one in _panels.values() if user.holds(one.needs)), key=lambda one: (one.order, one.name))
    drawn = [(one.template, one.context(user, person)) for one in mine]
    return [{"template": template, "context": context} for template, context in drawn if context is not None]


def identity(user: Any, person: Person) -> dict[str, Any]:
    """Who, where, what matters: one query for all alerts and for what the rooms say."""
    told = [one for one in _banner_reads.values() if one[2] is None or user.holds(one[2])]
    reads = [read for read, _says, _needs in told] + [live_alerts] * user.holds(Permission.ALERT_VIEW)
    with ahead([(read, (user, person.pk)) for read in reads]):
        from_rows = [says(*row) for read, says, _needs in told for row in sorted(read(user, person.pk))]
        alerts = _alerts(user, person)
    return {
        "name": str(person),
        "number": person.number,
        "place": whereabouts(person),
        "href": person.get_absolute_url() if user.holds(Permission.PERSON_VIEW) else "",
        "facts": _facts(person),
        "alerts": [
            *from_rows,
            *(line for said in _banners.values() for line in said(user, person)),
            *alerts,
        ],
    }


def whereabouts(person: Person) -> str:
    """Where the person is, in words."""
    if person.establishment:
        parts = [str(person.establishment), str(person.cell) if person.cell else _("no cell yet")]
        return ", ".join(parts)
    if person.place == Person.Place.COMMUNITY and person.delivery_unit:
        return f"{person.get_place_display()}, {person.delivery_unit}"
    return str(person.get_place_display())


def age(born_on: Any) -> int:
    today = clock.today()
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _facts(person: Person) -> list[dict[str, Any]]:
    born = _("%(date)s, aged %(age)s") % {"date": date_format(person.born_on, "j M Y"), "age": age(person.born_on)}
    facts = [
        {"label": _("Full name"), "value": f"{person.given_name} {person.family_name}"},
        {"label": _("Born"), "value": born},
        {"label": _("Status"), "value": person.get_status_display()},
    ]
    if person.release_on:
        facts.append({"label": _("Release"), "value": date_format(person.release_on, "j M Y")})
    if person.wants_welsh:
        facts.append({"label": _("Language"), "value": _("Welsh, by choice")})
    elif person.language != "English":
        facts.append({"label": _("Language"), "value": person.language})
    facts.append({"label": _("Reading"), "value": person.get_reading_display()})
    return facts


def _alerts(user: Any, person: Person) -> list[dict[str, Any]]:
    if not user.holds(Permission.ALERT_VIEW):
        return []
    live = live_alerts(user, person.pk)
    shown = [{"text": name, "kind": "bad"} for name in live[:MOST_ALERTS]]
    if len(live) > MOST_ALERTS:
        shown.append({"text": _("%(n)s more alerts") % {"n": len(live) - MOST_ALERTS}, "kind": "info"})
    return shown


@prepared
def live_alerts(user: Any, person: UUID) -> QuerySet[Alert]:
    """What the alerts of the person that count now are called."""
    return Alert.objects.visible_to(user).live().filter(person=person).values_list("code__name", flat=True)
