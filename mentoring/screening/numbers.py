"""Reading the numbers of a text as runs of figures, however they were written.

"oh 7 seven double-0, 9OO 123" is read as 0770900123. Dates, times and sums of money are left out: they are what most
numbers in a letter are.
"""

import re
from collections.abc import Iterator

import re2

from rehab.care.folding import View, fold

TOKEN = re.compile(r"[^\W_]+")
FIGURES = {
    **dict(zip("zero oh o oo ooo nought nil".split(), "0 0 0 00 000 0 0".split(), strict=True)),
    **dict(zip("one two three four five six seven eight nine".split(), "123456789", strict=True)),
    **dict(zip("ten eleven twelve thirteen fourteen fifteen".split(), "10 11 12 13 14 15".split(), strict=True)),
    **dict(zip("sixteen seventeen eighteen nineteen".split(), "16 17 18 19".split(), strict=True)),
    **dict(
        zip("sero dim un dau dwy tri tair pedwar pedair pump pum".split(), "0 0 1 2 2 3 3 4 4 5 5".split(), strict=True)
    ),
    **dict(zip("chwech saith wyth naw hundred thousand".split(), "6 7 8 9 00 000".split(), strict=True)),
}
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), "23456789", strict=True))
TIMES = {"double": 2, "dwbl": 2, "treble": 3, "triple": 3}
#: Said between the figures of a number, and no figure.
SAID_BETWEEN = {"and", "then", "dash", "hyphen", "space", "next", "wedyn"}
LETTERS_FOR_FIGURES = str.maketrans("oilzsb", "011258")
WIDEST_GAP = 5
SHORTEST_RUN = 5

#: Dates, times, years and money. A figure straight after one of them means that it was none: the caller looks.
NO_NUMBER = re2.compile(
    r"\b(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])[/.](?:19|20)?\d\d\b"
    r"|\b(?:[01]?\d|2[0-3]):[0-5]\d\b"
    r"|\b(?:19|20)\d\d ?[/-] ?(?:19|20)?\d\d\b"
    r"|£ ?\d{1,3}(?:,\d{3})*(?:\.\d\d)?\b"
)
GOES_ON = re.compile(r"[/.:,-]\d")
LONG = re.compile(r"\d{7,}")

Figures = list[tuple[str, int, int]]  # a figure, and the part of the folded text that says it


def numbers(folded: View) -> View:
    """The runs of figures in a text, with a space between each two."""
    text, starts, ends = [], [], []
    for run in _runs(folded.text):
        if len(run) >= SHORTEST_RUN:
            for figure, start, end in run:
                text.append(figure)
                starts.append(folded.starts[start])
                ends.append(folded.ends[end - 1])
            text.append(" ")
            starts.append(ends[-1])
            ends.append(ends[-1])
    return View("".join(text), starts, ends)


def runs_of(typed: str) -> list[str]:
    """The runs of two figures or more in what was typed, however short: pieces of a number that goes on elsewhere."""
    return ["".join(figure for figure, _start, _end in run) for run in _runs(fold(typed).text) if len(run) > 1]


def _runs(text: str) -> Iterator[Figures]:
    left_out = _left_out(text)
    run: Figures = []
    last, times, after_tens = 0, 1, False
    for found in TOKEN.finditer(text):
        (start, end), word = found.span(), found.group()
        if start - last > WIDEST_GAP or left_out.find(1, last, end) >= 0:
            yield run
            run, times, after_tens = [], 1, False
        last = end
        if left_out[start]:
            continue
        if word in TIMES:
            times = TIMES[word]
            continue
        if figures := _figures(word, start, end):
            if after_tens and len(figures) == 1:
                run.pop()  # "seventy seven" is 77: the nought of seventy gives way
            run += figures * times
        elif word not in SAID_BETWEEN:
            yield run
            run = _long_number_in(word, start)
        times, after_tens = 1, word in TENS
    yield run


def _figures(word: str, start: int, end: int) -> Figures:
    """The figures that a word says, or none: 077, seven, seventy, 9oo."""
    if spoken := FIGURES.get(word) or (word in TENS and TENS[word] + "0"):
        return [(figure, start, end) for figure in spoken]
    if not any(letter.isdecimal() for letter in word):
        return []
    read = word.translate(LETTERS_FOR_FIGURES)
    return [(figure, start + n, start + n + 1) for n, figure in enumerate(read)] if read.isdecimal() else []


def _long_number_in(word: str, start: int) -> Figures:
    """A long number between letters, as in x07700900123x."""
    if not (found := LONG.search(word)):
        return []
    first = start + found.start()
    return [(figure, first + n, first + n + 1) for n, figure in enumerate(found.group())]


def _left_out(text: str) -> bytearray:
    """Marks the dates, times and sums of money."""
    marks = bytearray(len(text) + 1)
    for found in NO_NUMBER.finditer(text):
        start, end = found.span()
        if not GOES_ON.match(text, end):
            marks[start:end] = b"\1" * (end - start)
    return marks
