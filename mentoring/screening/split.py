"""What is said in pieces: a number or an address that begins in one message and ends in the next or the one after (T51).

Pure, like screening: texts in, findings out. Only short messages are pieces, and only their edges are looked at, so that
it costs no more than a short message does.
"""

from collections.abc import Sequence

from mentoring.screening.numbers import runs_of
from mentoring.screening.screening import Finding, RuleBook

#: A longer message is no piece of something. Of the pieces this much of the edge counts.
LONGEST_PIECE = 80
MOST_PIECES = 2
FEWEST_FIGURES = 10


def in_pieces(book: RuleBook, body: str, before: Sequence[str]) -> list[Finding]:
    """What rules find across this message and those that its writer sent just before. before: the newest first."""
    if len(body) > LONGEST_PIECE:
        return []
    pieces: list[str] = []
    for earlier in before[:MOST_PIECES]:
        if len(earlier) > LONGEST_PIECE:
            break
        pieces.insert(0, earlier)
        if found := _joined(book, pieces, body) or _figures(book, [*pieces, body]):
            return found
    return []


def _joined(book: RuleBook, pieces: list[str], body: str) -> list[Finding]:
    """The words as if they stood in one line: what begins before this message and ends in it."""
    for mark in (" ", ""):
        start = len(mark.join(pieces)) + len(mark)
        found = book.screen(mark.join([*pieces, body]))
        over = [one for one in found if one.start < start - len(mark) and one.end > start]
        if over:
            return [Finding(one.rule, one.kind, 0, min(one.end - start, len(body))) for one in over]
    return []


def _figures(book: RuleBook, texts: list[str]) -> list[Finding]:
    """The figures of each, joined: "it starts 07700", "then 900", "and 123 last"."""
    runs = [runs_of(text) for text in texts]
    if not all(runs) or any(len(each) != 1 for each in runs[1:-1]):
        return []
    joined = "".join([runs[0][-1], *(each[0] for each in runs[1:-1]), runs[-1][0]])
    if len(joined) < FEWEST_FIGURES:
        return []
    return [Finding(rule, kind, 0, len(texts[-1])) for rule, kind in book.of_figures(joined)]
