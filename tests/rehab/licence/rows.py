"""Rows for the access matrix."""

from rehab.licence.questions import choose
from rehab.models import ConditionChange, LicenceCondition, LicenceRead, PolicyVersion, TeachBack, VictimDetail
from tests.rehab.licence.licences import CURFEW, NO_CONTACT, TAG, condition_of, draft_of, live_of, load


def rows(world, state, person):
    made_in = world.there if state == "elsewhere" else world.here
    policy = PolicyVersion.objects.newest() or load()
    live = live_of(person, by=world.pom, policy=policy, made_in=made_in)
    draft = draft_of(person, by=world.pom, policy=policy, number=2, made_in=made_in)
    bespoke = LicenceCondition.objects.create(
        licence=draft, kind="bespoke", text="Some words", own_words="Some words", status="waiting", position=60,
        added_by=world.administrator,
    )  # fmt: skip
    asked = TeachBack.objects.create(licence=live, questions=choose(["curfew", "area_out"]))
    asked.answers.create(question="curfew", choice="b", is_right=False)
    LicenceRead.objects.create(licence=live)
    condition = live.conditions.get(code=CURFEW)
    change = ConditionChange.objects.create(condition=condition, policy=policy, kind="reworded")
    victim = VictimDetail.objects.create(person=person, code=NO_CONTACT, name="Xanthippe Quorn", added_by=world.pom)
    condition_of(live, TAG, by=world.pom, position=30)
    return {
        "licence_live": live, "licence_draft": draft, "licence_condition": condition, "licence_bespoke": bespoke,
        "teach_back": asked, "condition_change": change, "victim": victim, "condition_code": TAG,
        "condition_answer": "agree",
    }  # fmt: skip
