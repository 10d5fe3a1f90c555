"""What screening finds, what it leaves alone, and what it costs."""

import json
import random
import time
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.screening.actions import FIRST_RULES
from mentoring.screening.patterns import Patterns, why_refused
from mentoring.screening.screening import Entry, RuleBook
from mentoring.screening.split import in_pieces
from rehab.care.distress import sounds_like_distress
from rehab.care.folding import fold

FIRST = json.loads(FIRST_RULES.read_text())
LABELLED = FIRST_RULES.with_name("labelled.json")


def entry(rule):
    return Entry(
        rule=rule["name"],
        kind=rule["kind"],
        words=tuple(rule.get("words", ())),
        harmless=tuple(rule.get("harmless", ())),
        pattern=rule.get("pattern", ""),
        reads_figures=rule.get("reads") == "figures",
    )


@pytest.fixture(scope="module")
def book():
    return RuleBook(entry(rule) for rule in FIRST)


def word_book(*words, harmless=()):
    return RuleBook([Entry(rule=uuid4(), kind="word", words=words, harmless=harmless)])


def marked(book, text):
    return [text[found.start : found.end] for found in book.screen(text)]


@pytest.mark.parametrize(
    "text",
    ["spice", "Spice!", "SPÍCE", "sp1ce", "$pice", "s p i c e", "S.P.I.C.E", "s-p-i-c-e", "spiiiice", "ѕріcе",
     "s\u200bpice", "ＳＰＩＣＥ", "(spice)", "5p1c3", "got spice,mate", "𝓈𝓅𝒾𝒸𝑒", "sp\u00adice"],
)  # fmt: skip
def test_a_word_is_found_in_disguise(text):
    assert marked(word_book("spice"), text)


@pytest.mark.parametrize("text", ["spiced apples", "auspice", "spi ce", "hospice", "price", "s p i", "1st 2nd 3pm"])
def test_a_part_of_a_longer_word_is_left_alone(text):
    assert marked(word_book("spice"), text) == []


def test_a_harmless_phrase_excuses_its_word_and_no_other():
    book = word_book("spice", harmless=("spice of life", "mixed spice"))
    assert marked(book, "Variety is the spice of life.") == []
    assert marked(book, "mixed  SPICE") == []
    assert marked(book, "mixed spice, and spice") == ["spice"]


def test_a_phrase_is_found_across_breaks_and_an_open_end_takes_longer_words():
    assert marked(word_book("send me money"), "Please send\nme...money now") == ["send\nme...money"]
    assert marked(word_book("shank*"), "two shanks") == ["shank"]
    assert marked(word_book("don't tell staff"), "dont tell staff") == ["dont tell staff"]


def test_the_marked_part_is_the_part_that_was_typed():
    text = "Hé said: ring  oh double-seven 00, 9OO one 23 ok?"
    book = RuleBook([Entry(rule="n", kind="contact", pattern=r"\b0\d{10}\b", reads_figures=True)])
    assert marked(book, text) == ["oh double-seven 00, 9OO one 23"]
    accents = "é" * 50 + " spice " + "ﬁ" * 20 + " spice"
    assert marked(word_book("spice"), accents) == ["spice", "spice"]


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "07700900123", "0-7-7-0-0-9-0-0-1-2-3", "+44 7700 900123", "oh seven seven double oh nine hundred one two three",
     "zero seven seven zero zero nine zero zero one two three", "O77OO 9OO I23", "07700\n900\n123", "0113 496 0123",
     "٠٧٧٠٠٩٠٠١٢٣", "x07700900123x", "sero saith saith dim dim naw un dau tri pedwar pump"],
)  # fmt: skip
def test_a_phone_number_is_found_however_it_is_written(book, text):
    assert {"Phone numbers"} & {found.rule for found in book.screen(text)}


@pytest.mark.parametrize(
    "text",
    ["I was born on 01/02/1990 and the visit is at 10:30.", "It costs £20.50 or £1,200.00", "I have done 12 of 30 days.",
     "My appointment is 3 March 2026, 2pm, room 4.", "one of us and two of them", "Season 2019-2020, 38 games, 24 wins"],
)  # fmt: skip
def test_dates_times_and_money_are_no_phone_numbers(book, text):
    assert book.screen(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("write to jo.bloggs@example.com", "Email addresses"),
        ("jo at example dot com", "Email addresses"),
        ("jo(at)example(dot)co", "Email addresses"),
        ("I live at LS1 4AP", "Postcodes"),
        ("come to 14 Mill Lane", "Street addresses"),
        ("12b High Street", "Street addresses"),
        ("see www.example.org", "Links"),
        ("HTTPS://x", "Links"),
        ("look up example.co.uk", "Links"),
        ("find @some_body there", "Handles"),
        ("add me on there", "Handles"),
        ("my insta is jo", "Handles"),
        ("are you on WhatsApp?", "Other apps"),
        ("can you lend me a tenner", "Money"),
        ("keep this between us", "Secrets"),
        ("I know where you live", "Threats"),
        ("got a SIM card?", "Phones and SIM cards"),
    ],
)
def test_each_first_rule_finds_what_it_is_for(book, text, rule):
    assert rule in {found.rule for found in book.screen(text)}


