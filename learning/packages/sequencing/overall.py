"""OP.1 Overall Sequencing Process: a navigation request goes in, and what happens to the learner comes out."""

from dataclasses import dataclass

from learning.packages.sequencing.attempts import check_delivery, deliver
from learning.packages.sequencing.flow import end_course
from learning.packages.sequencing.navigation import navigation_request
from learning.packages.sequencing.requests import sequencing_request
from learning.packages.sequencing.selection import arrange
from learning.packages.sequencing.termination import termination_request
from learning.packages.sequencing.tree import Activity, RefusedError, SessionEndsError, Tree


@dataclass(frozen=True)
class Outcome:
    """What came of a request. delivered: the activity to open. refused: the exception of the book, when it says no."""

    delivered: Activity | None = None
    is_new: bool = False
    ended: bool = False
    refused: str = ""


def navigate(tree: Tree, asked: str, target: str = "") -> Outcome:
    """OP.1. The tree is changed; where it refuses before anything ends, nothing is."""
    try:
        meaning = navigation_request(tree, asked, target)
        if tree.current is None:
            arrange(tree)
        sequencing = meaning.sequencing
        if meaning.termination:
            sequencing = termination_request(tree, meaning.termination) or sequencing
        found = sequencing_request(tree, sequencing, meaning.target)
        if found is None:
            return Outcome()
        check_delivery(tree, found)
        return Outcome(delivered=found, is_new=deliver(tree, found))
    except SessionEndsError:
        end_course(tree)
        tree.current = None
        return Outcome(ended=True)
    except RefusedError as error:
        return Outcome(refused=error.code)
