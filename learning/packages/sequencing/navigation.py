"""NB.2.1 Navigation Request Process: whether what the learner asks for can be asked for now, and what it means."""

from dataclasses import dataclass

from learning.packages.sequencing.tree import Activity, RefusedError, Tree

#: What a learner, or the content for them, may ask for.
REQUESTS = (
    "start", "resumeAll", "continue", "previous", "choice", "jump", "exit", "exitAll", "abandon", "abandonAll",
    "suspendAll",
)  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """The requests that a navigation request stands for."""

    termination: str = ""
    sequencing: str = ""
    target: Activity | None = None


def navigation_request(tree: Tree, asked: str, target: str = "") -> Meaning:
    """NB.2.1. Raises RefusedError."""
    match asked:
        case "start" | "resumeAll":
            return _begin(tree, asked)
        case "continue" | "previous":
            return _step(tree, asked)
        case "choice":
            return _choice(tree, tree.by_id.get(target))
        case "jump":
            return _jump(tree, tree.by_id.get(target))
        case "exit" | "abandon":
            if not _current(tree).is_active:
                raise RefusedError("NB.2.1-12")
            return Meaning(asked, "exit")
        case "exitAll" | "abandonAll" | "suspendAll":
            _current(tree)
            return Meaning(asked, "exit")
    raise RefusedError("NB.2.1-13")


def _current(tree: Tree) -> Activity:
    if tree.current is None:
        raise RefusedError("NB.2.1-2")
    return tree.current


def _begin(tree: Tree, asked: str) -> Meaning:
    if tree.current is not None:
        raise RefusedError("NB.2.1-1")
    if asked == "resumeAll" and tree.suspended is None:
        raise RefusedError("NB.2.1-3")
    return Meaning("", asked)


def _step(tree: Tree, asked: str) -> Meaning:
    current = _current(tree)
    above = current.parent
    if above is None or not above.rules.flow:
        raise RefusedError("NB.2.1-4" if asked == "continue" else "NB.2.1-6")
    if asked == "previous" and above.rules.forward_only:
        raise RefusedError("NB.2.1-5")
    return Meaning("exit" if current.is_active else "", asked)


def _choice(tree: Tree, target: Activity | None) -> Meaning:
    if target is None:
        raise RefusedError("NB.2.1-11")
    if target.parent is not None and not target.parent.rules.choice:
        raise RefusedError("NB.2.1-10")
    current = tree.current
    if current is None:
        return Meaning("", "choice", target)
    common = tree.common(current, target)
    for one in reversed(current.path()):
        if one is common and one is not current:
            break
        if one is not target and one.is_active and not one.rules.choice_exit:
            raise RefusedError("NB.2.1-8")
    return Meaning("exit" if current.is_active else "", "choice", target)


def _jump(tree: Tree, target: Activity | None) -> Meaning:
    if target is None or not target.is_available:
        raise RefusedError("NB.2.1-11")
    current = _current(tree)
    return Meaning("exit" if current.is_active else "", "jump", target)
