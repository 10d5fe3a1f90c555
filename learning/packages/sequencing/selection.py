"""SR.1 and SR.2: which children a cluster has for this learner, and in which order."""

from learning.packages.sequencing.tree import Activity, Tree, number


def arrange(tree: Tree) -> None:
    """Select and shuffle all clusters that ask for it and were not arranged yet: at the start of a session."""
    for one in list(tree.root.everything()):
        _select(tree, one)
        _shuffle(tree, one)
    number(tree)


def arrange_again(tree: Tree, activity: Activity) -> None:
    """An attempt on a cluster is over: one that is shuffled for each new attempt is shuffled for the next."""
    if activity.rules.random_timing == "onEachNewAttempt":
        activity.is_shuffled = False
        _shuffle(tree, activity)
        number(tree)


def _select(tree: Tree, activity: Activity) -> None:
    """SR.1 Select Children Process. To select anew for each attempt is not a part of SCORM."""
    if activity.is_leaf or activity.is_active or activity.is_suspended or activity.is_selected:
        return
    wanted = activity.rules.select_count
    if activity.rules.select_timing != "once" or wanted is None or wanted >= len(activity.children):
        return
    chosen = set(tree.dice.sample(range(len(activity.children)), wanted))
    activity.available = [one for place, one in enumerate(activity.children) if place in chosen]
    activity.is_selected = True


def _shuffle(tree: Tree, activity: Activity) -> None:
    """SR.2 Randomize Children Process."""
    if activity.is_leaf or activity.is_active or activity.is_suspended or activity.is_shuffled:
        return
    if activity.rules.random_timing == "never" or not activity.rules.reorders:
        return
    activity.available = tree.dice.sample(activity.available, len(activity.available))
    activity.is_shuffled = True
