"""A course that is being written in the demo: its questions came from a file, and it draws from a bank."""

from random import Random

from justice_portal.access import Role
from justice_portal.accounts.models import User
from justice_portal.seeding import SeedEstate, seeder
from learning.authoring.actions import start_draft
from learning.authoring.incoming.jobs import put_in
from learning.authoring.incoming.models import QuestionImport
from learning.authoring.incoming.reading import read_file
from learning.authoring.models import Draft
from learning.quizzes.banks import Bank, BankQuestion

DETAILS = {
    "title": {"en": "Mend a puncture", "cy": "Trwsio twll mewn teiar"},
    "summary": {"en": "How to mend a flat bike tyre.", "cy": "Sut i drwsio teiar fflat ar feic."},
    "subject": "work", "level": "entry-3", "minutes": 20, "picture": "courses/food-hygiene.svg",
}  # fmt: skip
#: As another program would have written it: some come along, some do not, and the report says why.
FILE = b"""::First step:: What do you do first? {
=Take the wheel off#You can not reach the tube with the wheel on.
~Pump it up
~Paint the bike
}

::Tube:: The tube is inside the tyre.{TRUE#Yes, so you must take the tyre off.}

::Tools:: Match them {=lever -> lifts the tyre =patch -> covers the hole =pump -> puts air in}

::Ten minutes:: Let the glue dry for {#5:1#Most glue needs five minutes.} minutes.

::Why:: In your own words, why do you look at the tyre as well? {}

::Film:: [html]See <a href="https://example.org/film">this film</a>. What does she use to find the hole? {=water#Air makes bubbles in water.}

::No answer:: Which patch is best? {~red ~blue}

Well done, you are at the end.
"""
#: A bank that courses about money share.
MONEY = b"""A bus fare is 2 pounds. You pay with 5. How much do you get back, in pounds? {#3:0#Take 2 from 5.}

Half of 50p is 20p.{FALSE#Half of 50p is 25p.}

::Cheaper:: Which is cheaper for one? {=6 eggs for 90p#That is 15p for each egg. ~4 eggs for 80p}

You have 10 pounds and spend 4. How many pounds are left? {#6:0#Take 4 from 10.}

Two bags for 3 pounds. How many pounds for four bags? {#6:0#Four is two times two.}
"""


@seeder(order=122)
def writing(estate: SeedEstate, rng: Random) -> None:
    """One draft with the report of its file, and one bank, by the first tutor of a prison."""
    tutor = next((one for one in estate.staff_of(Role.TUTOR) if one.establishment), None)
    if tutor is None:
        return
    by, at = User.objects.get(pk=tutor.id), estate.days_ago(2)
    draft = start_draft(Draft, key=estate.key(rng, at), details=DETAILS, by=by)
    given = {"draft": draft, "name": "puncture.gift", "added_at": at, "added_by": by}
    made = QuestionImport.objects.create(pk=estate.key(rng, at), **given)
    put_in(made, draft, read_file(FILE), {}, by)
    bank = Bank.objects.create(
        pk=estate.key(rng, at), establishment_id=tutor.establishment, title="Money", made_at=at, made_by=by
    )
    for content in read_file(MONEY).questions:
        BankQuestion.objects.create(pk=estate.key(rng, at), bank=bank, content=content, added_at=at, added_by=by)
