"""SB.2.5 to SB.2.13: a sequencing request names the activity to deliver, or ends the session."""

from learning.packages.sequencing.choice import choice_request
from learning.packages.sequencing.flow import BACKWARD, FORWARD, flow
from learning.packages.sequencing.tree import Activity, RefusedError, SessionEndsError, Tree


def sequencing_request(tree: Tree, asked: str, target: Activity | None = None) -> Activity | None:
    """SB.2.12 Sequencing Request Process: the activity to deliver, or nothing. Raises RefusedError and SessionEndsError."""
    match asked:
        case "start":
            return _start(tree)
        case "resumeAll":
            return _resume_all(tree)
        case "exit":
            return _exit(tree)
        case "retry":
            return _retry(tree)
        case "continue":
            return _step(tree, FORWARD, "SB.2.7")
        case "previous":
            return _step(tree, BACKWARD, "SB.2.8")
        case "choice":
            return choice_request(tree, target)
        case "jump":
            return _jump(tree, target)
    raise RefusedError("SB.2.12-1")


def _start(tree: Tree) -> Activity:
    """SB.2.5 Start Sequencing Request Process."""
    if tree.current is not None:
        raise RefusedError("SB.2.5-1")
    return tree.root if tree.root.is_leaf else flow(tree, tree.root, FORWARD, into=True)


def _resume_all(tree: Tree) -> Activity:
    """SB.2.6 Resume All Sequencing Request Process."""
    if tree.current is not None:
        raise RefusedError("SB.2.6-1")
    if tree.suspended is None:
        raise RefusedError("SB.2.6-2")
    return tree.suspended


def _step(tree: Tree, direction: str, process: str) -> Activity:
    """SB.2.7 Continue and SB.2.8 Previous Sequencing Request Process."""
    if tree.current is None:
        raise RefusedError(f"{process}-1")
    if tree.current.parent is not None and not tree.current.parent.rules.flow:
        raise RefusedError(f"{process}-2")
    return flow(tree, tree.current, direction, into=False)


def _retry(tree: Tree) -> Activity:
    """SB.2.10 Retry Sequencing Request Process."""
    current = tree.current
    if current is None:
        raise RefusedError("SB.2.10-1")
    if current.is_active or current.is_suspended:
        raise RefusedError("SB.2.10-2")
    if current.is_leaf:
        return current
    try:
        return flow(tree, current, FORWARD, into=True)
    except (RefusedError, SessionEndsError) as error:
        raise RefusedError("SB.2.10-3") from error


def _exit(tree: Tree) -> None:
    """SB.2.11 Exit Sequencing Request Process."""
    if tree.current is None:
        raise RefusedError("SB.2.11-1")
    if tree.current.is_active:
        raise RefusedError("SB.2.11-2")
    if tree.current is tree.root:
        raise SessionEndsError


def _jump(tree: Tree, target: Activity | None) -> Activity:
    """SB.2.13 Jump Sequencing Request Process."""
    if tree.current is None or target is None:
        raise RefusedError("SB.2.13-1")
    return target
