"""Words that say a request cannot wait its turn. They put it at the top and say why; they decide nothing."""

from functools import cache

from rehab.care.folding import fold
from rehab.care.words import WordLists

#: English and Welsh. It misses much, and that is said to staff: they read each request.
URGENT = """
funeral | dying | passed away | died | has died | in hospital | life support | urgent | urgently | emergency | court tomorrow | court today
court on monday | in court this week | chest pain | cant breathe | cannot breathe | bleeding | seizure* | fit last night | fits
no insulin | insulin | no medication | no meds | my medication | missed my meds | withdrawing | detox | pregnant | miscarr*
not eaten | no food | no bedding | no heating | no water | flooded | threat | threatened | scared | bullied | beaten up | attacked
not safe | unsafe | released tomorrow | getting out tomorrow | nowhere to sleep | homeless tomorrow | eviction | evicted
angladd | yn marw | wedi marw | bu farw | yn yr ysbyty | brys | argyfwng | llys yfory | llys heddiw | poen yn y frest
methu anadlu | gwaedu | inswlin | dim moddion | fy moddion | yn feichiog | heb fwyta | dim bwyd | dim gwres | dim dwr
bygythiad | bygwth | ofnus | ofn arna i | ymosod | ddim yn ddiogel | mynd allan yfory | unman i gysgu
"""


@cache
def _lists() -> WordLists:
    phrases = [phrase.strip() for line in URGENT.strip().splitlines() for phrase in line.split("|")]
    return WordLists([(0, phrases, ["death star"])])


def sounds_urgent(typed: str) -> bool:
    """Whether what was typed says that it cannot wait."""
    return next(iter(_lists().find(fold(typed))), None) is not None
