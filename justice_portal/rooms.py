"""What rooms say when the product starts: their events, notices, switches, places. Rooms are found, not listed."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

#: Files of a room that declare something; importing them is enough.
DECLARING = (
    "events", "data_map", "notice_kinds", "change_kinds", "switch_codes", "receivers", "checks", "seeding",
    "home_places", "paper", "list_kinds",
)  # fmt: skip


def start_rooms(app: str) -> None:
    """Import the declaring files of an app and of every room in it; called by its AppConfig.ready."""
    package = import_module(app)
    rooms = [app, *(found.name for found in iter_modules(package.__path__, f"{app}.") if found.ispkg)]
    for room in rooms:
        for file in DECLARING:
            if find_spec(f"{room}.{file}"):
                import_module(f"{room}.{file}")
