"""Rules as data: edited in the administration site, compiled once, never stale."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from mentoring.models import Rule, RulesVersion
from mentoring.screening.actions import add_rule, change_rule, delete_rule, load_first_rules
from mentoring.screening.rulebook import rules_in_force
from tests.second_person import agree, second_administrator


def jam(**more):
    return {"name": "Jam", "kind": "word", "words": "jam", "reason": "It has jam in it.", **more}


def form(**more):
    return {"name": "Jam", "kind": "word", "words": "jam\r\nmarmalade", "harmless": "", "pattern": "", "reads": "letters",
            "reason": "It has jam in it.", "reason_welsh": "", "owner": "", "is_active": "on", **more}  # fmt: skip


def found(text):
    return [text[one.start : one.end] for one in rules_in_force().screen(text)]


@pytest.fixture
def admin(world, browse):
    return browse(world.administrator)


def test_an_administrator_adds_changes_and_removes_a_rule(world, admin):
    second = second_administrator()
    assert admin.post(reverse("admin:mentoring_rule_add"), form()).status_code == 302
    agree(second)
    rule = Rule.objects.get()
    assert (rule.owner, rule.changed_by) == (world.administrator, second)
    assert found("marmalade please") == ["marmalade"]
    page = reverse("admin:mentoring_rule_change", args=[rule.pk])
    assert "labelled by hand: it finds 0 of" in admin.get(page).content.decode()
    assert admin.post(page, form(words="honey", owner=str(world.administrator.pk))).status_code == 302
    agree(second)
    assert found("honey and marmalade") == ["honey"]
    assert admin.post(reverse("admin:mentoring_rule_delete", args=[rule.pk]), {"post": "yes"}).status_code == 302
    agree(second)
    assert not Rule.objects.exists()
    kept = AuditEvent.objects.filter(event__startswith="screening.")
    assert [event.event for event in kept.order_by("pk")] == [
        *("screening.rule_asked", "screening.rule_added"),
        *("screening.rule_asked", "screening.rule_changed"),
        *("screening.rule_asked", "screening.rule_deleted"),
    ]
    assert "honey" not in str([event.facts for event in kept])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"pattern": r"(a)\1", "words": ""}, "cannot be read"),
        ({"pattern": "(?=x)", "words": ""}, "cannot be read"),
        ({"pattern": "(?:[a-z]?){900}", "words": ""}, "too heavy"),
        ({"pattern": "a*", "words": ""}, "every message"),
        ({"pattern": "x"}, "either words or a pattern"),
        ({"words": "  "}, "either words or a pattern"),
        ({"reason": ""}, "required"),
    ],
)
def test_a_rule_that_cannot_run_is_refused_in_the_page(admin, wrong, says):
    answer = admin.post(reverse("admin:mentoring_rule_add"), form(**wrong))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Rule.objects.exists()


def test_the_action_refuses_it_too(world):
    with pytest.raises(DomainError, match="cannot be read"):
        add_rule(Rule, key=uuid7(), **jam(words="", pattern="("), by=world.administrator)
    rule = add_rule(Rule, key=uuid7(), **jam(), by=world.administrator)
    with pytest.raises(DomainError, match="either words or a pattern"):
        change_rule(rule, pattern="x", by=world.administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.filter(pk=rule.pk).update(pattern="x")


@pytest.mark.parametrize("who", ["manager", "moderator", "person", "mentor", "pom"])
def test_only_who_holds_rule_edit_changes_rules(world, who):
    rule = add_rule(Rule, key=uuid7(), **jam(), by=SYSTEM)
    user = getattr(world, who)
    for act in (lambda: add_rule(Rule, key=uuid7(), **jam(), by=user), lambda: change_rule(rule, words="x", by=user),
                lambda: delete_rule(rule, by=user), lambda: load_first_rules(Rule, by=user)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()


def test_rules_are_compiled_once_for_each_version(world):
    load_first_rules(Rule, by=SYSTEM)
    first = rules_in_force()
    with CaptureQueriesContext(connection) as caught:
        assert rules_in_force() is first
    assert len(caught) == 1
    Rule.objects.filter(name="Drugs").update(is_active=False)
    second = rules_in_force()
    assert second is not first
    assert second.number == first.number + 1


def test_a_version_that_was_rolled_back_is_not_taken_for_the_next(world):
    Rule.objects.create(**jam())
    try:
        with transaction.atomic():
            Rule.objects.update(words="honey")
            assert found("honey") == ["honey"]
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    Rule.objects.update(words="marmalade")  # the same number again
    assert found("honey and marmalade") == ["marmalade"]


def test_the_database_has_one_version_and_counts_each_way_of_changing(world):
    rule = Rule.objects.create(**jam())
    numbers = [RulesVersion.objects.get().number]
    for change in (lambda: Rule.objects.update(words="x"), lambda: Rule.objects.bulk_create([Rule(**jam(name="Two"))]),
                   lambda: rule.delete()):  # fmt: skip
        change()
        numbers.append(RulesVersion.objects.get().number)
    assert numbers == [numbers[0] + n for n in range(4)]
    with pytest.raises(IntegrityError), transaction.atomic():
        RulesVersion.objects.create(id=2, number=1, stamp=uuid7())


def test_loading_the_first_rules_again_changes_nothing_that_somebody_changed(world, capsys):
    call_command("load_message_rules")
    count = Rule.objects.count()
    assert f"{count} rules added, {count} in force." in capsys.readouterr().out
    Rule.objects.filter(name="Drugs").update(words="only this")
    Rule.objects.filter(name="Money").update(is_active=False)
    call_command("load_message_rules")
    assert f"0 rules added, {count - 1} in force." in capsys.readouterr().out
    assert Rule.objects.get(name="Drugs").words == "only this"


@pytest.mark.django_db(transaction=True)
def test_a_rule_is_in_force_for_other_threads_as_soon_as_it_is_committed():
    Rule.objects.create(**jam())
    seen = []

    def ask():
        try:
            seen.append(found("honey"))
        finally:
            connection.close()

    for words in ("jam", "honey"):
        Rule.objects.update(words=words)
        one = threading.Thread(target=ask)
        one.start()
        one.join()
    assert seen == [[], ["honey"]]
