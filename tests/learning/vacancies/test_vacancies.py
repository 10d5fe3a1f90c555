"""Jobs on offer: read from a file whole or not at all, found by words, town and kind, kept on one's own list."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from learning.models import KeptVacancy, Vacancy
from learning.vacancies.actions import load_vacancies
from learning.vacancies.importer import PACKAGED, read_vacancies

HEAD = "key,title,employer,kind,area,what,hours,pay,apply,closes,says_yes\n"
GOOD = "a1,Cook,Mill Cafe,kitchen,Leeds,You cook.,,,Ask at millcafe.example/jobs,2099-01-15,yes\n"


def job(title="Cook", days=5, **given):
    told = {"employer": "Mill Cafe", "kind": "kitchen", "area": "Leeds", "what": "You work.", "apply": "Call.", **given}
    return Vacancy.objects.create(
        source_key=str(uuid4()), title=title, closes_on=clock.today() + timedelta(days=days), **told
    )


def found(client, **asked):
    page = client.get(reverse("vacancies:find"), asked).content.decode()
    return [title for title in ("Cook", "Painter", "Old job") if f">{title}</strong>" in page]


def test_the_packaged_file_is_read_and_again_changes_nothing(world, capsys):
    call_command("import_vacancies", str(PACKAGED))
    assert capsys.readouterr().out.startswith("New: 12. Changed: 0.")
    call_command("import_vacancies", str(PACKAGED))
    assert capsys.readouterr().out == "New: 0. Changed: 0. The same: 12.\n"


def test_a_row_with_the_same_key_is_brought_up_to_date(world):
    load_vacancies(Vacancy, facts=read_vacancies((HEAD + GOOD).encode()), by=SYSTEM)
    loaded = load_vacancies(Vacancy, facts=read_vacancies((HEAD + GOOD.replace("Cook", "Baker")).encode()), by=SYSTEM)
    assert (loaded.added, loaded.changed) == (0, 1)
    assert Vacancy.objects.get().title == "Baker"


def test_one_bad_row_refuses_the_file_and_names_row_and_column(world, tmp_path):
    bad = "a2,,Mill Cafe,spoons,Leeds,You cook.,,,Call.,2099-02-30,maybe\n"
    file = tmp_path / "jobs.csv"
    file.write_text(HEAD + GOOD + bad + GOOD)
    with pytest.raises(CommandError) as refused:
        call_command("import_vacancies", str(file))
    said = str(refused.value)
    for where in ("Row 3, title", "Row 3, kind", "Row 3, closes", "Row 3, says_yes", "Row 4"):
        assert where in said, said
    assert not Vacancy.objects.exists()


def test_the_person_finds_open_jobs_by_words_town_and_kind(world, browse):
    job()
    job("Painter", kind="building", area="Cardiff", days=0, says_yes=True)
    job("Old job", days=-1)
    client = browse(world.person)
    assert found(client) == ["Cook", "Painter"]
    assert found(client, words="mill coo") == ["Cook"]
    assert found(client, area="cardiff") == ["Painter"]
    assert found(client, area="mill") == []
    assert found(client, kind="kitchen") == ["Cook"]
    assert found(client, kind="spoons", words="x" * 200) == ["Cook", "Painter"]
    page = client.get(reverse("vacancies:find")).content.decode()
    assert page.count("Said yes before to people with a conviction") == 1


def test_t69_what_a_file_says_is_text_and_leads_nowhere(world, browse):
    one = job(apply="Ask at https://mill.example/jobs", what="<a href='https://mill.example'>x</a> www.mill.example")
    page = browse(world.person).get(one.get_absolute_url()).content.decode()
    assert "https://mill.example/jobs" in page
    assert "&lt;a href=" in page
    assert 'href="http' not in page


def test_a_job_stays_on_my_list_and_says_when_it_closed(world, browse):
    one, client = job(), browse(world.person)
    for _twice in range(2):
        client.post(reverse("vacancies:keep", args=[one.pk]))
    assert KeptVacancy.objects.count() == 1
    type(one).objects.filter(pk=one.pk).update(closes_on=clock.today() - timedelta(days=1))
    assert ">Closed<" in client.get(reverse("vacancies:kept")).content.decode()
    assert "This job is closed" in client.get(one.get_absolute_url()).content.decode()
    client.post(reverse("vacancies:drop", args=[one.pk]))
    assert not KeptVacancy.objects.exists()
    assert client.get(one.get_absolute_url()).status_code == 404
    assert client.post(reverse("vacancies:keep", args=[one.pk])).status_code == 404


def test_lists_cost_the_same_for_any_length(world, browse, same_queries):
    def add():
        KeptVacancy.objects.create(person=world.someone, vacancy=job())

    same_queries(browse(world.person), reverse("vacancies:find"), add_row=add)
    same_queries(browse(world.person), reverse("vacancies:kept"), add_row=add)
