"""Whatever a learner asks, in any order: nothing breaks, and nothing opens that the rules keep shut."""

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from learning.packages.sequencing.navigation import REQUESTS
from learning.packages.sequencing.outlook import outlook
from learning.packages.sequencing.overall import navigate
from learning.packages.sequencing.rules import is_closed
from tests.learning.packages.sequencing.grown import LEFT, grown, items_of, left

NAMES = "abcdefghij"
CONDITIONS = ("always", "satisfied", "completed", "attempted", "objectiveStatusKnown", "attemptLimitExceeded")


@st.composite
def drawings(draw):
    """A tree of up to ten activities, at most three deep."""
    depths, last = [], 0
    for _name in range(draw(st.integers(1, len(NAMES)))):
        last = draw(st.integers(1, min(3, last + 1)))
        depths.append(last)
    return "root\n" + "\n".join("  " * depth + name for depth, name in zip(depths, NAMES, strict=False))


CONDITION = st.fixed_dictionaries({"name": st.sampled_from(CONDITIONS), "negated": st.booleans()})


def rules_of(*actions):
    rule = st.fixed_dictionaries({"action": st.sampled_from(actions), "conditions": st.lists(CONDITION, min_size=1, max_size=2)})  # fmt: skip
    return st.lists(rule, max_size=1)


DEFINITION = st.fixed_dictionaries(
    {},
    optional={
        "choice": st.booleans(),
        "choice_exit": st.booleans(),
        "flow": st.just(True),
        "forward_only": st.booleans(),
        "prevents_activation": st.booleans(),
        "constrains_choice": st.booleans(),
        "tracked": st.booleans(),
        "most_attempts": st.integers(0, 2),
        "pre": rules_of("skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"),
        "exit": rules_of("exit"),
        "post": rules_of("exitParent", "exitAll", "retry", "retryAll", "continue", "previous"),
        "reorders": st.booleans(),
        "random_timing": st.sampled_from(["never", "once", "onEachNewAttempt"]),
        "select_timing": st.sampled_from(["never", "once"]),
        "select_count": st.integers(0, 3),
        "rolls_up_objective": st.booleans(),
        "current_objectives_only": st.booleans(),
    },
)
STEP = st.tuples(st.sampled_from([*LEFT, "suspend", ""]), st.sampled_from(REQUESTS), st.sampled_from(["root", *NAMES]))


@settings(max_examples=60, deadline=None)
@given(drawings(), st.dictionaries(st.sampled_from(["root", *NAMES]), DEFINITION), st.lists(STEP, max_size=10))
def test_no_order_of_requests_breaks_a_course_or_opens_what_is_shut(drawing, told, steps):
    names = {"root", *(one["id"] for one in items_of(drawing)[1])}
    rules = {name: one for name, one in told.items() if name in names}
    leads_elsewhere = any(one.get("post") or one.get("exit") for one in rules.values())
    tree = grown(drawing, rules)
    for how, asked, target in [("", "start", ""), *steps]:
        if tree.current and tree.current.is_active and how:
            left(tree, how)
        kept, before = tree.as_json(), {one.id: one.attempts for one in tree.by_id.values()}
        now = outlook(partial(grown, drawing, rules, kept))
        out = navigate(tree, asked, target)
        if asked == "choice" and not leads_elsewhere and target != "root":  # the whole is no line of the contents
            offered = {line.activity.id for line in now.lines if line.is_open}
            assert (out.delivered is not None) == (target in offered), "what is offered opens, and nothing else"
        if out.delivered is not None:
            check_delivered(
                tree, out.delivered, before, chosen=target if asked == "choice" and not leads_elsewhere else ""
            )
        tree = grown(drawing, rules, tree.as_json())


def check_delivered(tree, opened, before, *, chosen):
    assert opened.is_leaf
    assert opened.is_available
    assert tree.current is opened
    for one in opened.path():
        most = one.rules.most_attempts
        assert most is None or not one.rules.tracked or one.attempts <= most, "no attempt more than it allows"
        assert one.attempts <= before[one.id] + 1
        assert not is_always(one, "disabled")
    if chosen:
        assert not any(is_always(one, "hiddenFromChoice") for one in tree.by_id[chosen].path())


def is_always(activity, action):
    rules = [one for one in activity.rules.pre if one.action == action]
    return any(all(what.name == "always" and not what.negated for what in one.conditions) for one in rules)


def test_what_is_disabled_is_never_delivered_whatever_is_asked():
    rules = {
        "root": {"flow": True},
        "b": {"pre": [{"action": "disabled", "conditions": [{"name": "always"}]}]},
        "c": {"most_attempts": 0},
    }
    for asked in REQUESTS:
        for target in "abcd":
            tree = grown("root\n  a\n  b\n  c\n  d", rules)
            navigate(tree, "start")
            found = navigate(tree, asked, target).delivered
            assert found is None or found.id in "ad"
            assert found is None or not any(is_closed(tree, one) and not one.is_active for one in found.path())
