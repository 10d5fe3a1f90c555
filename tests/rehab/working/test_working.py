"""The learning and work plan: induction, skills as a history, job goals by SOC 2020."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from rehab.models import Induction, JobGoal, Occupation, SkillRating


def load(path=None):
    out = StringIO()
    call_command("import_occupations", *([str(path)] if path else []), stdout=out)
    return out.getvalue().strip()


def induction(**changed):
    return {"version": "0", "hopes_to_work": "yes", "has_worked": "no", "level": "1", "wants": ["driving"], **changed}


def test_412_occupations_load_once_and_a_bad_list_is_refused_whole(db, tmp_path):
    assert load() == "added 412, changed 0, gone 0"
    assert load() == "added 0, changed 0, gone 0"
    bad = tmp_path / "jobs.csv"
    bad.write_text("value,text\n9999,A job\nX1,Another\n")
    with pytest.raises(CommandError, match="four digits"):
        load(bad)
    assert Occupation.objects.count() == 412


def test_a_job_is_found_by_a_word_and_aimed_for_once(world, browse):
    load()
    url = reverse("working:job-add", args=[world.someone.pk])
    client = browse(world.person)
    assert "Chefs" in client.get(f"{url}?q=chef").content.decode()
    assert "No job has that word" in client.get(f"{url}?q=zzzz").content.decode()
    for _ in range(2):
        client.post(url, {"occupation": "5434"})
    client.post(url, {"occupation": "0000"})
    goal = JobGoal.objects.get()
    client.post(reverse("working:job-state", args=[goal.pk, "put_away"]))
    assert JobGoal.objects.get().status == "put_away"
    assert client.post(reverse("working:job-state", args=[goal.pk, "won"])).status_code == 404
    client.post(url, {"occupation": "5434"})
    assert JobGoal.objects.get().status == "active"


def test_a_skill_is_a_history_and_nothing_said_before_is_lost(world, browse):
    url = reverse("working:skill", args=[world.someone.pk, "teamwork"])
    key = str(uuid4())
    for _ in range(2):
        browse(world.person).post(url, {"key": key, "level": "2", "evidence": "I cook with four people."})
    browse(world.key_worker).post(url, {"key": str(uuid4()), "level": "3", "evidence": "Led the wing team."})
    assert list(SkillRating.objects.values_list("level", flat=True)) == [3, 2]
    page = browse(world.person).get(url).content.decode()
    assert "I cook with four people." in page
    assert "Quite sure" in browse(world.person).get(reverse("working:mine")).content.decode()
    bad = browse(world.person).post(url, {"key": str(uuid4()), "level": "9", "evidence": "Words stay"}).content.decode()
    assert "There is a problem" in bad
    assert "Words stay" in bad
    assert SkillRating.objects.count() == 2


def test_t89_the_induction_changed_by_two_shows_both(world, browse):
    url = reverse("working:induction", args=[world.someone.pk])
    browse(world.person).post(url, induction())
    browse(world.key_worker).post(url, induction(version="1", level="2"))
    page = browse(world.person).post(url, induction(version="1", level="3")).content.decode()
    assert "Someone else changed this" in page
    assert "Level 2 (like a good GCSE)</dd>" in page
    assert Induction.objects.get().level == "2"
    browse(world.person).post(url, induction(version="2", level="3"))
    assert (Induction.objects.get().level, Induction.objects.get().version) == ("3", 3)


def test_the_page_costs_the_same_for_any_history(world, browse, same_queries):
    def add():
        SkillRating.objects.create(
            person=world.someone, skill="planning", level=1, evidence="Words", added_by=world.pom, made_in=world.here
        )

    same_queries(browse(world.pom), reverse("working:for-person", args=[world.someone.pk]), add_row=add)


def test_an_address_or_a_choice_with_a_hidden_mark_finds_no_job(world, browse):
    url = reverse("working:job-add", args=[world.someone.pk])
    assert browse(world.person).get(url, {"q": "driv\0er"}).status_code == 200
    assert browse(world.person).post(url, {"occupation": "11\x001"}).status_code == 302
    assert not JobGoal.objects.exists()
