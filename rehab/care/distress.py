"""Words that say someone may be in danger: the one detector for everything that a person writes. It never holds or blocks."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from rehab.care.folding import fold
from rehab.care.words import WordLists

#: A small first list, in English and Welsh. It misses much: people listen, software only prompts them.
DISTRESS = """
kill myself | killing myself | end my life | ending my life | end it all | take my own life | taking my own life | suicide*
suicidal | want to die | wanna die | wish i was dead | wish i were dead | better off dead | rather be dead
better off without me | no reason to live | no point living | nothing to live for | dont want to live | dont want to be here
dont want to be alive | dont want to wake up | cant go on | cant carry on | cant take it any more | cant take it anymore
hurt myself | hurting myself | harm myself | harming myself | self harm* | self-harm* | cut myself | cutting myself
hang myself | hanging myself | ligature* | overdose | take all my pills | taken all my pills | slit my wrists | say goodbye to everyone
lladd fy hun | lladd fy hunan | hunanladdiad | hunan niweidio | hunan-niweidio | eisiau marw | moyn marw | brifo fy hun
dim pwynt byw | ddim eisiau byw | diwedd fy mywyd | methu cario ymlaen | gorddos
"""


@cache
def _lists() -> WordLists:
    phrases = [phrase.strip() for line in DISTRESS.strip().splitlines() for phrase in line.split("|")]
    return WordLists([(0, phrases, ["suicide squad"])])


def texts(value: Any) -> Iterator[str]:
    """The texts in a value: itself, or those of a list or a dictionary."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def sounds_like_distress(typed: str) -> bool:
    """Whether what somebody wrote says that someone may want to hurt themselves or die."""
    return next(iter(_lists().find(fold(typed))), None) is not None
