"""TB.2.1, TB.2.2 and TB.2.3: what the learner is in comes to an end, and rules may say where that leads."""

from learning.packages.sequencing.attempts import end_attempt, end_below
from learning.packages.sequencing.rollup import roll_up
from learning.packages.sequencing.rules import rule_action
from learning.packages.sequencing.tree import Activity, RefusedError, Tree


def termination_request(tree: Tree, asked: str) -> str:
    """TB.2.3 Termination Request Process. The sequencing request that comes of it, or nothing. Raises RefusedError."""
    current = tree.current
    if current is None:
        raise RefusedError("TB.2.3-1")
    if asked in {"exit", "abandon"} and not current.is_active:
        raise RefusedError("TB.2.3-2")
    match asked:
        case "exit":
            return _exit(tree, current)
        case "exitAll":
            return _exit_all(tree)
        case "suspendAll":
            return _suspend_all(tree, current)
        case "abandon":
            current.is_active = False
            return ""
        case "abandonAll":
            for one in current.path():
                one.is_active = False
            tree.current = tree.root
            return "exit"
    raise RefusedError("TB.2.3-7")


def _exit(tree: Tree, current: Activity) -> str:
    end_attempt(tree, current)
    _exit_actions(tree)
    while True:
        here = _here(tree)
        termination, sequencing = _post_conditions(tree, here)
        if termination == "exitAll":
            return _exit_all(tree, sequencing)
        if termination != "exitParent":
            # An attempt on the whole course is over, and with it the session, unless it is tried again.
            return "exit" if here is tree.root and sequencing != "retry" else sequencing
        if here.parent is None:
            raise RefusedError("TB.2.3-4")
        tree.current = here.parent
        end_attempt(tree, here.parent)


def _here(tree: Tree) -> Activity:
    if tree.current is None:
        raise RefusedError("TB.2.3-1")
    return tree.current


def _exit_actions(tree: Tree) -> None:
    """TB.2.1 Sequencing Exit Action Rules Subprocess: the topmost activity above that is to be left, is left."""
    above = _here(tree).path()[:-1]
    leaves = next((one for one in above if rule_action(tree, one, one.rules.exit, "exit")), None)
    if leaves is not None:
        end_below(tree, leaves)
        end_attempt(tree, leaves)
        tree.current = leaves


def _post_conditions(tree: Tree, here: Activity) -> tuple[str, str]:
    """TB.2.2 Sequencing Post Condition Rules Subprocess: a termination request and a sequencing request."""
    if here.is_suspended:
        return "", ""
    asked = rule_action(
        tree, here, here.rules.post, "exitParent", "exitAll", "retry", "retryAll", "continue", "previous"
    )
    if asked in {"exitParent", "exitAll"}:
        return asked, ""
    return ("exitAll", "retry") if asked == "retryAll" else ("", asked)


def _exit_all(tree: Tree, sequencing: str = "") -> str:
    here = _here(tree)
    if here.is_active:
        end_attempt(tree, here)
    end_below(tree, tree.root)
    end_attempt(tree, tree.root)
    tree.current = tree.root
    return sequencing or "exit"


def _suspend_all(tree: Tree, current: Activity) -> str:
    if current.is_active or current.is_suspended:
        roll_up(tree, current)
        tree.suspended = current
    elif current.parent is not None:
        tree.suspended = current.parent
    else:
        raise RefusedError("TB.2.3-3")
    for one in tree.suspended.path():
        one.is_active, one.is_suspended = False, True
    tree.current = tree.root
    return "exit"
