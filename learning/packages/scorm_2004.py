"""What SCORM 2004 adds to a list of contents: the rules for what comes next, and how each part is shown.

A rule that we cannot read makes a course that nobody can follow: the whole package is refused. What the standard lets
us leave out, we leave out and name.
"""

import re
from collections.abc import Iterable, Mapping

from justice_portal.xml_input import Element, name_of
from learning.packages.outcome import PackageRefusedError, Problem, Skipped
from learning.packages.scorm_rules import READERS, RULES, Definition, between, id_of, is_true, number_of, objectives_of
from learning.packages.structure import Item, part, parts, said

DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
HIDDEN = {"previous", "continue", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"}
TIME_LIMITS = (
    "attemptexperienceddurationlimit", "activityabsolutedurationlimit", "activityexperienceddurationlimit",
    "begintimelimit", "endtimelimit",
)  # fmt: skip
MOST_SKIPPED = 100


class Course:
    """Reads the rules of each activity. skipped: what was left out, and where."""

    def __init__(self, root: Element) -> None:
        self.skipped: list[tuple[str, str]] = []
        self.reused: dict[str, Element] = {}
        for collection in parts(root, "sequencingCollection"):
            for one in parts(collection, "sequencing"):
                self.reused[id_of(said(one, "id"))] = one
        if any(parts(root, "manifest")):
            self.skip(Skipped.NESTED, "")

    def skip(self, why: Skipped, where: str) -> None:
        if (why.value, where) not in self.skipped:
            self.skipped.append((why.value, where))

    def read(self, root: str, organization: Element, items: list[Item], elements: Mapping[str, Element]) -> Definition:
        """What the structure of a package keeps of its rules."""
        top = self.definition(organization, "")
        if is_true(organization, "objectivesglobaltosystem", default=True) and said(
            organization, "objectivesglobaltosystem"
        ):
            self.skip(Skipped.SYSTEM, "")
        told, hidden = {root: top} if top else {}, {}
        for item in items:
            element = elements[item.id]
            _check_leaf(item, element)
            if found := self.definition(element, item.title or item.id):
                told[item.id] = found
            if shown := _hidden(element):
                hidden[item.id] = shown
            _fill(item, element, found)
        return {"root": root, "rules": told, "hidden": hidden, "skipped": self.skipped[:MOST_SKIPPED]}

    def definition(self, element: Element, where: str) -> Definition:
        """The rules of one activity: those that it reuses, each kind replaced where it brings its own."""
        own = part(element, "sequencing")
        found: dict[str, Element] = {}
        if own is not None:
            if reference := said(own, "idref"):
                base = self.reused.get(reference)
                if base is None:
                    raise PackageRefusedError(Problem.SEQUENCE)
                found = _by_name(base)
            found |= _by_name(own)
        told: Definition = {}
        for name, reader in READERS.items():
            if name in found:
                told |= reader(found[name])
        self._objectives(told, found, where)
        self._leave_out(found, where)
        return told | _threshold(element) | _stores(element)

    def _objectives(self, told: Definition, found: Mapping[str, Element], where: str) -> None:
        objectives = list(objectives_of(found)) if "objectives" in found else []
        names = [one["id"] for one in objectives]
        if len(set(names)) < len(names):
            raise PackageRefusedError(Problem.SEQUENCE)
        if objectives:
            told["objectives"] = objectives
        asked = (one for kind, _element, _actions in RULES for rule in told.get(kind, ()) for one in rule["conditions"])
        if any(one.get("objective", "") not in {"", *names} for one in asked):
            self.skip(Skipped.OBJECTIVE, where)

    def _leave_out(self, found: Mapping[str, Element], where: str) -> None:
        limits = found.get("limitConditions")
        if limits is not None and any(said(limits, name) for name in TIME_LIMITS):
            self.skip(Skipped.TIME, where)
        if "auxiliaryResources" in found:
            self.skip(Skipped.AUXILIARY, where)
        if said(found.get("randomizationControls"), "selectiontiming") == "onEachNewAttempt":
            self.skip(Skipped.SELECT, where)


def _by_name(above: Iterable[Element]) -> dict[str, Element]:
    """Each kind of rules by its name. Objectives come twice: once as IMS has them, and once as the 4th edition adds to them."""
    return {"adlseq" if "adlseq" in one.tag and name_of(one) == "objectives" else name_of(one): one for one in above}


def _check_leaf(item: Item, element: Element) -> None:
    """A heading over others opens nothing itself; a part without others must open something (CAM 3.4.1)."""
    has_parts = part(element, "item") is not None
    if has_parts:
        item.href, item.tells_us = "", False
    elif not item.href:
        raise PackageRefusedError(Problem.MISSING)


def _fill(item: Item, element: Element, found: Definition) -> None:
    """What the part is told when it opens."""
    primary = next((one for one in found.get("objectives", ()) if one.get("is_primary")), {})
    item.mastery = f"{primary.get('least_measure', 1.0):g}" if primary.get("by_measure") else ""
    limits = part(element, "sequencing")
    limit = part(limits, "limitConditions") if limits is not None else None
    duration = said(limit, "attemptabsolutedurationlimit")
    if duration and not DURATION.fullmatch(duration):
        raise PackageRefusedError(Problem.SEQUENCE)
    item.most_time = duration
    actions = {"", "exit,message", "exit,no message", "continue,message", "continue,no message"}
    if item.time_action not in actions:
        raise PackageRefusedError(Problem.SEQUENCE)


def _hidden(element: Element) -> list[str]:
    """Which controls of ours the part would rather do without (adlnav:hideLMSUI)."""
    found = [one for above in parts(element, "presentation") for one in parts(above, "navigationInterface")]
    names = ["".join(one.itertext()).strip() for above in found for one in parts(above, "hideLMSUI")]
    if set(names) - HIDDEN:
        raise PackageRefusedError(Problem.SEQUENCE)
    return sorted(set(names))


def _threshold(element: Element) -> Definition:
    """adlcp:completionThreshold: a number in the 3rd edition, attributes in the 4th."""
    found = part(element, "completionThreshold")
    if found is None:
        return {}
    words = "".join(found.itertext()).strip()
    told = {"progress_weight": between(found, "progressweight", 0, 1, 1)}
    if words:
        return {**told, "completed_by_measure": True, "least_progress": number_of(words, 0, 1)}
    least = between(found, "minprogressmeasure", 0, 1, 1)
    return {
        **told,
        "completed_by_measure": is_true(found, "completedbymeasure", default=False),
        "least_progress": least,
    }


def _stores(element: Element) -> Definition:
    """adlcp:data of the 4th edition: what activities tell each other."""
    found = [one for data in parts(element, "data") for one in parts(data, "map")]
    stores = [
        {
            "target": id_of(said(one, "targetid")),
            "reads": is_true(one, "readshareddata", default=True),
            "writes": is_true(one, "writeshareddata", default=True),
        }
        for one in found
    ]
    return {"stores": stores} if stores else {}
