"""The project's own reading measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justice_portal.reading import (
    GLOSSARY,
    GRADE_FOR_PEOPLE,
    IRREGULAR,
    grade,
    hard_words,
    split,
    syllables,
    visible_text,
)

ANY_TEXT = st.text(max_size=400)
HTML_PIECES = st.lists(
    st.sampled_from(
        [f"<{slash}{tag}>" for tag in ["main", "p", "li", "td", "svg", "script", "div"] for slash in ["", "/"]]
    )
    | st.sampled_from(["<br>", "<img alt='x'>", "<svg/>", "<!--", "-->", "word ", "&amp;", "&#0;", "<", ">", "\x00"])
    | st.sampled_from(["<div data-reading='skip'>", "<p hidden>", "<i lang='cy'>"]),
    max_size=40,
).map("".join)


def kincaid(*, words, sentences, beats):
    return pytest.approx(0.39 * words / sentences + 11.8 * beats / words - 15.59)


# The counts are those of the CMU Pronouncing Dictionary.
@pytest.mark.parametrize(
    ("beats", "words"),
    [
        (1, "I a the made makes asked eyes where shoes goes friend week played year through queue else cooked fridge"),
        (1, "don't you're can't aren't week's you’ll"),
        (2, "table tables houses wanted handled safely hopeful people being quiet movement seven sometimes maybe"),
        (2, "didn't isn't people's fluent trying paying something unique timeline check-in going café every"),
        (3, "radio media easier usual diary idea animal piano library important happily element twenty-five"),
        (4, "society community variety experience original bacteria"),
        (5, "university possibility opportunity"),
    ],
)
def test_syllables_are_counted_as_said_aloud(beats, words):
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), beats)


def test_capitals_and_accents_do_not_change_the_count():
    assert syllables("EVERYONE") == syllables("everyone") == IRREGULAR["everyone"]
    assert syllables("resumé") == syllables("resume")


@given(ANY_TEXT)
def test_every_word_has_at_least_one_syllable(word):
    assert syllables(word) >= 1


def test_the_grade_is_kincaids_formula():
    text = "The little children wanted something different. They were walking over the mountain."
    assert grade(text) == kincaid(words=12, sentences=2, beats=20)


def test_no_words_no_grade():
    assert grade("") == grade(" \n\n --- \n| | |\n") == 0.0


def test_a_few_short_words_are_never_below_zero():
    assert grade("Go on.") == 0.0


def test_longer_words_and_longer_sentences_are_harder():
    plain = "You must see your worker. Go there on the day they say."
    long_words = "You must attend supervision consultations. Participation is obligatory."
    long_sentence = "You must see your worker and go there on the day they say and then you must come back to see us."
    assert grade(plain) < grade(long_sentence)
    assert grade(plain) < GRADE_FOR_PEOPLE < grade(long_words)


def test_plain_words_pass_and_official_words_do_not():
    assert grade("We will help you find a place to live. Tell us what you need.") <= GRADE_FOR_PEOPLE
    assert grade("Individuals subject to enhanced requirements must notify the responsible authority.") > 15


@pytest.mark.parametrize(
    "text",
    [
        "# Your first day\nYou go home",
        "Your first day\n\nYou go home",
        "- Your first day\n- You go home",
        "1. Your first day\n2. You go home",
        "| Your first day | You go home |\n| --- | --- |",
        "Your first day! You go home.",
        "**Your first day.** You go home.",
        "“Your first day?” You go home…",
        "> Your first day\r\n> You go home",
    ],
)
def test_headings_list_items_cells_and_lines_end_a_sentence(text):
    assert split(text) == [["Your", "first", "day"], ["You", "go", "home"]]


@pytest.mark.parametrize(
    "text",
    [
        "It costs £2.50 or 5.5% less",
        "See Mr. Jones at 9 a.m. or at 5 p.m. today",
        "Take proof, e.g. a bill, to St. James",
        "Bring tea, milk, etc. to the room",
    ],
)
def test_a_full_stop_inside_a_number_or_a_short_form_ends_nothing(text):
    assert len(split(text)) == 1


def test_a_number_is_one_word_of_one_syllable():
    assert split("Keep it at 5°C, not 63.5C, by 08:30 on 21/11/2026 for £1,250.00") == [
        ["Keep", "it", "at", "5°C,", "not", "63.5C,", "by", "08:30", "on", "21/11/2026", "for", "£1,250.00"]
    ]
    assert grade("You pay 7 now.") == grade("You pay 1,777,777.77 now.")


def test_initials_are_said_letter_by_letter_and_shouted_words_are_not():
    assert grade("Go to see the NHS now.") == kincaid(words=6, sentences=1, beats=8)
    assert grade("Go to see the GP now.") == kincaid(words=6, sentences=1, beats=7)
    assert grade("Do NOT GO to SEE the man at the wonderful seaside.") == grade(
        "Do not go to see the man at the wonderful seaside."
    )


def test_glossary_words_count_as_one_syllable_with_their_usual_endings():
    assert "licence" in GLOSSARY
    short = "Ask him and her to see what that one says about the dog they met."
    for term in ["licence", "licences", "licence's", "Licence", "probation", "communities", "supported", "mentors"]:
        assert grade(short.replace("dog", term)) == grade(short), term


def test_a_glossary_phrase_is_exempt_only_as_a_phrase():
    assert hard_words("Universal credit and a universal answer") == ["universal"]


def test_the_glossary_has_no_empty_or_untidy_term():
    assert all(term == " ".join(term.split()) and len(term) > 2 for term in GLOSSARY)


def test_a_text_may_bring_its_own_exempt_words():
    text = "The numerator is on top. Both numerators are the same."
    assert hard_words(text) == ["numerator", "numerators"]
    assert hard_words(text, exempt=["numerator"]) == []
    assert grade(text, exempt={"numerator"}) < grade(text)


def test_an_exempt_word_inside_another_word_is_not_exempt():
    assert hard_words("It is unconditional and sentence-like") == ["unconditional", "sentence-like"]


def test_names_do_not_make_a_text_hard():
    plain = "We told Ann that you will see Bob on the way."
    hard = "We told Aleksandra that you will see Muhammadabdullah on the way."
    assert grade(hard) == grade(plain)
    assert hard_words(hard) == []


def test_a_name_that_opens_a_sentence_is_known_from_the_rest_of_the_text():
    assert hard_words("Aleksandra will come. Ask to see Aleksandra's list.") == []


def test_a_title_with_capitals_everywhere_is_no_list_of_names():
    assert hard_words("Notification Of Additional Requirements") == ["notification", "additional", "requirements"]


def test_hard_words_come_once_in_order():
    assert hard_words("Dangerous animals are dangerous. An animal is important.") == [
        "dangerous", "animals", "animal", "important",
    ]  # fmt: skip


@given(ANY_TEXT)
def test_no_text_breaks_the_measure(text):
    assert 0 <= grade(text) < 20_000
    hard_words(text)


@given(st.text("ab .!-\n", max_size=80), st.text("ab .!-\n", max_size=80))
def test_a_paragraph_is_measured_the_same_wherever_it_stands(first, second):
    assert split(f"{first}\n{second}") == split(first) + split(second)


# Pages


def page(main, *, lang="en-GB"):
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Title</title><style>p {{}}</style></head>'
        f"<body><header>Header <a lang='cy' href='#'>Cymraeg</a></header><main id='main'>{main}</main>"
        "<footer>Footer</footer><script>let x = '<p>no</p>'</script></body></html>"
    )


@pytest.mark.parametrize(
    ("main", "text"),
    [
        ("<h1>Hello <b>you</b></h1><p>Go  on.\n Now.</p>", "Hello you\nGo on. Now."),
        ("<p>One<p>Two<br>three", "One\nTwo\nthree"),
        ("<ul><li>a<li><p>b<ul><li>c</ul><li>d</ul>e", "a\nb\nc\nd\ne"),
        ("<table><tr><th>a<td>b<tr><td>c</table>", "a\nb\nc"),
        ("<p>Fish &amp; chips &pound;5 &#233;</p>", "Fish & chips £5 é"),
        ("<p>Press <code>x = 1</code> now</p><pre>no</pre>", "Press now"),
        ("<script>no</script><style>no</style><template><p>no</p></template><p>yes</p>", "yes"),
        ("<p data-reading='skip'>no<p>yes", "yes"),
        ("<div data-reading='skip'><p>no</p><br><img alt='no'><div>no</div></div>yes", "yes"),
        ("<p hidden>no</p><p aria-hidden='true'>yes</p>", "yes"),
        ("<p>In <i lang='en'>yes</i> <i lang='cy'>na</i></p>", "In yes"),
        ("<label>Your name <input value='no'></label><textarea>no</textarea><button>Send</button>", "Your name\nSend"),
        ("<select><option>One<option>Two</select>", "One\nTwo"),
        ("<figure><img src='/x.svg' alt='A pizza'><figcaption>Half</figcaption></figure>", "A pizza\nHalf"),
        ("<svg viewBox='0 0 1 1'><title>no</title><text>no</text></svg>yes<svg/>yes", "yesyes"),
        ("</div></p></main>after", ""),
    ],
)
def test_visible_text_is_what_the_reader_meets(main, text):
    assert visible_text(page(main)) == text


def test_a_page_without_main_is_read_from_its_body():
    assert visible_text("<html><head><title>no</title></head><body><p>One</p>Two</body></html>") == "One\nTwo"
    assert visible_text("<p>One") == "One"
    assert visible_text("") == ""


def test_a_welsh_page_keeps_its_welsh_and_leaves_out_its_english():
    assert visible_text(page("<p>Helo</p><p lang='en'>Hello</p><p lang='cy-GB'>chi</p>", lang="cy")) == "Helo\nchi"


def test_the_grade_of_a_page_is_the_grade_of_its_blocks():
    assert grade(visible_text(page("<h1>Your plan</h1><ul><li>Eat well<li>Sleep</ul>"))) == grade(
        "Your plan\nEat well\nSleep"
    )


@given(HTML_PIECES)
def test_no_html_breaks_the_reading_of_a_page(html):
    text = visible_text(html)
    assert "\x00" not in text
    grade(text)
