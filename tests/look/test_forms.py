"""The form renderer through a page, and what every form of ours refuses."""

import sys
import unicodedata
from datetime import date
from uuid import UUID, uuid4

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from justice_portal.accounts.models import User
from justice_portal.forms import DateParts, Form, KeyField, ModelForm
from justice_portal.plain_text import first_hidden, tidy
from tests.look.pages import EveryField

pytestmark = pytest.mark.usefixtures("patterns")
URL = "/patterns/form/"
FORMAT_CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"]
SELECTORS = [chr(code) for code in [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]]


def filled(**changes):
    given = {
        "key": str(uuid4()), "name": "Sam", "story": "Hello", "passphrase": "long enough", "born_on_day": "27",
        "born_on_month": "3", "born_on_year": "1990", "wing": "a", "mood": "1", "likes": ["home", "work"], "age": "36",
        "agreed": "on",
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def errors(**changes):
    form = EveryField(filled(**changes))
    form.is_valid()
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


def test_a_full_form_is_accepted():
    form = EveryField(filled())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(1990, 3, 27)
    assert form.cleaned_data["likes"] == ["home", "work"]
    assert isinstance(form.cleaned_data["key"], UUID)


def test_an_empty_form_names_each_field_in_its_message(client):
    html = client.post(URL, {"sent": "1"}).content.decode()
    for words in (
        "Fill in “Your name”.", "Fill in “Your message”.", "Fill in “Passphrase”.", "Choose an answer for “Which wing?”.",
        "Fill in the date for “When were you born?”.", "Choose an answer for “How are you today?”.",
        "Choose at least one for “What do you want help with?”.", "Fill in “How old are you?”.",
        "Tick the box “I have read this”.",
    ):  # fmt: skip
        assert html.count(words) == 2, words  # in the summary and at the field
    assert "This field is required" not in html
    assert "<title>Error: A form" in html


def test_each_control_is_tied_to_its_label_hint_and_error(client):
    html = client.post(URL, filled(name="", born_on_day="99")).content.decode()
    assert '<label class="govuk-label" for="id_name">Your name</label>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<a href="#id_name">' in html
    assert '<a href="#id_born_on_day">' in html
    assert "required" not in html.replace("govuk-", "")
    assert "maxlength" not in html


def test_what_was_typed_stays(client):
    typed = filled(
        name="", story="My <b>story</b>\r\ntwo", born_on_day="31", born_on_month="2", mood="2", likes=["money"]
    )
    html = client.post(URL, typed).content.decode()
    assert "My &lt;b&gt;story&lt;/b&gt;\ntwo</textarea>" in html
    assert 'name="born_on_day" type="text" inputmode="numeric" autocomplete="off" value="31"' in html
    assert 'value="2" id="id_mood_1" checked' in html
    assert 'value="money" id="id_likes_2" checked' in html
    assert "long enough" not in html  # a passphrase never goes back


def test_a_key_is_made_kept_and_renewed(client):
    form = EveryField()
    first = form["key"].value()
    assert str(UUID(str(first))) == str(form["key"].value())
    assert EveryField()["key"].value() != first
    kept = str(uuid4())
    assert kept in client.post(URL, filled(key=kept, name="")).content.decode()
    for wrong in (None, "", "x", "0" * 40):
        form = EveryField(filled(key=wrong))
        assert not form.is_valid()
        assert form.errors["key"] == ["This page was open for too long. Please send it again."]
        assert UUID(str(form["key"].value()))
        html = client.post(URL, filled(key=wrong)).content.decode()
        assert "This page was open for too long" in html


def test_t41_characters_that_nobody_can_see_are_refused_in_every_text_field():
    for character in FORMAT_CHARACTERS + SELECTORS:
        found = errors(name=f"he{character}llo", story=f"{character}hello")
        assert found["name"] == ["There is a hidden mark after “he”. Please type that part again."], ascii(character)
        assert found["story"] == ["There is a hidden mark at the start. Please type it again."], ascii(character)


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "a\x1bb", "a\x7fb", "a\ue000b", "a\u3164b", "a\u2800b", "a\u115fb", "a\u034fb", "e" + "\u0301" * 9],
)
def test_controls_fillers_and_piled_marks_are_refused(text):
    assert "story" in errors(story=text)


