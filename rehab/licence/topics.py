"""What the conditions are about: a picture for each subject, and what it means from day to day."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """icon: one of our drawings. name: two words or so. meaning: what it means for me, a sentence a line."""

    code: str
    icon: str
    name: Any
    meaning: tuple[Any, ...]


_TOPICS = (
    Topic("behave", "tick", _("How you live"), (_("Live well, one day at a time."), _("In trouble? Tell your officer soon."))),
    Topic("home", "house", _("Where you live"),
          (_("You sleep at the address you agreed."), _("If you may lose it, say so at once."))),
    Topic("contact", "officer", _("Your officer"), (_("Keep each meeting."), _("If you cannot come, ring before it starts."))),
    Topic("tell", "messages", _("Things to tell"), (_("Tell your officer on the day that it happens."),)),
    Topic("work", "work", _("Work"), (_("You can look for work."), _("Ask before you say yes to it."))),
    Topic("travel", "passport", _("Travel"), (_("Plan early. An answer can take some days."),)),
    Topic("people", "people", _("People"), (_("If you meet by chance, walk away."), _("Then tell your officer."))),
    Topic("children", "family", _("Children"),
          (_("Tell your officer if a child is near you or comes to your home."), _("Ask first, each time."))),
    Topic("health", "health", _("Health"), (_("Put the dates in your week."), _("If you are ill, ring first."))),
    Topic("programme", "learn", _("Help and groups"), (_("Go each time."), _("Ask if a thing is hard to follow."))),
    Topic("screen", "screen", _("Phone and internet"),
          (_("This counts for each phone, tablet and computer."), _("It counts too when it is not yours."))),
    Topic("things", "lock", _("Things"), (_("This counts at home, in a bag and in a car."),)),
    Topic("money", "money", _("Money"), (_("Keep your papers and bank letters."), _("Show them when you are asked."))),
    Topic("curfew", "clock", _("Curfew"),
          (_("Be in before it starts. Stay in until it ends."), _("If you will be late, ring at once."))),
    Topic("area_out", "map", _("An area to keep out of"),
          (_("Look at the map. Plan your way around the striped part."), _("Ask first if you must go there."))),
    Topic("area_in", "map", _("An area to stay in"),
          (_("Look at the map. Stay inside the line."), _("Ask first if you must go out of it."))),
    Topic("places", "route", _("Places"), (_("If you are not sure about a place, do not go in."), _("Ask first."))),
    Topic("tag", "tag", _("Tag"), (_("Charge it each day."), _("Do not cut it or take it off."))),
    Topic("drink", "bottle", _("Drink and drugs"), (_("Tell the truth about what you use."), _("Your officer can find you help."))),
    Topic("report", "flag", _("Where to report"), (_("Come on time."), _("If you cannot come, ring first."))),
    Topic("search", "search", _("Checks"), (_("Stay calm and let them do it."), _("You can talk to your officer after."))),
    Topic("views", "thinking", _("Views and groups"), (_("If you are not sure, ask first."),)),
    Topic("own", "flag", _("Just for you"), (_("This rule was made just for you."), _("Ask if it is hard to follow."))),
)  # fmt: skip
TOPICS = {topic.code: topic for topic in _TOPICS}
