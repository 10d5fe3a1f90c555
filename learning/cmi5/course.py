"""A course of cmi5 as it was taken in, and the names that we give its parts (8.1.5, 9.4): never those of its maker."""

from typing import Any

from django.conf import settings

from learning.packages.models import Package

COURSE = "course"
BLOCK_TYPE = "https://w3id.org/xapi/cmi5/activitytype/block"
COURSE_TYPE = "https://w3id.org/xapi/cmi5/activitytype/course"


def units_of(package: Package) -> list[dict[str, Any]]:
    """Its parts that can be opened or are outside, in order: (AUs)."""
    found: list[dict[str, Any]] = package.structure["cmi5"]["units"]
    return found


def blocks_of(package: Package) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = package.structure["cmi5"]["blocks"]
    return found


def activity_of(package: Package, unit: int) -> str:
    """The name of a part in statements: the same for every learner."""
    return f"{settings.SITE_URL}/learn/cmi5/{package.pk}/au/{unit}"


def object_of(package: Package, what: str | int) -> dict[str, Any]:
    """A block, by its number, or the course, as the object of a statement (9.4)."""
    if what == COURSE:
        thing = package.structure["cmi5"]
        name, kind = f"{settings.SITE_URL}/learn/cmi5/{package.pk}/course", COURSE_TYPE
    else:
        thing = blocks_of(package)[int(what)]
        name, kind = f"{settings.SITE_URL}/learn/cmi5/{package.pk}/block/{what}", BLOCK_TYPE
    return {
        "objectType": "Activity",
        "id": name,
        "definition": {"type": kind, "name": {"en": thing["title"]}},
    }


def makers_name(package: Package, what: str | int) -> str:
    """What the maker of the course calls a block or the course (9.6.2.3)."""
    return str(package.structure["cmi5"]["id"] if what == COURSE else blocks_of(package)[int(what)]["id"])
