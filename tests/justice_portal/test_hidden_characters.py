"""No field of any form, and no text sent to the API, takes what a reader cannot see; a moderator is shown what got in (T41)."""

import sys
import unicodedata

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import JSONField
from django.test import RequestFactory
from django.utils.module_loading import import_string
from rest_framework import serializers
from rest_framework.serializers import BaseSerializer

from justice_portal import clock
from justice_portal.forms import GovukRenderer
from justice_portal.keys import uuid7
from justice_portal.plain_text import reveal
from justice_portal.serializers import Serializer
from learning.record_store.models import LearningFact
from tests.learning.content import make_course, start
from tests.mentoring.pairs import PHONE, matched, say
from tests.policy import url_names

OURS = ("justice_portal", "rehab", "mentoring", "learning", "reporting")
FORMAT_CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"]
SELECTORS = [chr(code) for code in [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]]
HIDDEN = FORMAT_CHARACTERS + SELECTORS


def below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def ours(kind):
    url_names()  # loads every page and so every form and serializer
    return [one for one in below(kind) if one.__module__.split(".")[0] in OURS]


def text_fields():
    """(form, field) for each text field of each form of ours, the administration's too."""
    request = RequestFactory().get("/")
    made = [(kind.__qualname__, kind.base_fields) for kind in ours(forms.BaseForm)]
    for page in admin.site._registry.values():
        if page.has_add_permission.__func__ is not admin.ModelAdmin.has_add_permission and not getattr(
            page, "read_only", False
        ):
            request.user = forms  # not asked: only the fields of the form are
            fields = forms.models.modelform_factory(page.model, form=page.form, exclude=[]).base_fields
            made.append((type(page).__name__, fields))
    for name, fields in made:
        for field in fields:
            found = fields[field]
            if isinstance(found, forms.CharField) and not isinstance(found.widget, forms.PasswordInput):
                yield f"{name}.{field}", found


def test_t41_there_are_163_format_characters_and_256_selectors_at_least():
    assert len(FORMAT_CHARACTERS) >= 163
    assert len(SELECTORS) == 256


def test_t41_every_text_field_of_every_form_refuses_what_cannot_be_seen():
    fields = list(text_fields())
    assert len(fields) > 60
    taken = []
    for name, field in fields:
        bound = field.get_bound_field(forms.Form(), "field")  # as the renderer of the settings makes it, for any form
        for character in HIDDEN if isinstance(field.widget, forms.Textarea) else HIDDEN[::40]:
            text = f'"he{character}llo"'
            try:
                bound.field.clean(text)
            except ValidationError as error:
                if "hidden" not in {one.code for one in error.error_list} and not other_rule(field):
                    taken.append((name, hex(ord(character)), error.messages))
            else:
                taken.append((name, hex(ord(character))))
    assert taken == []


def other_rule(field):
    """Fields that hold one thing only (a key, an address) may say no for that reason first."""
    return isinstance(field, forms.UUIDField | forms.EmailField | forms.SlugField | forms.JSONField) or (
        type(field) is not forms.CharField
    )


def test_t41_no_form_chooses_another_way_to_make_its_fields(settings):
    assert issubclass(import_string(settings.FORM_RENDERER), GovukRenderer)
    for kind in ours(forms.BaseForm):
        assert kind.bound_field_class is None, kind
        assert kind.default_renderer is None, kind


def test_t41_lists_and_objects_in_a_form_are_looked_through():
    field = JSONField().formfield()
    bound = field.get_bound_field(forms.Form(), "field")
    for text in ('{"en": ["fine", "he\\u200bllo"]}', '{"he\\u200bllo": 1}'):
        with pytest.raises(ValidationError, match="hidden mark"):
            bound.field.clean(text)


def test_t41_every_serializer_of_ours_refuses_hidden_characters_however_deep():
    assert [one for one in ours(BaseSerializer) if not issubclass(one, Serializer)] == []


class Sample(Serializer):
    words = serializers.CharField()
    more = serializers.JSONField()


def test_t41_a_text_sent_to_the_api_is_refused_however_deep():
    for one in HIDDEN:
        assert "words" in refused(words=f"he{one}llo", more={})
        assert "more" in refused(words="hello", more=[["a", {"b": f"he{one}llo"}]])
    assert refused(words="Tŷ ŵyr", more={"a": "line\nbreak"}) == {}


def refused(**given):
    sent = Sample(data=given)
    sent.is_valid()
    return sent.errors


def test_t41_an_answer_from_a_device_with_a_hidden_character_is_refused_and_not_kept(world, browse):
    enrolment = start(world.someone, make_course("course-t41"))
    block = enrolment.version.lessons.first().blocks.get(kind="check")
    what = {"what": "block", "object": str(block.pk), "enrolment": str(enrolment.pk)}
    items = [
        {**what, "id": str(uuid7()), "happened_at": clock.now().isoformat(), "response": f"0{one}"}
        for one in HIDDEN[::50]
    ]
    sent = browse(world.person).post("/api/learning/facts/", {"items": items}, content_type="application/json")
    assert {item["outcome"] for item in sent.json()["items"]} == {"refused"}
    assert not LearningFact.objects.filter(person=world.someone, object_id=block.pk).exists()


def test_t41_a_moderator_sees_code_points(world, browse):
    match = matched(world.someone, world.mentor, world.here)
    held = say(match.thread, world.person, PHONE)
    type(held).objects.filter(pk=held.pk).update(body=f"{PHONE}\u200b\U000e0041\ufe0f")  # by a way that is not ours
    page = browse(world.moderator).get(f"/moderation/{held.holds.get().pk}/").content.decode()
    assert "[U+200B][U+E0041][U+FE0F]" in page
    assert all(reveal(f"a{one}b") == f"a[U+{ord(one):04X}]b" for one in HIDDEN)
    assert reveal("Tŷ\nŵyr ❤") == "Tŷ\nŵyr ❤"
