"""Each process of the book on sequencing, by its name, on trees of our own."""

import pytest

from learning.packages.sequencing.tracking import is_completed, measure, satisfied
from tests.learning.packages.sequencing.grown import FLOW, grown, left, walk

FLAT = """
root
  a
  b
  c
"""
DEEP = """
root
  one
    a
    b
  two
    c
    d
  e
"""


def rule(action, *conditions, needs_all=True):
    """A rule: conditions as words, "not " before those that are turned round, "name@goal", "name>0.5"."""
    told = []
    for word in conditions:
        negated, name = word.startswith("not "), word.removeprefix("not ")
        name, _more, least = name.partition(">")
        name, _at, goal = name.partition("@")
        one = {"name": name, "negated": negated, "objective": goal}
        told.append(one | ({"measure": float(least)} if least else {}))
    return {"action": action, "conditions": told, "needs_all": needs_all}


def goal(name, target, *, reads=("satisfied", "measure"), writes=(), **more):
    return {"id": name, "maps": [{"target": target, "reads": list(reads), "writes": list(writes)}], **more}


PRIMARY = {"id": "", "is_primary": True}
SKIP, OFF, HIDE, STOP = "skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"
ALWAYS = "always"

WALKS = [
    # Navigation
    ("NB.2.1-1 start twice", FLAT, {"*": FLOW}, "start start", "a NB.2.1-1"),
    ("NB.2.1-2 nothing is open", FLAT, {"*": FLOW}, "continue exit exitAll", "NB.2.1-2 NB.2.1-2 NB.2.1-2"),
    ("NB.2.1-3 nothing to resume", FLAT, {"*": FLOW}, "resumeAll", "NB.2.1-3"),
    ("NB.2.1-4, -6 no flow", FLAT, {}, "choice:a continue previous", "a NB.2.1-4 NB.2.1-6"),
    ("NB.2.1-5 forward only", FLAT, {"*": {**FLOW, "forward_only": True}}, "start continue previous", "a b NB.2.1-5"),
    ("NB.2.1-8 may not leave", DEEP, {"*": FLOW, "one": {"choice_exit": False}}, "start choice:c choice:b", "a NB.2.1-8 b"),
    ("NB.2.1-10 no choice", FLAT, {"root": {"choice": False, **FLOW}}, "start choice:b", "a NB.2.1-10"),
    ("NB.2.1-11 no such activity", FLAT, {"*": FLOW}, "start choice:x jump:x", "a NB.2.1-11 NB.2.1-11"),
    ("NB.2.1-12 not active", FLAT, {"*": FLOW}, "start exit exit abandon", "a - NB.2.1-12 NB.2.1-12"),
    ("NB.2.1-13 not a request", FLAT, {"*": FLOW}, "start forward", "a NB.2.1-13"),
    # Flow
    ("SB.2.5 SB.2.7 SB.2.8 through and back", DEEP, {"*": FLOW}, "start continue continue previous", "a b c b"),
    ("SB.2.1 out at the end", FLAT, {"*": FLOW}, "start continue continue continue", "a b c end"),
    ("SB.2.1-3 nothing before", FLAT, {"*": FLOW}, "start previous", "a SB.2.1-3"),
    ("SB.2.1-4 a cluster that goes forward only", DEEP, {"*": FLOW, "two": {"forward_only": True}}, "start choice:e previous", "a e c"),
    ("SB.2.2-1 no flow inside", DEEP, {"root": FLOW}, "start", "SB.2.2-1"),
    ("SB.2.2-2 disabled", FLAT, {"*": FLOW, "b": {"pre": [rule(OFF, ALWAYS)]}}, "start continue", "a SB.2.2-2"),
    ("SB.2.2 UP.2 skip", FLAT, {"*": FLOW, "b": {"pre": [rule(SKIP, ALWAYS)]}}, "start continue previous", "a c a"),
    ("SB.2.2 skip a cluster", DEEP, {"*": FLOW, "two": {"pre": [rule(SKIP, ALWAYS)]}}, "choice:b continue", "b e"),
    ("SB.2.2 skip to the end", FLAT, {"*": FLOW, "c": {"pre": [rule(SKIP, ALWAYS)]}}, "choice:b continue", "b end"),
    # Choice
    ("SB.2.9 any, and into a cluster", DEEP, {"*": FLOW}, "choice:two choice:b choice:e", "c b e"),
    ("SB.2.9-3 hidden", FLAT, {"*": FLOW, "b": {"pre": [rule(HIDE, ALWAYS)]}}, "choice:b start continue", "SB.2.9-3 a b"),
    ("SB.2.9-4 SB.2.4-1 stops a walk over it", FLAT, {"b": {"pre": [rule(STOP, "not satisfied")]}}, "choice:a choice:c choice:b passed/choice:c", "a c b c"),
    ("SB.2.4-1 stopped while it is known not to be satisfied", FLAT, {"a": {"pre": [rule(STOP, "not satisfied")]}}, "choice:a failed/choice:c choice:a passed/choice:c", "a SB.2.4-1 a c"),
    ("SB.2.4-2 forward only", FLAT, {"*": {"forward_only": True}}, "choice:b choice:a choice:c", "b SB.2.4-2 c"),
    ("SB.2.9-6 may not be begun by choice", DEEP, {"*": FLOW, "two": {"prevents_activation": True}}, "choice:a choice:d choice:two choice:d", "a SB.2.9-6 c d"),
    ("SB.2.9-7 may not leave upward", DEEP, {"*": FLOW, "a": {"choice_exit": False}}, "choice:a choice:b exit choice:b", "a NB.2.1-8 - b"),
    ("SB.2.9-8 SB.2.9.1 SB.2.9.2 only next door", DEEP, {"*": FLOW, "one": {"constrains_choice": True}}, "choice:a choice:e choice:c", "a SB.2.9-8 c"),
    ("SB.2.9-9 nothing to deliver", DEEP, {"root": FLOW, "two": {}}, "choice:two", "SB.2.9-9"),
    # Jump, retry, exit
    ("SB.2.13 jump goes where choice may not", FLAT, {"*": {**FLOW, "choice": False}}, "start jump:c", "a c"),
    ("SB.2.10 TB.2.2 retry", FLAT, {"*": FLOW, "a": {"post": [rule("retry", "not satisfied")]}}, "start failed/continue passed/continue", "a a b"),
    ("TB.2.2 continue and previous", FLAT, {"*": FLOW, "b": {"post": [rule("previous", "not satisfied"), rule("continue", "satisfied")]}}, "start continue failed/continue continue passed/exit", "a b a b c"),
    ("TB.2.2 exitAll", FLAT, {"*": FLOW, "a": {"post": [rule("exitAll", "satisfied")]}}, "start passed/continue start", "a end a"),
    ("TB.2.2 retryAll", FLAT, {"*": FLOW, "b": {"post": [rule("retryAll", "not satisfied")]}}, "start continue failed/continue", "a b a"),
    ("TB.2.2 exitParent, and the rule above", DEEP, {"*": FLOW, "one": {"post": [rule("retry", "attempted")]}, "a": {"post": [rule("exitParent", "satisfied")]}}, "start half/exit", "a a"),
    ("TB.2.1 exit rule above", DEEP, {"*": FLOW, "one": {"exit": [rule("exit", "satisfied@x")], "objectives": [PRIMARY, goal("x", "g")]}, "a": {"objectives": [PRIMARY, goal("x", "g", writes=["satisfied"])]}}, "start x=passed/continue", "a c"),
    ("TB.2.3 SB.2.11 exit", FLAT, {"*": FLOW}, "start exit continue exitAll start", "a - b end a"),
    ("TB.2.3 suspend and resume SB.2.6 DB.2", DEEP, {"*": FLOW}, "start continue suspendAll start", "a b end a"),
    ("TB.2.3 suspendAll, then resumeAll", DEEP, {"*": FLOW}, "start continue suspendAll resumeAll continue", "a b end b c"),
    ("TB.2.3 abandon", FLAT, {"*": FLOW}, "start abandon continue abandonAll start", "a - b end a"),
    # Limits and delivery
    ("UP.1 DB.1.1-3 out of attempts", FLAT, {"*": FLOW, "a": {"most_attempts": 1}}, "start continue choice:a previous", "a b DB.1.1-3 SB.2.2-2"),
    ("UP.1 attemptLimitExceeded", FLAT, {"*": FLOW, "a": {"most_attempts": 2, "post": [rule("retry", "not attemptLimitExceeded")]}}, "start continue continue", "a a b"),
    ("DB.1.1-3 closed above", DEEP, {"*": FLOW, "two": {"pre": [rule(OFF, ALWAYS)]}}, "choice:a choice:c jump:c", "a DB.1.1-3 DB.1.1-3"),
    # Conditions of rules
    ("UP.2.1 measure", FLAT, {"*": FLOW, "b": {"pre": [rule(SKIP, "objectiveMeasureGreaterThan@x>0.5")], "objectives": [PRIMARY, goal("x", "g")]}, "a": {"objectives": [{**PRIMARY, "maps": goal("", "g", writes=["measure"])["maps"]}]}}, "start 0.6/continue", "a c"),
    ("UP.2.1 any of two, one not known", FLAT, {"*": FLOW, "b": {"pre": [rule(SKIP, "satisfied", "not attempted", needs_all=False)]}}, "start continue", "a c"),
    ("UP.2.1 not known holds nothing", FLAT, {"*": FLOW, "b": {"pre": [rule(SKIP, "not satisfied")]}}, "start continue", "a b"),
    ("UP.2.1 a goal that is not there", FLAT, {"*": FLOW, "b": {"pre": [rule(SKIP, "not objectiveStatusKnown@none")]}}, "start continue", "a b"),
    ("UP.4 what content leaves open on purpose", FLAT, {"*": FLOW, "a": {"post": [rule("retry", "not objectiveStatusKnown")]}}, "start open/continue done/continue", "a a b"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("shape", "rules", "steps", "found"), [row[1:] for row in WALKS], ids=[row[0] for row in WALKS]
)
def test_a_walk_goes_as_the_book_says(shape, rules, steps, found):
    assert walk(grown(shape, rules), steps) == found


def counts(action, child_set="all", *conditions, **more):
    return {**rule(action, *conditions, needs_all=more.pop("needs_all", False)), "child_set": child_set, **more}


#: What the three children of a cluster were left as, and what becomes of it: satisfied, completed.
ROLLUPS = [
    ("RB.1.2.c RB.1.3.c all", {}, {}, "passed passed passed", (True, True)),
    ("RB.1.2.c one failed", {}, {}, "passed failed passed", (False, True)),
    ("RB.1.2.c one not known", {}, {}, "passed open passed", (None, None)),
    ("RB.1.3.c one half done", {}, {}, "passed half passed", (True, False)),
    ("RB.1.4 any", {"rollup": [counts("satisfied", "any", "satisfied")]}, {}, "failed passed failed", (True, True)),
    ("RB.1.4 none", {"rollup": [counts("notSatisfied", "none", "satisfied")]}, {}, "failed failed failed", (False, True)),
    ("RB.1.4 two of three", {"rollup": [counts("satisfied", "atLeastCount", "satisfied", count=2)]}, {}, "failed passed passed", (True, True)),
    ("RB.1.4 too few", {"rollup": [counts("satisfied", "atLeastCount", "satisfied", count=3)]}, {}, "failed passed passed", (None, True)),
    ("RB.1.4 half of them", {"rollup": [counts("completed", "atLeastPercent", "completed", percent=0.5)]}, {}, "half done done", (True, True)),
    ("RB.1.4.1 both conditions", {"rollup": [counts("satisfied", "all", "satisfied", "completed", needs_all=True)]}, {}, "passed passed passed", (True, True)),
    ("RB.1.4.2 one does not count", {}, {"b": {"rolls_up_objective": False, "rolls_up_progress": False}}, "passed failed passed", (True, True)),
    ("RB.1.4.2 not suspended only", {}, {"b": {"required": {"completed": "ifNotSuspended", "incomplete": "ifNotSuspended"}}}, "passed half&suspend passed", (None, True)),
    ("RB.1.4 UP.4 not tracked", {}, {"b": {"tracked": False}}, "passed failed passed", (True, True)),
    ("RB.1.1.a RB.1.2.a by measure", {"objectives": [{**PRIMARY, "by_measure": True, "least_measure": 0.5}]}, {}, "0.2 0.6 1.0", (True, True)),
    ("RB.1.2.a below", {"objectives": [{**PRIMARY, "by_measure": True, "least_measure": 0.7}]}, {}, "0.2 0.6 1.0", (False, True)),
    ("RB.1.1.b RB.1.3.a by progress", {"completed_by_measure": True, "least_progress": 0.5}, {}, "p0.5 p0.5 p0.5", (True, True)),
    ("RB.1.3.a too little", {"completed_by_measure": True, "least_progress": 0.6}, {}, "p0.5 p0.5 p0.5", (True, False)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "children", "lefts", "found"), [row[1:] for row in ROLLUPS], ids=[row[0] for row in ROLLUPS]
)
def test_a_cluster_becomes_what_its_children_are(own, children, lefts, found):
    tree = grown(FLAT, {"root": {**FLOW, **own}, **children})
    first, second, third = lefts.split()
    walk(tree, f"start {first}/continue {second}/continue {third}/exit")
    assert (satisfied(tree, tree.root), is_completed(tree, tree.root)) == found


def test_rb_1_1_the_weight_of_a_measure_counts():
    tree = grown(FLAT, {"root": FLOW, "a": {"objective_weight": 0.0}, "b": {"objective_weight": 0.25}})
    walk(tree, "start 1.0/continue 1.0/continue 0.5/exit")
    assert measure(tree, tree.root) == pytest.approx((0.25 + 0.5) / 1.25)


def test_sr_1_sr_2_children_are_picked_once_and_shuffled_for_each_new_attempt():
    shape = "root\n" + "\n".join(f"  {name}" for name in "abcdefgh")
    rules = {"root": {**FLOW, "select_timing": "once", "select_count": 4, "random_timing": "onEachNewAttempt", "reorders": True}}  # fmt: skip
    tree = grown(shape, rules, seed=5)
    orders = []
    for _attempt in range(6):
        orders.append(walk(tree, "start continue continue continue continue").split())
        tree = grown(shape, rules, tree.as_json(), seed=len(orders))
    assert all(one[4:] == ["end"] for one in orders)
    assert len({frozenset(one) for one in orders}) == 1, "the same four"
    assert len({tuple(one) for one in orders}) > 1, "not always in the same order"


def test_a_tree_that_was_kept_goes_on_where_it_was():
    rules = {"*": FLOW, "b": {"post": [rule("retry", "not satisfied")]}}
    tree = grown(DEEP, rules)
    found = []
    for step in "start continue failed/continue 0.9/continue suspendAll resumeAll".split():
        found.append(walk(tree, step))
        tree = grown(DEEP, rules, tree.as_json())
    assert found == ["a", "b", "b", "c", "end", "c"]


def test_sn_3_2_6_only_what_the_newest_attempt_told_is_rolled_up():
    """A cluster is tried again: what its children were before counts no more, unless its rules say so."""
    for is_newest_only, known in ((True, None), (False, True)):
        tree = grown(FLAT, {"root": {**FLOW, "current_objectives_only": is_newest_only}})
        walk(tree, "start passed/continue passed/continue passed/exitAll start")
        left(tree, "passed")
        walk(tree, "continue")
        assert satisfied(tree, tree.root) is known


def test_tb_2_3_the_whole_course_can_be_one_activity():
    tree = grown("root")
    assert walk(tree, "start continue") == "root NB.2.1-4"
    assert walk(tree, "passed/exitAll") == "end"
    assert satisfied(tree, tree.root) is True
