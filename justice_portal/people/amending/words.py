"""What was put right, in the words that the person reads."""

from django.utils.translation import gettext_lazy

from justice_portal.people.amending.models import Amendment

Thing, What, Why = Amendment.Thing, Amendment.What, Amendment.Why
THINGS = {
    Thing.MOVEMENT: gettext_lazy("Where you were."),
    Thing.DATE: gettext_lazy("A date of yours."),
    Thing.CONTACT: gettext_lazy("A talk with staff."),
    Thing.RECORD: gettext_lazy("Your record."),
}
DONE = {
    What.CORRECTED: gettext_lazy("We put it right."),
    What.MOVED_OUT: gettext_lazy("We took it out of your record."),
    What.MOVED_IN: gettext_lazy("We put it in your record. It had been in the wrong one."),
    What.WITHDRAWN: gettext_lazy("We took it back."),
    What.REOPENED: gettext_lazy("We put it back in."),
    What.JOINED: gettext_lazy("You had two records. We made them one."),
    What.SEPARATED: gettext_lazy("It was mixed up with the record of someone else. Now it is only yours."),
}
WHY = {
    Why.OTHER_PERSON: gettext_lazy("It was not about you."),
    Why.WRONG_FACT: gettext_lazy("A day, a time or a place was wrong."),
    Why.TWICE: gettext_lazy("It was there two times."),
    Why.NOT_SO: gettext_lazy("It did not take place."),
    Why.RIGHT_AFTER_ALL: gettext_lazy("It was right after all."),
}


def told_to_person(one: Amendment) -> str:
    """What it was, what was done, and why: "Where you were. We took it back. It was not about you"."""
    what = What(one.what)
    said = [THINGS[Thing(one.thing)], DONE[what]]
    if what not in {What.MOVED_IN, What.JOINED, What.SEPARATED}:
        said.append(WHY[Why(one.why)])
    return " ".join(map(str, said))
