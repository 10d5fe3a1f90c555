"""Versions of the policy: loaded whole or not at all, and what a new one does to live licences."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from justice_portal.errors import DomainError
from rehab.licence.plain_words import ADDITIONAL, OLD_STANDARD, STANDARD
from rehab.licence.policies import actions
from rehab.licence.policies.importer import BadPolicyError, read_files
from rehab.licence.views import changed_lines
from rehab.licence.wording import formal_text
from rehab.models import ConditionChange, PolicyVersion
from tests.rehab.licence.licences import CURFEW, condition_of, draft_of, live_of, load, packaged


def test_the_packaged_versions_are_loaded_once_and_again_without_change(db, capsys):
    for said in ("added 5, unchanged 0", "added 0, unchanged 5"):
        call_command("import_licence_policy")
        assert said in capsys.readouterr().out
    assert PolicyVersion.objects.newest().number == "4.0"
    assert len(PolicyVersion.objects.newest().additional("AP")) == 66


def test_every_condition_of_every_version_has_plain_words():
    for number, content in packaged().items():
        standard = STANDARD if number == "4.0" else OLD_STANDARD
        for words, part in ((standard, "standardConditions"), (ADDITIONAL, "additionalConditions")):
            codes = {one["code"][:8].lower() for entries in content[part].values() for one in entries}
            assert codes - set(words) == set(), number


def broken(change):
    content = json.loads(json.dumps(packaged()["4.0"]))
    change(content)
    return json.dumps(content)


FAULTS = {
    "a version that is no number": (lambda c: c.update(version="four"), "like 4.0"),
    "no standard conditions": (lambda c: c["standardConditions"].update(AP=[]), "list named AP"),
    "a code twice": (lambda c: c["additionalConditions"]["AP"][0].update(code=CURFEW), "stands twice"),
    "a text that is missing": (lambda c: c["standardConditions"]["AP"][0].update(text=" "), "text is missing"),
    "an input of no kind": (lambda c: c["additionalConditions"]["AP"][0]["inputs"][0].update(type="guess"), "kind of the input"),
    "a choice without options": (lambda c: c["additionalConditions"]["AP"][0]["inputs"][0].update(options=[]), "no options"),
    "a place in the text that no input fills": (lambda c: c["additionalConditions"]["AP"][0].update(tpl="Stay in {where}"), "no input gives"),
    "a hint to no code": (lambda c: c["changeHints"][0].update(replacements=["x"]), "is not a code"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_does_not_fit_is_refused_whole_with_the_reason(db, tmp_path, fault):
    change, said = FAULTS[fault]
    (tmp_path / "good.json").write_text(json.dumps(packaged()["3.0"]))
    (tmp_path / "bad.json").write_text(broken(change))
    with pytest.raises(CommandError, match=said):
        call_command("import_licence_policy", str(tmp_path / "good.json"), str(tmp_path / "bad.json"))
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[]", b"[" * 100_000])
def test_what_is_no_policy_at_all_is_refused(tmp_path, content):
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(BadPolicyError):
        read_files([tmp_path / "bad.json"])


def test_a_version_never_changes_once_it_is_here(db):
    load("4.0")
    other = json.loads(broken(lambda content: content["standardConditions"]["AP"][0].update(text="Be good.")))
    with pytest.raises(DomainError, match="new number"):
        actions.load_policies(PolicyVersion, contents=[other], by=actions_by())


def actions_by():
    from justice_portal.access import SYSTEM

    return SYSTEM


def test_only_who_may_loads_policies(world):
    with pytest.raises(PermissionDenied):
        actions.load_policies(PolicyVersion, contents=[], by=world.manager)
    actions.load_policies(PolicyVersion, contents=[packaged()["4.0"]], by=world.administrator)


def test_a_new_version_says_of_each_live_licence_what_it_removed_replaced_and_reworded(world, browse):
    old = load("2.0")
    live = draft_of(world.someone, by=world.pom, policy=old)
    for code in ("bb401b88-2137-4154-be4a-5e05c168638a", "599bdcae-d545-461c-b1a9-02cb3d4ba268",
                 "322bb3f7-2ee1-46aa-ae1c-3f743efd4327", "9ae2a336-3491-4667-aaed-dd852b09b4b9"):  # fmt: skip
        condition_of(live, full(old, code), by=world.pom)
    type(live).objects.filter(pk=live.pk).update(status="live", live_at=live.started_at, live_by=world.pom)
    load("4.0")
    found = {(one.condition.code[:8], one.kind) for one in ConditionChange.objects.all()}
    assert found == {("bb401b88", "removed"), ("599bdcae", "replaced"), ("322bb3f7", "reworded")}
    client = browse(world.com)
    page = client.get(reverse("licence:changes")).content.decode()
    for said in ("Removed", "Replaced", "Reworded", "You must not drink any alcohol", "Nothing stands in for it."):
        assert said in page
    change = ConditionChange.objects.get(kind="reworded")
    client.post(reverse("licence:change-keep", args=[change.pk]))
    change.refresh_from_db()
    assert (change.status, change.settled_by) == ("kept", world.com)
    assert "Reworded" not in client.get(reverse("licence:changes")).content.decode()


def test_standard_conditions_whose_codes_mean_something_else_now_stand_beside_what_says_the_same(world, browse):
    live_of(world.someone, by=world.pom, policy=load("3.0"))
    load("4.0")
    found = {one.condition.text[:14]: (one.kind, one) for one in ConditionChange.objects.all()}
    kinds = {start: kind for start, (kind, _one) in found.items()}
    assert kinds == {
        "Be of good beh": "reworded", "Not commit any": "replaced", "Keep in touch ": "reworded", "Receive visits": "replaced",
        "Reside permane": "reworded", "Tell the super": "reworded", "Not undertake ": "reworded", "Not travel out": "reworded",
    }  # fmt: skip
    (home,) = changed_lines([found["Reside permane"][1]])
    assert home["now"] == [text for text in home["now"] if "stay at an address" in text] != []
    (travel,) = changed_lines([found["Not travel out"][1]])
    assert ["leave the United Kingdom" in travel["now"][0], "passport" in travel["now"][1]] == [True, True]


def full(policy, code):
    return next(one["code"] for one in policy.additional("AP") if one["code"][:8] == code[:8])


def test_the_list_of_changes_costs_the_same_for_any_length(world, browse, same_queries):
    from tests.factories import PersonFactory, allocate

    old, new = load("3.0"), load("4.0")
    count = iter(range(100))

    def add_row():
        person = PersonFactory(establishment=world.here, given_name=f"Row{next(count)}")
        allocate(person, world.com, "com")
        live = live_of(person, by=world.pom, policy=old)
        condition = live.conditions.first()
        ConditionChange.objects.create(condition=condition, policy=new, kind="reworded")

    same_queries(browse(world.com), reverse("licence:changes"), add_row=add_row)


def test_the_text_of_the_law_takes_its_inputs():
    entry = next(one for one in packaged()["4.0"]["additionalConditions"]["AP"] if one["code"] == CURFEW)
    given = {"numberOfCurfews": "One curfew", "oneCurfewStart": "19:00", "oneCurfewEnd": "07:30"}
    assert "between 7pm and 7:30am each day" in formal_text(entry, given)
    for content in packaged().values():
        for one in content["additionalConditions"]["AP"]:
            assert "{" not in formal_text(one, {}), one["code"]