@pytest.mark.parametrize(
    "text",
    ["Tŷ ŵyr", "Zażółć gęślą jaźń", "မြန်မာ", "हिन्दी", "שלום", "سلام", "I ❤️ maths", "👨‍👩‍👧 and 1️⃣", "naïve £5 – ok"],
)
def test_words_of_any_language_and_pictures_are_welcome(text):
    assert errors(story=text) == {}
    assert first_hidden(tidy(text)) is None


def test_a_line_break_is_one_character_whatever_the_browser_sends():
    text = "\r\n".join(["x" * 19] * 10)  # 199 letters, 208 bytes
    form = EveryField(filled(story=text))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["story"] == text.replace("\r\n", "\n")
    assert errors(story=text + "yy")["story"] == ["“Your message” is too long. It has 201 letters. You can use 200."]


def test_spaces_and_letters_come_in_one_kind():
    assert tidy("a\u00a0b\u2003c\td") == "a b c d"
    assert tidy("w\u0302") == "ŵ"
    assert tidy("one\u2028two\rthree") == "one\ntwo\nthree"


def test_a_passphrase_is_taken_as_it_was_typed():
    form = EveryField(filled(passphrase="a\u00a0long w\u0302ord"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["passphrase"] == "a\u00a0long w\u0302ord"


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (("1", "2", "2026"), date(2026, 2, 1)), ((" 01 ", "02", "2026"), date(2026, 2, 1)),
        (("1", "March", "2026"), date(2026, 3, 1)), (("1", "sept", "2026"), date(2026, 9, 1)),
        (("29", "2", "2024"), date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(parts, day):
    given = dict(zip(("born_on_day", "born_on_month", "born_on_year"), parts, strict=True))
    form = EveryField(filled(**given))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == day


@pytest.mark.parametrize(
    "parts",
    [
        ("31", "2", "2026"),
        ("", "2", "2026"),
        ("1", "2", "26"),
        ("1", "x", "2026"),
        ("-1", "2", "2026"),
        ("1" * 500, "2", "2026"),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(parts):
    given = dict(zip(("born_on_day", "born_on_month", "born_on_year"), parts, strict=True))
    assert errors(**given)["born_on"] == ["“When were you born?” must be a real date, like 27 3 2026."]


def test_a_date_may_come_whole_and_welsh_months_are_known():
    form = EveryField(filled(born_on_day=None, born_on_month=None, born_on_year=None, born_on="1990-03-27"))
    assert form.is_valid(), form.errors
    with translation.override("cy"):
        form = EveryField(filled(born_on_month="Mawrth"))
        assert form.is_valid(), form.errors
        assert form.cleaned_data["born_on"] == date(1990, 3, 27)


def test_choices_that_were_not_offered_are_refused():
    assert errors(wing="z")["wing"] == ["Choose from the list for “Which wing?”."]
    assert errors(likes=["z"])["likes"] == ["Choose from the list for “What do you want help with?”."]


def test_an_initial_date_fills_the_boxes():
    class Due(Form):
        due_on = forms.DateField(label="Due", widget=DateParts())

    html = str(Due(initial={"due_on": date(2026, 12, 5)}))
    assert [f'value="{part}"' in html for part in ("5", "12", "2026")] == [True, True, True]


def test_a_form_may_choose_its_own_words():
    class Own(Form):
        name = forms.CharField(label="Name", error_messages={"required": "Who are you?"})

    assert Own({}).errors["name"] == ["Who are you?"]


def test_model_forms_speak_and_refuse_the_same():
    class Named(ModelForm):
        class Meta:
            model = User
            fields = ["name"]

    assert Named({"name": ""}).errors["name"] == ["Fill in “Name”."]
    assert "hidden mark" in str(Named({"name": "a\u200bb"}).errors)
    assert "too long" in str(Named({"name": "x" * 121}).errors)


def test_a_file_field_sends_and_explains_itself(client):
    class Sent(Form):
        file = forms.FileField(label="Your file")

    assert Sent({}, {}).errors["file"] == ["Choose a file for “Your file”."]
    assert Sent({}, {"file": SimpleUploadedFile("a.txt", b"")}).errors["file"] == ["This file is empty."]
    assert 'class="jp-file"' in client.get(URL).content.decode()


def test_a_key_field_alone_is_hidden_and_needs_no_label():
    class Only(Form):
        key = KeyField()

    assert str(Only()).count('type="hidden"') == 1
    assert "label" not in str(Only())
