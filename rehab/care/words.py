"""Finding listed words and phrases in a text: as they stand, and disguised (sp1ce, s.p.i.c.e, spiiice).

Words match whole words only. `word*` also matches longer words that begin so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from rehab.care.folding import View, fold

TOKEN = re.compile(r"[^\W_]+")
#: Signs that stand for letters inside a disguised word.
DISGUISED_TOKEN = re.compile(r"(?:[^\W_]|[@$!|+€])+")
LEET = str.maketrans("01l!|3€4@5$7+8962", "oiiiieeaassttbggz")
STANDS_FOR_A_LETTER = re.compile(r"[0-9@$!|+€]")
LETTER = re.compile(r"[a-z]")
THREE_ALIKE = re.compile(r"([^\W\d_])\1\1")
ALIKE = re.compile(r"(.)\1+")
#: A spelled-out word has at least so many letters; a shorter one is not looked for in disguise, where all is likely.
SHORTEST_SPELLED, SHORTEST_DISGUISED = 3, 4
WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words joined by single spaces, with a space at each end; suspect marks the letters of words that look disguised."""

    view: View
    suspect: bytearray


def plain_tokens(folded: View) -> Tokens:
    """The words of a text as they stand."""
    return _joined(
        folded, [(found.start(), found.end(), found.group(), False) for found in TOKEN.finditer(folded.text)]
    )


def disguised_tokens(folded: View) -> Tokens | None:
    """The words of a text with figures and signs read as letters; None when no word looks disguised."""
    words, run = [], []
    for found in DISGUISED_TOKEN.finditer(folded.text):
        start, word = found.start(), found.group().rstrip("!|+")
        if len(word) == 1 and (not run or start - run[-1][1] <= WIDEST_GAP):
            run.append((start, start + 1, word))
            continue
        words += _spelled(run)
        run = [(start, start + 1, word)] if len(word) == 1 else []
        if len(word) > 1:
            words.append((start, start + len(word), undisguise(word), looks_disguised(word)))
    words += _spelled(run)
    return _joined(folded, words) if any(word[3] for word in words) else None


def looks_disguised(word: str) -> bool:
    return bool((STANDS_FOR_A_LETTER.search(word) and LETTER.search(word)) or THREE_ALIKE.search(word))


def undisguise(word: str) -> str:
    """The one form that all disguises of a word share: figures as letters, no letter twice in a row, l as i."""
    return ALIKE.sub(r"\1", word.translate(LEET))


def _spelled(run: list[tuple[int, int, str]]) -> list[tuple[int, int, str, bool]]:
    """Single letters in a row as one word, when there are enough of them; else each by itself."""
    if len(run) < SHORTEST_SPELLED:
        return [(start, end, undisguise(letter), False) for start, end, letter in run]
    return [(run[0][0], run[-1][1], undisguise("".join(letter for *_, letter in run)), True)]


def _joined(folded: View, words: Iterable[tuple[int, int, str, bool]]) -> Tokens:
    text, starts, ends, suspects = [" "], [0], [0], bytearray(1)
    for start, end, word, suspect in words:
        first, last = folded.starts[start], folded.ends[end - 1]
        if len(word) == end - start:
            starts += folded.starts[start:end]
            ends += folded.ends[start:end]
        else:
            starts += [first] * len(word)
            ends += [last] * len(word)
        starts.append(last)
        ends.append(last)
        text += (word, " ")
        suspects += bytes([suspect]) * len(word) + b"\0"
    return Tokens(View("".join(text), starts, ends), suspects)


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed word that was found: the number of its list, and which part of the typed text it is."""

    number: int
    start: int
    end: int


class WordLists:
    """Lists of words and phrases, each with phrases in which they mean no harm ("spice" in "spice of life")."""

    def __init__(self, lists: Iterable[tuple[int, Iterable[str], Iterable[str]]]) -> None:
        plain: dict[str, list[tuple[int, bool]]] = {}
        disguised: dict[str, list[tuple[int, bool]]] = {}
        for number, words, harmless in lists:
            for word in words:
                key, open_end = key_of(word)
                if not key:
                    continue
                plain.setdefault(_bounded(key, open_end), []).append((number, False))
                if len(key.replace(" ", "")) >= SHORTEST_DISGUISED:
                    hidden = " ".join(undisguise(part) for part in key.split())
                    disguised.setdefault(_bounded(hidden, open_end), []).append((number, False))
            for phrase in harmless:
                key, open_end = key_of(phrase)
                if key:
                    plain.setdefault(_bounded(key, open_end), []).append((number, True))
        self._plain, self._disguised = _automaton(plain), _automaton(disguised)

    def find(self, folded: View) -> Iterator[Hit]:
        yield from self._find_plain(plain_tokens(folded))
        if tokens := disguised_tokens(folded):
            yield from self._find_disguised(tokens)

    def _find_plain(self, tokens: Tokens) -> Iterator[Hit]:
        text, found, excused = tokens.view.text, [], {}
        for number, harmless, start, end in _matches(self._plain, text):
            if harmless:
                excused.setdefault(number, bytearray(len(text)))[start:end] = b"\1" * (end - start)
            else:
                found.append((number, start, end))
        for number, start, end in found:
            if number not in excused or excused[number].find(0, start, end) >= 0:
                yield Hit(number, *tokens.view.part(start, end))

    def _find_disguised(self, tokens: Tokens) -> Iterator[Hit]:
        for number, _harmless, start, end in _matches(self._disguised, tokens.view.text):
            if tokens.suspect.find(1, start, end) >= 0:
                yield Hit(number, *tokens.view.part(start, end))


def key_of(word: str) -> tuple[str, bool]:
    """A listed word as the matcher keeps it, and whether longer words that begin so match too."""
    text = plain_tokens(fold(word)).view.text.strip()
    return text, word.rstrip().endswith("*")


def _bounded(key: str, open_end: bool) -> str:
    return f" {key}" if open_end else f" {key} "


def _automaton(words: dict[str, list[tuple[int, bool]]]) -> ahocorasick.Automaton | None:
    if not words:
        return None
    automaton = ahocorasick.Automaton()
    for key, values in words.items():
        automaton.add_word(key, (len(key), key.endswith(" "), values))
    automaton.make_automaton()
    return automaton


def _matches(automaton: ahocorasick.Automaton | None, text: str) -> Iterator[tuple[int, bool, int, int]]:
    """(number, harmless, start, end) of each match, without the spaces round it."""
    for last, (length, closed, values) in automaton.iter(text) if automaton else ():
        start, end = last - length + 2, last if closed else last + 1
        for number, harmless in values:
            yield number, harmless, start, end
