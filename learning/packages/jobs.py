"""Background work: a packed file becomes a package, all of it in one transaction, or nothing."""

from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext_noop

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.files import StoredFile, delete_stored, open_stored, store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from justice_portal.states import move
from justice_portal.zip_input import BadZip
from learning.packages.cleaning import LONGEST_LINK
from learning.packages.cmi5 import LIST, outside_of
from learning.packages.models import Package, PackageFile
from learning.packages.outcome import PackageRefusedError, Problem, Where
from learning.packages.reading import read_package
from learning.packages.structure import Structure
from learning.packages.taking_in import TakenIn

Status = Package.Status


@job(seconds=600, needs=Permission.COURSE_WRITE)
def take_in_package(package_id: str, *, asked_by: Any) -> None:
    """Look the packed file over, keep its files, and write down what they are."""
    package = Package.objects.visible_to(asked_by).get(pk=package_id)
    if package.status != Status.READING:
        with finishing_job():
            return
    progress(0, 100, gettext_noop("Reading the file"))
    with open_stored(package.path) as file:
        given = file.read()
    try:
        pack, structure = read_package(given)
        taken = TakenIn(
            pack, tell=_tell, links=[(LIST, one[:LONGEST_LINK], Where.PAGE) for one in outside_of(structure)]
        )
        kept = store(taken.content(), suffix=".bin", kept_in="learning.Package.content_path")
        _check_pages(structure, taken)
    except BadZip:
        _refuse(package, Problem.ZIP, asked_by)
    except PackageRefusedError as error:
        _refuse(package, error.problem, asked_by)
    else:
        with finishing_job():
            keep_package(package, structure, taken, kept, asked_by)


def _tell(done: int, of: int) -> None:
    progress(5 + 95 * done // max(1, of), 100, gettext_noop("Keeping its files"))


def _check_pages(structure: Structure, taken: TakenIn) -> None:
    """Raise PackageRefusedError when a page that the list names did not come along. What was stored has no row: it is swept."""
    there = {name for name, *_rest in taken.files}
    pages = {unquote(one.href.partition("?")[0].partition("#")[0]) for one in structure.items if one.href}
    if pages - there:
        raise PackageRefusedError(Problem.TYPE)


def keep_package(package: Package, structure: Structure, taken: TakenIn, kept: StoredFile, by: Any) -> None:
    PackageFile.objects.bulk_create(
        PackageFile(package=package, name=name, offset=offset, size=size, content_type=kind)
        for name, offset, size, kind in taken.files
    )
    facts = {"kind": structure.kind, "title": structure.title, "structure": structure.as_json()}
    _end(package, Status.READY, by, content_path=kept.name, report=taken.report(), **facts)


def _refuse(package: Package, problem: Problem, by: Any) -> None:
    with finishing_job():
        _end(package, Status.REFUSED, by, problem=problem)


def _end(package: Package, status: str, by: Any, **facts: Any) -> None:
    """Say what came of the packed file, which is not needed any more."""
    path = package.path
    move(package, status, read_at=clock.now(), path="", **facts)
    counts = {name: len(package.report.get(name, [])) for name in ("links", "left")}
    record(by, "package.read", package, status=status, problem=package.problem, **counts)
    if path:
        delete_stored(path)
