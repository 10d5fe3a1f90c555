"""A dozen invented services: each need, two in Welsh, two phone lines; some are due for review."""

import random
from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.seeding import SeedEstate, seeder
from rehab.directory.actions import load_services
from rehab.directory.importer import OPTIONAL, REQUIRED, read_services
from rehab.directory.models import Service

WEEKDAYS = "Mon-Fri 09:00-17:00"
#: name, what, needs, area, address, postcode, phone, opening times, languages, access.
SERVICES = (
    ("Hafan Housing", "They help you find a room. They can help with the first rent.", "accommodation;finance", "Hereford; Leominster", "4 Mill Lane, Hereford", "ZZ1 4ZZ", "01632 960101", "Mon-Fri 09:00-17:00; Sat 10:00-12:30", "English; Welsh", "No steps. Hearing loop."),
    ("Open Door Night Shelter", "A bed for the night. Come to the green door.", "accommodation", "Hereford", "20 Bridge Street, Hereford", "ZZ1 5ZZ", "01632 960102", "Mon-Sun 18:00-23:00", "English; Polish", "Three steps. Ask for the ramp."),
    ("Calm Heads", "A group to talk about anger. You learn to stop and think.", "attitudes", "Leominster", "The Old School, Leominster", "ZZ2 1ZZ", "01632 960103", "Tue 18:00-20:00; Thu 10:00-12:00", "English", "No steps. A quiet room."),
    ("Family Links", "They help you see your kids and talk with your family.", "family", "Hereford; Ross", "9 Chapel Row, Ross", "ZZ3 2ZZ", "01632 960104", WEEKDAYS, "English; Romanian", "No steps. Toys for small kids."),
    ("Clear Day Line", "Call to talk about drink or drugs. It is free.", "drugs-and-alcohol", "All of England and Wales", "", "", "01632 960105", "always", "English; Welsh; Polish", "Text 60105 if you cannot hear well."),
    ("Bridge Recovery", "They help you stay off drink and drugs. You meet one worker.", "drugs-and-alcohol;health", "Hereford", "31 Station Road, Hereford", "ZZ1 7ZZ", "01632 960106", "Mon-Thu 09:30-16:30; Fri 09:30-13:00", "English", "Lift. Hearing loop."),
    ("Work Yard", "They teach you a trade and help you find a job.", "work", "Hereford; Leominster; Ross", "Unit 3, Castle Street, Hereford", "ZZ1 8ZZ", "01632 960107", WEEKDAYS, "English; Polish", "No steps."),
    ("Read On", "One person helps you to read and write, or with maths.", "work", "Hereford", "The Library, Market Place, Hereford", "ZZ1 9ZZ", "01632 960108", "Mon 10:00-12:00, 14:00-19:00; Wed 10:00-12:00", "English; Welsh", "Lift. Big print. Hearing loop."),
    ("Fair Money", "They help with debt, benefits and a bank account. It is free.", "finance", "Hereford; Ross", "2 Market Place, Ross", "ZZ3 4ZZ", "01632 960109", "Mon-Fri 10:00-15:00", "English; Urdu", "No steps."),
    ("Debt Line", "Call if you owe money and do not know what to do.", "finance", "All of England and Wales", "", "", "01632 960110", "Mon-Fri 08:00-20:00; Sat 09:00-13:00", "English; Welsh", ""),
    ("Mill Lane Doctors", "You can see a doctor. You do not need an address.", "health", "Hereford", "12 Mill Lane, Hereford", "ZZ1 2YZ", "01632 960111", "Mon-Fri 08:00-18:30", "English; Polish; Romanian", "No steps. Lift."),
    ("Side by Side", "Somebody to walk with you to your first meetings.", "health;family;attitudes", "Leominster; Hereford", "6 Chapel Row, Leominster", "ZZ2 3ZZ", "01632 960112", "Mon-Fri 09:00-16:00", "English; Welsh", "They can come to you."),
)  # fmt: skip
#: name -> what, and getting in, in Welsh.
WELSH = {
    "Hafan Housing": ("Maen nhw'n eich helpu i gael ystafell. Gallan nhw helpu gyda'r rhent cyntaf.", "Dim grisiau. Dolen glyw."),
    "Clear Day Line": ("Ffoniwch i siarad am alcohol neu gyffuriau. Mae am ddim.", "Tecstiwch 60105 os nad ydych chi'n clywed yn dda."),
    "Read On": ("Mae un person yn eich helpu i ddarllen ac ysgrifennu, neu gyda mathemateg.", "Lifft. Print bras. Dolen glyw."),
    "Side by Side": ("Rhywun i gerdded gyda chi i'ch cyfarfodydd cyntaf.", "Gallan nhw ddod atoch chi."),
}  # fmt: skip


@seeder(order=117)
def services(estate: SeedEstate, rng: random.Random) -> None:
    """The way of any list: through the importer. Every fourth was last checked too long ago."""
    head = [*REQUIRED, *(name for name in OPTIONAL if name != "name_welsh")]
    lines = [",".join(head)]
    for nth, row in enumerate(SERVICES, start=1):
        days = 200 + nth if nth % 4 == 0 else rng.randint(3, 150)
        checked = (estate.today - timedelta(days=days)).isoformat()
        cells = [*row, f"demo-{nth}", *WELSH.get(row[0], ("", "")), checked]
        lines.append(",".join(f'"{cell}"' for cell in cells))
    load_services(Service, facts=read_services("\n".join(lines).encode()), by=SYSTEM)
    estate.counts["Service"] = len(SERVICES)
