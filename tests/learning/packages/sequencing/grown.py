"""Trees for tests, grown from a drawing of them, and learners who walk through."""

import random

from learning.packages.sequencing.content import take
from learning.packages.sequencing.overall import navigate
from learning.packages.sequencing.tree import build

#: How a learner leaves the activity that is open, in a word.
LEFT = {
    "passed": {"success_status": "passed", "completion_status": "completed"},
    "failed": {"success_status": "failed", "completion_status": "completed"},
    "done": {"completion_status": "completed"},
    "half": {"completion_status": "incomplete"},
    "open": {"success_status": "unknown", "completion_status": "unknown"},
}
FLOW = {"flow": True}


def items_of(drawing):
    """root, and items with their parents: two blanks a step."""
    lines = [one for one in drawing.splitlines() if one.strip()]
    path, items = [], []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.strip()
        path = [*path[:depth], name]
        items.append({"id": name, "title": name, "parent": path[depth - 1] if depth > 1 else ""})
    return items[0]["id"], items[1:]


def grown(drawing, rules=None, kept=None, seed=1):
    """rules: of each activity by its name; "*" for all that have children, under their own."""
    root, items = items_of(drawing)
    rules = dict(rules or {})
    usual = rules.pop("*", {})
    above = {root, *(one["parent"] for one in items)}
    told = {name: {**usual, **rules.get(name, {})} for name in (root, *(one["id"] for one in items)) if name in above}
    return build(root, items, {**rules, **told}, kept, random.Random(seed))


def left(tree, how):
    """What the content of the open activity says before it goes: a word of LEFT, or a measure, and goals as name=word."""
    cmi = {}
    for word in how.split("&"):
        name, _is, value = word.rpartition("=")
        if name:
            cmi.setdefault("objectives", []).append({"id": name, **LEFT[value]})
        elif word in LEFT:
            cmi |= LEFT[word]
        elif word == "suspend":
            tree.current.is_suspended = True
        elif word.startswith("p"):
            cmi["progress_measure"] = word[1:]
        elif word:
            cmi["score"] = {"scaled": word}
    take(tree, tree.current, cmi)


def walk(tree, steps):
    """What comes of each step: an activity, a refusal, "end", or nothing. A step is a request, as request:target, after how/."""
    found = []
    for step in steps.split():
        how, _slash, asked = step.rpartition("/")
        if how:
            left(tree, how)
        request, _colon, target = asked.partition(":")
        out = navigate(tree, request, target)
        found.append(out.delivered.id if out.delivered else "end" if out.ended else out.refused or "-")
    return " ".join(found)
