"""Each model decides about a person's data; a new one without a decision fails here (T40, T103, T104)."""

import json
from pathlib import Path

from justice_portal.access import Scope
from justice_portal.audit.events import EVENTS, Kind
from justice_portal.rights.decisions import DECISIONS, Given, Keep, NotAboutAPerson, Text, Withheld, typed_fields
from justice_portal.rights.keeping import FIRST_PERIODS
from justice_portal.rights.models import KeepRule
from justice_portal.rights.parts import PARTS
from justice_portal.rights.purging import children_first
from tests.each import for_each
from tests.test_architecture import our_models

GOLDEN = Path(__file__).with_name("golden_map.json")
MODELS = [model for model in our_models() if not model._meta.proxy]
HOW = "Say in the data_map.py of its app who may read it, whether a copy of the record has it, and how long it is kept."


@for_each(MODELS, ids=lambda model: model.__name__)
def test_t103_t104_each_model_decides_about_a_persons_data(model):
    assert model in DECISIONS, f"{model.__name__}: {HOW}"
    decision = DECISIONS[model]
    if isinstance(decision.copy, Given) and not decision.copy.rows:
        assert decision.path(decision.copy.person), "which person?"
        for name in decision.copy.names:
            model._meta.get_field(name)
    if isinstance(decision.keep, Keep):
        assert decision.keep.rule in KeepRule.Code.values
        assert decision.keep.rows or decision.path(decision.keep.person), "which person?"


@for_each(MODELS, ids=lambda model: model.__name__)
def test_t40_each_text_field_has_a_class(model):
    assert set(DECISIONS[model].text) == set(typed_fields(model)), (
        f"class the words of {model.__name__} in its data_map.py"
    )


@for_each(MODELS, ids=lambda model: model.__name__)
def test_t103_no_copy_gives_words_that_are_private_to_staff(model):
    decision = DECISIONS[model]
    given = set(decision.copy.names) if isinstance(decision.copy, Given) else set()
    private = {name for name, kind in decision.text.items() if kind in {Text.STAFF, Text.PRIVILEGED}}
    assert given & private == set()


@for_each(MODELS, ids=lambda model: model.__name__)
def test_t103_a_model_about_a_person_is_given_or_withheld_with_a_reason(model):
    decision = DECISIONS[model]
    if isinstance(model.scope, Scope) and model.scope.person and model.scope.person != "pk":
        assert not isinstance(decision.copy, NotAboutAPerson)
    if isinstance(decision.copy, Withheld):
        assert str(decision.copy.reason)


def test_t104_files_of_a_model_go_with_its_rows():
    for model, decision in DECISIONS.items():
        names = {one.name for one in model._meta.local_fields}
        paths = {name for name in names if name.endswith("path") and "sha256" in names}
        assert set(getattr(decision.keep, "files", ())) == paths, model


def test_t104_what_hangs_on_a_row_goes_before_it():
    order = children_first([model for model, one in DECISIONS.items() if isinstance(one.keep, Keep)])
    for model in order:
        for one in model._meta.local_fields:
            if (
                one.related_model in order
                and one.related_model is not model
                and one.remote_field.on_delete.__name__ == "PROTECT"
            ):
                assert order.index(model) < order.index(one.related_model), (model, one)


def test_t104_each_kind_of_period_has_a_first_one():
    assert set(FIRST_PERIODS) == set(KeepRule.Code.values)


def test_each_page_that_looks_at_a_person_has_a_name_for_its_part():
    rooms = {name.partition(".")[0] for name, kind in EVENTS.items() if kind in {Kind.CONSULTATION, Kind.DISCLOSURE}}
    assert rooms - {name.partition(".")[0] for name in PARTS} == set(), "name_part() in the data_map.py of its app"


def test_t103_the_map_is_as_it_was_agreed():
    """A golden file: what a copy has, what it keeps back, how long each model is kept. Change it with the map, in the open."""
    found = {model._meta.label: said(decision) for model, decision in DECISIONS.items()}
    found = json.loads(json.dumps(found))
    if not GOLDEN.exists():
        GOLDEN.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    assert found == json.loads(GOLDEN.read_text())


def said(decision):
    copy, keep = decision.copy, decision.keep
    return {
        "copy": type(copy).__name__,
        **({"fields": sorted(copy.names)} if isinstance(copy, Given) else {}),
        "keep": f"{keep.rule} {keep.since}".strip() if isinstance(keep, Keep) else "not purged",
        "text": {name: str(kind) for name, kind in sorted(decision.text.items())},
    }
