"""A learner in a course with rules for what comes next: their tree, what its parts told, and what they are told."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from learning.packages.figures import Claim, begin_2004, fold
from learning.packages.models import Package, PackageTry, Success
from learning.packages.sequencing.attempts import end_attempt
from learning.packages.sequencing.content import asked_by, take, told_objectives
from learning.packages.sequencing.outlook import Outlook, outlook
from learning.packages.sequencing.overall import Outcome, navigate
from learning.packages.sequencing.tracking import is_completed, measure, satisfied
from learning.packages.sequencing.tree import Activity, Tree, build

LONGEST_STORE = 64_000
#: What a learner asks for from outside the course: to go on with it, wherever they are.
CARRY_ON = "carry_on"


def tree_of(package: Package, going: PackageTry | None) -> Tree:
    """The tree of a learner, as it was kept."""
    course = package.structure["course"]
    kept = going.course.get("tree") if going else None
    tree = build(course["root"], package.structure["items"], course["rules"], kept)
    tree.root.title = package.title
    return tree


def _tell(tree: Tree, going: PackageTry | None) -> Tree:
    """The tree with what the current part told. To suspend is what the content asks for itself, by its exit."""
    here = tree.current
    if here is None or not here.is_active or going is None:
        return tree
    cmi = going.states.get(here.id, {})
    take(tree, here, cmi)
    if cmi.get("exit") == "suspend":
        here.is_suspended = True
    return tree


def outlook_of(package: Package, going: PackageTry | None) -> Outlook:
    """What the learner may ask for now, with what the part that is open told."""
    return outlook(lambda: _tell(tree_of(package, going), going))


def asked_now(going: PackageTry, item: str) -> tuple[str, str]:
    """What the content that just ended asked for, if it is still where the learner is."""
    if going.course.get("tree", {}).get("current") != item:
        return "", ""
    return asked_by(going.states.get(item, {}))


def go(going: PackageTry, asked: str, target: str) -> Outcome:
    """Follow a request, and keep in the try where it leads. Nothing is saved here."""
    tree = tree_of(going.package, going)
    here = tree.current
    if not asked.startswith("abandon"):
        _tell(tree, going)
    out = _carry_on(tree) if asked == CARRY_ON else navigate(tree, asked, target)
    going.course = {**going.course, "tree": tree.as_json()}
    if here is not None and here.id in going.states:
        left = fold(going.states[here.id])
        going.states[here.id] = {name: one for name, one in left.items() if name not in {"exit", "nav_request"}}
    if out.delivered is not None and out.is_new:
        going.states[out.delivered.id] = _new_attempt(tree, out.delivered)
    return out


def _carry_on(tree: Tree) -> Outcome:
    """Go on where the learner stopped: where they said so, where the power went, or at the start."""
    if tree.current is not None and not tree.current.is_active:
        return navigate(tree, "continue")
    if tree.current is not None:
        navigate(tree, "suspendAll")
    return navigate(tree, "resumeAll" if tree.suspended else "start")


def _new_attempt(tree: Tree, activity: Activity) -> dict[str, Any]:
    """What a part finds at the start of an attempt: its objectives, with what is known of them from elsewhere."""
    told = told_objectives(tree, activity)
    return {"objectives": told} if told else {}


def keep_stores(going: PackageTry, item: str, cmi: dict[str, Any]) -> None:
    """Put aside what a part left for other parts (adl.data), where it may."""
    given = cmi.pop("stores", None)
    if not isinstance(given, Mapping):
        return
    may = {one["target"] for one in _stores(going.package, item) if one["writes"]}
    kept = {key: one for key, one in given.items() if key in may and isinstance(one, str) and len(one) <= LONGEST_STORE}
    going.course = {**going.course, "stores": {**going.course.get("stores", {}), **kept}}


def _stores(package: Package, item: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = package.structure["course"]["rules"].get(item, {}).get("stores", [])
    return found


def begin(package: Package, item: Mapping[str, Any], going: PackageTry | None) -> dict[str, Any]:
    """What the frame is told of a part of SCORM 2004: its data, what it shares, and what may be asked for."""
    left = dict(going.states.get(item["id"], {})) if going else {}
    told = {name for name in left if name not in {"told", "was_ended", "objectives", "nav_request"}}
    left["was_ended"] = False  # as long as the attempt lasts, what was left is given back
    cmi = begin_2004(item, left, learner=str(going.pk if going else package.pk))
    cmi = {name: one for name, one in cmi.items() if name != "nav_request"}
    cmi["entry"] = "resume" if told else "ab-initio"
    rules = package.structure["course"]["rules"].get(item["id"], {})
    if rules.get("completed_by_measure"):
        cmi["completion_threshold"] = f"{rules.get('least_progress', 1.0):g}"
    if item["most_time"]:
        cmi["max_time_allowed"] = item["most_time"]
    if "objectives" in left:
        cmi["objectives"] = left["objectives"]
    kept = going.course.get("stores", {}) if going else {}
    data = [
        {"id": one["target"], "reads": one["reads"], "writes": one["writes"], "store": kept.get(one["target"], "")}
        for one in _stores(package, item["id"])
    ]
    facts = {"cmi": {name: one for name, one in cmi.items() if one != ""}, "data": data}
    return facts | ({"valid": outlook_of(package, going).as_valid()} if going else {})


def claim_of_course(going: PackageTry) -> Claim:
    """What the whole course says of the learner, by its own rules, as if the part that is open were left now."""
    tree = _tell(tree_of(going.package, going), going)
    if tree.current is not None and tree.current.is_active:
        end_attempt(tree, tree.current)
    top = tree.root
    known, points = satisfied(tree, top), measure(tree, top)
    success = Success.UNKNOWN if known is None else Success.PASSED if known else Success.FAILED
    score = Decimal(str(round(points * 100, 2))) if points is not None else None
    return Claim(is_completed(tree, top) is True, success, score)
