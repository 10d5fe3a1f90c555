"""How hard English is to read: the project's own measure, with nothing downloaded.

The figure is the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new
readability formulas", Research Branch Report 8-75, Naval Technical Training Command, 1975):

    0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59

Grade 4 is a child of nine. Text for the person stays at or below that: `GRADE_FOR_PEOPLE`.
Domain words that nobody can avoid (`GLOSSARY`), names and numbers count as one syllable each: they
are known, or explained once, as a whole, and no rewriting makes them shorter.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from html.parser import HTMLParser

GRADE_FOR_PEOPLE = 4.0
HARD_FROM = 3  # syllables


def terms(written: str, separator: str | None = None) -> frozenset[str]:
    """The terms of a list that is written as one text."""
    return frozenset(" ".join(term.split()) for term in written.split(separator))


GLOSSARY = terms(
    """
    accommodation, address, agreement, appeal, application, appointment, approved premises, assessment, benefits,
    caseload, certificate, community, complaint, condition, conviction, curfew, education, email, employer,
    employment, establishment, family contact, governor, identity, induction, interview, key worker, keyworker,
    legal adviser, licence, manager, mental health, mentor, mentoring, moderator, offence, offender, officer, parole,
    passphrase, password, pathway, permission, prison, prisoner, probation, recall, rehabilitation, release,
    resettlement, safer custody, Samaritans, sentence, solicitor, supervision, supervisor, support, tablet, transfer,
    tutor, Universal Credit
    """,
    separator=",",
)

# Words of our pages that the rules below get wrong. The CMU Pronouncing Dictionary gives these counts.
IRREGULAR = {
    "actually": 4, "anyone": 3, "area": 3, "aren't": 1, "average": 2, "behaviour": 3, "being": 2,
    "business": 2, "cafe": 2, "chocolate": 2, "comfortable": 3, "create": 2, "created": 3, "different": 2, "element": 3,
    "evening": 2, "every": 2, "everybody": 4, "everyday": 3, "everyone": 3, "everything": 3, "everywhere": 3,
    "favourite": 2, "fire": 1, "goes": 1, "hereby": 2, "idea": 3, "interest": 2, "interested": 3,
    "interesting": 3, "litre": 2, "maybe": 2, "metre": 2, "minute": 2, "people": 2, "quiet": 2, "quietly": 3,
    "recipe": 3, "rely": 2, "restaurant": 3, "safety": 2, "science": 2, "several": 2, "shoes": 1,
    "somebody": 3, "someone": 2, "something": 2, "sometimes": 2, "somewhat": 2, "somewhere": 2,
    "temperature": 3, "therefore": 2, "toes": 1, "usually": 4, "vegetable": 3, "video": 3, "wednesday": 2,
    "weren't": 1,
}  # fmt: skip

VOWELS = re.compile(r"[aeiouy]+")
# An e that is written but not said: made, makes, asked, safely. Not: table, houses, wanted, handled.
SILENT_E = re.compile(
    r"""
    [^aeiouy](?<![^aeiouyrw]l)e$
    | [^aeioucgsxyz](?<![sc]h)(?<![^aeiouyrw]l)es$
    | [^aeioudty](?<![^aeiouyrwl]l)ed$
    | (?<=qu)es?$
    | [^aeiouy](?<![^aeiouy]l)e(?=(?:ly|ful|fully|less|ness|ments?|lines?|marks?|names?|times?|where|work)$)
    | a(?=lly$)(?<=ica)           # basically
    """,
    re.VERBOSE,
)
# Two vowels side by side that are said apart, and endings with a beat but no vowel.
SAID_APART = re.compile(
    r"""
    (?<![cgstx])i(?=a(?!ge|r?$))  # diary, not special
    | (?<![cgstx])i(?=a$)         # media
    | [ct]i(?=at)                 # associate
    | (?<![cghstxn])i(?=o(?!u))   # radio, not nation
    | [bdlmnprv]i(?=ous?)         # various
    | [dlpr]i(?=en(?!d|ds|dly|ce$)|ence)(?<!sci)  # client, audience, not friend
    | i(?=ety|u[ms]$)             # society, medium
    | [^gq]u(?=a(?:l|t|ry))       # usual, not equal
    | [^gq]u(?=e(?:l|nt)$|ous)    # fuel, fluent
    | [aeou](?=ing)               # seeing, going
    | [aeou]y(?=ing|[aou]|er)     # paying, royal, player
    | [^aeiou]y(?=ing)            # trying
    | [^aeiouy]i(?=e(?:rs?|st|t)$)  # easier, quiet
    | cre(?=at)                   # create
    | re(?=act|al[it])            # react, reality
    | eo(?=[lr])(?<!geo)          # theory
    | (?<![aeiou])is(?=m$)|ris(?=m$)  # racism
    | [dst](?=n't$)               # didn't
    """,
    re.VERBOSE,
)

WORD = re.compile(r"[£$€]?[^\W_]*\d[\w.,:/%°]*|[^\W\d_]+(?:['-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]”*_]*\s+|\n|\|")
LIST_MARK = re.compile(r"^[ \t>]*(?:[-*+•]|\d{1,3}[.)]|#{1,6})[ \t]+", re.MULTILINE)
TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Prof|No)\.(?=[ \t])")
SHORTENED = re.compile(r"\b([a-z]\.[a-z]|etc|vs)\.(?=[ \t]+[a-z0-9])")
SMALL_WORDS = terms("am an as at be by do go he if in is it me my no of on or so to up us we")
ONE_BEAT = "so"  # what stands in for a word that counts as one syllable


def grade(text: str, *, exempt: Collection[str] = ()) -> float:
    """The Flesch-Kincaid grade of English text, plain or Markdown, 0.0 where there are no words.

    `exempt` are words or phrases that the text itself explains; they join `GLOSSARY`. A grade
    below 0 (a few very short words) is given as 0.0.
    """
    sentences = list(split(text, exempt))
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    beats = sum(spoken(word) for word in words)
    measured = 0.39 * len(words) / len(sentences) + 11.8 * beats / len(words) - 15.59
    return max(0.0, measured)


def hard_words(text: str, *, exempt: Collection[str] = ()) -> list[str]:
    """The words of three syllables or more that are not exempt, each once, in order of appearance."""
    words = (word for sentence in split(text, exempt) for word in sentence)
    return list(dict.fromkeys(word.lower() for word in words if spoken(word) >= HARD_FROM))


def split(text: str, exempt: Collection[str] = ()) -> list[list[str]]:
    """Sentences as lists of words. A heading, a list item, a table cell and a line each end a sentence."""
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{SOFT HYPHEN}", "")
    text = SHORTENED.sub(lambda found: found[1].replace(".", ""), TITLE.sub(r"\1", LIST_MARK.sub("", text)))
    text = exempt_pattern(GLOSSARY.union(exempt)).sub(lambda found: " ".join([ONE_BEAT] * len(found[0].split())), text)
    sentences = [words for part in SENTENCE_END.split(text) if (words := WORD.findall(part))]
    names = {word for words in sentences for word in names_in(words)}
    return [[ONE_BEAT if word.removesuffix("'s") in names else word for word in words] for words in sentences]


@lru_cache(maxsize=64)
def exempt_pattern(terms: frozenset[str]) -> re.Pattern[str]:
    """Finds the terms with their usual endings; the longest first, so that a phrase wins over its words."""
    forms = [re.escape(term).replace(r"\ ", r"[ \t]+") for term in terms]
    forms += [re.escape(term.removesuffix("y")) + "ie" for term in terms if term.endswith("y")]
    found = "|".join(sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{found})(?:'s|s'|es|ed|s|d|ing)?(?![^\W_]|['-]\w)", re.IGNORECASE)


def names_in(words: list[str]) -> list[str]:
    """Words with a capital inside a sentence. A title With Capitals Everywhere holds no names."""
    capitals = [word.removesuffix("'s") for word in words[1:] if word[0].isupper() and not word[1:2].isupper()]
    small = [word for word in words[1:] if word[0].islower()]
    return [word for word in capitals if len(word) > 1] if len(small) >= len(capitals) else []


def spoken(word: str) -> int:
    """The beats of one word of a text: a number is one, initials (GP, NHS) are said letter by letter."""
    if any(letter.isdigit() for letter in word):
        return 1
    initials = word.isupper() and (not VOWELS.search(word.lower()) or len(word) == 2)
    if initials and len(word) > 1 and word.lower() not in SMALL_WORDS:
        return len(word) + 2 * word.count("W")
    return syllables(word)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many beats an English word has when said aloud; never fewer than one."""
    plain = fold(word)
    if "-" in plain:
        return max(1, sum(syllables(part) for part in plain.split("-") if part))
    for ending in ("", "'s", "s"):
        if known := IRREGULAR.get(plain.removesuffix(ending)):
            return known
    said = plain.removesuffix("'s").removeprefix("y")
    return max(1, len(VOWELS.findall(said)) + len(SAID_APART.findall(said)) - len(SILENT_E.findall(said)))


def fold(word: str) -> str:
    """The word in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()


# Elements that begin on a line of their own: the text before and after them is never one sentence.
BLOCKS = terms(
    "address article aside blockquote button caption dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section summary table tbody td tfoot th"
    " thead tr ul br select img"
)
NEVER_READ = terms("script style code pre kbd samp template noscript svg textarea iframe object")
VOID = terms("area base br col embed hr img input link meta source track wbr")
# An end tag that HTML lets out: a new element of the row closes an open one of the same row.
CLOSED_BY_NEXT = [{"li"}, {"dt", "dd"}, {"td", "th"}, {"tr"}, {"option"}]
CLOSE_P = BLOCKS - {"br", "button", "img", "label", "option", "select", "summary", "legend", "caption"}


def visible_text(html: str) -> str:
    """What a reader meets in the main element of a page (or in the body, where there is no main), a line a block.

    Left out: code, drawings, text boxes, whatever is `hidden` or marked `data-reading="skip"`, and parts in another
    language than the page. The text of a picture (`alt`) is a line of its own.
    """
    page = Page()
    page.feed(html)
    page.close()
    parts = page.main if page.has_main else page.body
    lines = (" ".join(line.split()) for line in "".join(parts).split(Page.LINE))
    return "\n".join(line for line in lines if line)


class Page(HTMLParser):
    """Collects the text of a page while it remembers which elements are open."""

    LINE = "\0"

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []  # name, and whether what is inside is left out
        self.language = "en"
        self.has_main = False
        self.main: list[str] = []
        self.body: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.close_what_is_implied(tag)
        if tag == "html":
            self.language = language_of(given.get("lang", "en"))
        self.has_main |= tag == "main"
        skipped = self.is_skipped or self.leaves_out(tag, given)
        if tag in BLOCKS:
            self.put(self.LINE)
        if tag == "img" and not skipped:
            self.put(given.get("alt", "") + self.LINE)
        if tag not in VOID:
            self.open.append((tag, skipped))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in NEVER_READ:  # <svg/> is closed by its slash; for HTML elements the slash means nothing
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.put(self.LINE)
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not self.is_skipped:
            self.put(data.replace(self.LINE, " "))

    @property
    def is_skipped(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def leaves_out(self, tag: str, given: dict[str, str]) -> bool:
        other_language = "lang" in given and language_of(given["lang"]) != self.language
        return (
            tag in NEVER_READ
            or tag in {"head", "title"}
            or "hidden" in given
            or given.get("data-reading") == "skip"
            or other_language
        )

    def close_what_is_implied(self, tag: str) -> None:
        while self.open:
            last = self.open[-1][0]
            same_row = any(tag in row and last in row for row in CLOSED_BY_NEXT)
            if not (same_row or (last == "p" and tag in CLOSE_P) or (last == "head" and tag == "body")):
                return
            self.handle_endtag(last)

    def put(self, text: str) -> None:
        self.body.append(text)
        if any(name == "main" for name, _ in self.open):
            self.main.append(text)


def language_of(code: str) -> str:
    """The language of a code such as en-GB."""
    return code.strip().lower().split("-")[0]
