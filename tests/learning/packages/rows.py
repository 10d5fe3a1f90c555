"""Rows for the access matrix: a package on offer, and the person in it."""

from django.db import transaction

from justice_portal.files import store
from learning.models import Package, PackageFile, PackageOpening, PackageTry

PART = {"id": "p", "title": "Some words", "parent": "", "href": "index.html", "tells_us": True, "is_shown": True}
PART |= {"launch_data": "", "mastery": "", "most_time": "", "time_action": ""}


@transaction.atomic
def rows(world, state, person):
    kept = store(b"<h1>Bikes</h1>", suffix=".bin", kept_in="learning.Package.content_path")
    package = Package.objects.create(
        status="offered",
        kind="scorm12",
        title="Some words",
        name="bikes.zip",
        content_path=kept.name,
        structure={"items": [PART]},
        report={"files": 1, "bytes": kept.size},
        added_by=world.administrator,
    )
    PackageFile.objects.create(package=package, name="index.html", offset=0, size=kept.size, content_type="text/html")
    going = PackageTry.objects.create(person=person, package=package, made_in=world.here)
    return {
        "package": package,
        "package_part": "1",
        "package_opening": PackageOpening.objects.create(package_try=going, item="p"),
    }
