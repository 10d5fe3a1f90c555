"""Numbers the way people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.quizzes.numbers import read_number

HALF_OF_FIVE = Fraction(5, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "2.5", "2,5", "2,50", "2.50", "£2.50", " 2.5 ", "£ 2.50", "2.50 pounds", "£2.50.", "250p", "250 pence", "2½",
        "2 1/2", "5/2", "２．５", "٢٫٥", "+2.5", "2.50\u00a0", "£2.50p", "2.500",
    ],
)  # fmt: skip
def test_two_pounds_fifty_however_it_is_typed(typed):
    assert read_number(typed, units=["£"]) == HALF_OF_FIVE


@pytest.mark.parametrize(
    "typed",
    ["", " ", "five", "2.5.0", "1e9", "1/0", "2²", "NaN", "inf", "0x10", "--2", "2-3", "£", ".", ",", "1,2,3",
     "2 50", "1.250,50", "{{7*7}}", "<b>2</b>", "2; DROP TABLE", "9" * 50, "2\x00", "½½", "=1+1"],
)  # fmt: skip
def test_what_is_no_number(typed):
    assert read_number(typed, units=["£"]) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,250", 1250), ("1 250", 1250), ("12,345,678", 12345678), ("0,125", Fraction(1, 8)), ("-3", -3), ("− 3", -3),
     (".5", Fraction(1, 2)), ("5.", 5), ("¾", Fraction(3, 4)), ("007", 7)],
)  # fmt: skip
def test_thousands_decimals_signs_and_fractions(typed, value):
    assert read_number(typed) == value


def test_a_unit_is_read_in_any_of_its_languages_and_pence_become_pounds():
    assert read_number("5 weeks", units=["weeks", "wythnos"]) == 5
    assert read_number("5 week", units=["weeks", "wythnos"]) == 5
    assert read_number("5 wythnos", units=["weeks", "wythnos"]) == 5
    assert read_number("5 days", units=["weeks"]) is None
    assert read_number("75°C", units=["°C"]) == 75
    assert read_number("£1.50", units=["p"]) == 150
    assert read_number("50p", units=["£"]) == Fraction(1, 2)
    assert read_number("50p", units=["p"]) == 50


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    assert read_number(text, units=["£"]) is None or text.strip()


@given(st.decimals(-10_000, 10_000, places=2, allow_nan=False))
def test_every_sum_of_money_is_read_as_it_is_written(amount):
    assert read_number(f"{amount:,.2f}") == Fraction(amount)
    assert read_number(f"{amount:.2f}".replace(".", ",")) == Fraction(amount)
