"""Home and navigation: rooms of the apps above say here where they are and how things stand there.

A room registers a Place in the `ready()` of its app. This floor never imports the rooms: it asks each one's panel,
and a panel that fails says so in its own tile and takes nothing else with it.

Rules of a panel: it reads through `visible_to(user)`, costs at most two queries whatever the data, writes nothing
(no audit, no status) and returns at once: it runs each time somebody opens home. Prepared reads that its Place names as
`reads` are answered together with those of the other panels, by one statement.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject

from justice_portal.ahead import ahead
from justice_portal.grants import Permission
from justice_portal.prepared import Prepared

log = logging.getLogger(__name__)

PERSON = "person"
STAFF = "staff"


@dataclass(frozen=True)
class CarryOn:
    """The one thing that a reader can go on with. Of all that the panels offer, the smallest rank is shown."""

    title: str
    href: str
    button: str
    text: str = ""
    icon: str = "forward"
    rank: int = 50


@dataclass(frozen=True)
class News:
    """Something new, in words with its count: "2 new messages"."""

    text: str
    href: str
    icon: str = "bell"


@dataclass(frozen=True)
class Panel:
    """How things stand in one place for one user, now."""

    state: str = ""  # one line for the tile: "Lesson 3 of 8"
    count: int = 0  # shown in a badge when it is not 0; the state says it in words too
    carry_on: CarryOn | None = None
    news: tuple[News, ...] = ()
    is_shown: bool = True  # False: the place is of no use to this reader now, such as a licence that is not there


@dataclass(frozen=True)
class Place:
    """Where a room is: an entry of the navigation, and a tile on home."""

    url: str  # the name of its first page, without arguments
    title: Any  # lazy, one or two words
    icon: str
    order: int
    needs: Permission
    side: str = PERSON
    rooms: tuple[str, ...] = ()  # url namespaces where this entry is the current one, beside its own
    owns_room: bool = True  # False: another place stands for the other pages of its url namespace
    in_nav: bool = True
    state: Any = ""  # what the tile says when there is no panel
    panel: Callable[[Any], Panel] | None = None
    reads: tuple[Prepared, ...] = ()  # what the panel reads, given the user alone: home asks for all of it at once

    @property
    def all_rooms(self) -> set[str]:
        own = {self.url.split(":")[0]} if ":" in self.url and self.owns_room else set()
        return own.union(self.rooms)


@dataclass
class Tile:
    place: Place
    href: str
    panel: Panel | None
    failed: bool = False

    @property
    def count(self) -> int:
        return self.panel.count if self.panel else 0

    @property
    def state(self) -> str:
        return (self.panel.state if self.panel else "") or str(self.place.state)


@dataclass
class Home:
    """All that the home page shows."""

    tiles: list[Tile] = field(default_factory=list)
    carry_on: CarryOn | None = None
    news: list[News] = field(default_factory=list)

    @property
    def main_tiles(self) -> list[Tile]:
        """The places of the navigation."""
        return [tile for tile in self.tiles if tile.place.in_nav]

    @property
    def other_tiles(self) -> list[Tile]:
        """Places that are needed now and then."""
        return [tile for tile in self.tiles if not tile.place.in_nav]

    @property
    def has_failures(self) -> bool:
        return any(tile.failed for tile in self.tiles)


@dataclass(frozen=True)
class Link:
    title: Any
    href: str
    icon: str
    is_current: bool


_places: dict[tuple[str, str], Place] = {}


def register(*places: Place) -> None:
    """Make places known; called once by the `ready()` of the app that owns them."""
    for place in places:
        _places[place.side, place.url] = place


def forget(place: Place) -> None:
    """Take a place away again: for tests, and for a room that is switched off at start."""
    _places.pop((place.side, place.url), None)


def side_of(user: Any) -> str:
    """The face of the product that a reader sees: the door they came through decides."""
    return STAFF if user.is_authenticated and user.needs_second_factor else PERSON


def places_of(user: Any) -> list[tuple[Place, str]]:
    """The places that user may enter, in order, with their addresses."""
    if not user.is_authenticated:
        return []
    side = side_of(user)
    mine = [place for place in _places.values() if place.side == side and user.holds(place.needs)]
    return [(place, href) for place in sorted(mine, key=lambda place: place.order) if (href := address(place.url))]


def address(name: str) -> str:
    """The address of a page that another room may or may not have; empty when it has not."""
    return _address(name, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=500)
def _address(name: str, _urlconf: str | None, _prefix: str) -> str:
    """Addresses without arguments stay as they are while the process lives."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def gather(user: Any) -> Home:
    """Ask every place how it stands."""
    home = Home()
    offers: list[CarryOn] = []
    places = places_of(user)
    with ahead([(read, (user,)) for place, _href in places for read in place.reads]):
        _ask(places, user, home, offers)
    home.carry_on = min(offers, key=lambda offer: offer.rank, default=None)
    return home


def _ask(places: list[tuple[Place, str]], user: Any, home: Home, offers: list[CarryOn]) -> None:
    for place, href in places:
        tile = Tile(place, href, None)
        home.tiles.append(tile)
        if place.panel is None:
            continue
        try:
            tile.panel = place.panel(user)
        except Exception:
            log.exception("panel failed place=%s", place.url)
            tile.failed = True
            continue
        if not tile.panel.is_shown:
            home.tiles.remove(tile)
        home.news += tile.panel.news
        if tile.panel.carry_on:
            offers.append(tile.panel.carry_on)


def navigation(request: Any) -> Any:
    """The links at the top of a page, for its context: worked out only when the page shows them."""
    return SimpleLazyObject(lambda: links(request.user, request.resolver_match))


def links(user: Any, match: Any) -> list[Link]:
    """The places of user that are in the navigation; `match` says which one the reader is in."""
    rooms_here = set(match.namespaces) if match else set()
    page_here = match.view_name if match else ""
    places = [(place, href) for place, href in places_of(user) if place.in_nav]
    is_first_page = any(place.url == page_here for place, _href in places)
    return [
        Link(
            place.title,
            href,
            place.icon,
            place.url == page_here if is_first_page else bool(place.all_rooms & rooms_here),
        )
        for place, href in places
    ]


def search_address(user: Any) -> str:
    """Where staff look for a person, or nothing for those who may not."""
    if side_of(user) != STAFF or not user.holds(Permission.PERSON_VIEW):
        return ""
    return address("people:search")
