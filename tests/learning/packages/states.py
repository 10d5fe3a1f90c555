"""A course with rules for what comes next, in each state in which a learner may find its pages."""

from django.urls import reverse

from justice_portal.files import store
from justice_portal.keys import uuid7
from learning.models import Package, PackageTry
from learning.packages.actions import go_on, save_state
from tests.learning.packages.rows import PART

NAMES = ("one", "two", "three")


def course_with_rules(world, person, words):
    """Not begun; in its second part, after the first was not passed; and over. words: what its maker called all of it."""
    shut = {"pre": [{"action": "disabled", "conditions": [{"name": "always"}]}], "rolls_up_objective": False}
    rules = {"all": {"flow": True}, "three": shut}
    items = [{**PART, "id": name, "title": words} for name in NAMES]
    for state in ("new", "half", "over"):
        kept = store(b"<h1>Bikes</h1>", suffix=".bin", kept_in="learning.Package.content_path")
        package = Package.objects.create(
            status="offered",
            kind="scorm2004v4",
            title=words,
            name="site.zip",
            content_path=kept.name,
            structure={"items": items, "course": {"root": "all", "rules": rules, "hidden": {}, "skipped": []}},
            report={"files": 1, "bytes": kept.size},
            added_by=world.administrator,
        )
        if state != "new":
            yield from _begin(package, person, is_over=state == "over")
        yield reverse("packages:about", args=[package.pk])


def _begin(package, person, *, is_over):
    def go(asked):
        return go_on(person, key=uuid7(), package=package, asked=asked, by=person.user)[0]

    failed = {"success_status": "failed", "score": {"scaled": "0.5"}}
    save_state(go("start"), sequence=1, cmi=failed, is_end=True, by=person.user)
    opening = go("continue")
    if is_over:
        go("exitAll")
        assert PackageTry.objects.get(package=package).success == "failed"
    else:
        yield reverse("packages:play", args=[opening.pk])
