"""A course of cmi5 in the demo: an invented one with two parts, and a third that is outside, to be found and waived."""

import io
import zipfile
from random import Random

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.accounts.models import User
from justice_portal.files import store
from justice_portal.seeding import SeedEstate, seeder
from learning.cmi5.demo_course import FILES
from learning.packages.actions import offer_package
from learning.packages.cmi5 import LIST, outside_of
from learning.packages.jobs import keep_package
from learning.packages.models import Package
from learning.packages.outcome import Where
from learning.packages.reading import read_package
from learning.packages.taking_in import TakenIn


def demo_course() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in FILES.items():
            pack.writestr(name, content)
    return out.getvalue()


@seeder(order=124)
def cmi5_course(estate: SeedEstate, rng: Random) -> None:
    """One course on offer, sent by the first tutor of a prison."""
    tutor = next((one for one in estate.staff_of(Role.TUTOR) if one.establishment), None)
    if tutor is None:
        return
    by, at = User.objects.get(pk=tutor.id), estate.days_ago(2)
    pack, structure = read_package(demo_course())
    taken = TakenIn(
        pack, tell=lambda _done, _of: None, links=[(LIST, one, Where.PAGE) for one in outside_of(structure)]
    )
    kept = store(taken.content(), suffix=".bin", kept_in="learning.Package.content_path")
    made = {"pk": estate.key(rng, at), "name": "check-a-payslip.zip", "added_at": min(at, clock.now()), "added_by": by}
    package = Package.objects.create(**made)
    keep_package(package, structure, taken, kept, by)
    offer_package(package, by=by)