def test_recall_and_false_alarms_on_the_labelled_set_are_what_we_say(book, capsys):
    """T42: screening is advice. The figures are printed, and a change that makes them worse fails."""
    totals = {}
    for row in json.loads(LABELLED.read_text()):
        found = bool(book.screen(row["text"]) or in_pieces(book, row["text"], row.get("before", [])))
        right, alarms, bad, good = totals.get(row["class"], (0, 0, 0, 0))
        totals[row["class"]] = (
            right + (found and row["hold"]),
            alarms + (found and not row["hold"]),
            bad + row["hold"],
            good + (not row["hold"]),
        )
    with capsys.disabled():  # the figures are for the reader of the test's output
        for name, (right, alarms, bad, good) in sorted(totals.items()):
            print(f"\n{name:12} found {right} of {bad}, false alarms {alarms} of {good}", end="")  # noqa: T201
    right, alarms, bad, good = (sum(row[n] for row in totals.values()) for n in range(4))
    assert right / bad >= 0.85
    assert alarms / good <= 0.25


TEXT = st.text(max_size=400) | st.text(alphabet="spice 07o1@$!.-\u200b\n", max_size=400)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_screening_never_fails_and_marks_parts_of_the_text(text):
    book = RuleBook(entry(rule) for rule in FIRST[:4] + FIRST[8:9])
    for found in book.screen(text):
        assert 0 <= found.start < found.end <= len(text)
    view = fold(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    sounds_like_distress(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc dé\n", max_size=40), st.text(alphabet="xyz ü\n", max_size=40))
def test_a_word_is_found_wherever_it_stands(before, after):
    assert marked(word_book("forbidden"), f"{before} Forbidden! {after}") == ["Forbidden"]


def cpu(work, times=5):
    best = float("inf")
    for _n in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def many_rules(count):
    chance = random.Random(7)

    def word():
        return "".join(chance.choice("abcdefghijklmnoprstuvw") for _n in range(chance.randint(4, 9)))

    return [
        Entry(rule=n, kind="word", pattern=rf"\b{word()}[a-z]{{0,3}} ?{word()}\b")
        if n % 4 == 0
        else Entry(rule=n, kind="word", words=(word(), f"{word()} {word()}"))
        for n in range(count)
    ]


WORST = {
    "plain": "the cat sat on my mat with seven hats, 12 of 34 ",
    "figures": "0",
    "said": "seven double ",
    "spelled": "a b c ",
    "leet": "5p1c3 ",
    "signs": "a@",
    "accents": "é\u0301",
    "joined": "\u200d",
    "dates": "01/02/2026 ",
    "urdu": "یہ ایک پیغام ہے ",
    "almost": "sort cod",
}


@pytest.mark.parametrize("name", WORST)
def test_a_full_message_against_2000_rules_takes_milliseconds(name):
    """Issue figure: 5 ms. Allowed here: 15, since other work shares the machine."""
    book = RuleBook(many_rules(2000))
    text = (WORST[name] * 2000)[:2000]
    assert cpu(lambda: book.screen(text)) < 15


@pytest.mark.proof
@pytest.mark.parametrize("name", WORST)
def test_cost_grows_with_the_length_and_not_faster(book, name):
    short, long = (WORST[name] * 4000)[:4000], (WORST[name] * 64000)[:64000]
    assert cpu(lambda: book.screen(long), 3) < 16 * 4 * max(cpu(lambda: book.screen(short)), 0.5)


@pytest.mark.parametrize("rule", [rule for rule in FIRST if rule.get("pattern")], ids=lambda rule: rule["name"])
def test_each_pattern_reads_50_kilobytes_of_the_worst_in_time_t79(rule):
    """T79: at most 50 ms; twice that allowed, since other work shares the machine."""
    pattern = Patterns([(0, rule["pattern"])])
    for text in [*WORST.values(), "07", "a.", "1 high ", "@@@", "www", "a-", "ls1 4a "]:
        view = fold((text * 50_000)[:50_000])
        assert cpu(lambda view=view: list(pattern.find(view)), 2) < 100


@pytest.mark.parametrize(
    "pattern",
    [r"(a)\1", r"(?=a)b", r"(?<!a)b", "a(", "[z-a]", "a{2000}", "(?:a{500}){5}", "(?:[a-z]?){900}", "a*", "", "x" * 301,
     r"\d?"],
)  # fmt: skip
def test_a_pattern_that_is_not_linear_or_holds_everything_is_refused(pattern):
    assert why_refused(pattern)


def test_the_first_rules_are_allowed_and_say_why_in_both_languages():
    for rule in FIRST:
        assert not rule.get("pattern") or why_refused(rule["pattern"]) == ""
        assert rule["reason"]
        assert rule["reason_welsh"] not in {"", rule["reason"]}


@pytest.mark.parametrize(
    "text",
    ["I want to die", "im going to kill myself tonight", "I feel suicidal", "there is no reason to live", "k i l l myself",
     "I don't want to be here", "Rydw i eisiau marw", "I've been self-harming again", "I can’t go on"],
)  # fmt: skip
def test_words_of_distress_are_noticed(text):
    assert sounds_like_distress(text)


@pytest.mark.parametrize(
    "text", ["I could kill for a burger", "We saw Suicide Squad", "The battery died", "cut up the onions"]
)
def test_ordinary_words_are_not_taken_for_distress(text):
    assert not sounds_like_distress(text)
