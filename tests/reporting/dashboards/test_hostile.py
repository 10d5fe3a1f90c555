"""Addresses and words that nobody sends by accident: a plain answer, and nothing told (T03)."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from justice_portal.people.models import Person
from tests.learning.pages import words
from tests.reporting.dashboards.cases import names

URL, FIND = reverse("dashboards:caseload"), reverse("dashboards:caseload-find")

LOOKUPS = "exact iexact contains icontains in gt gte lt lte startswith regex isnull".split()


def paths():
    """Each field of a person, and of what a person leads to, as an attacker would try it (T03)."""
    for field in Person._meta.get_fields():
        yield field.name
        if field.is_relation:
            yield from (f"{field.name}__{other.name}" for other in field.related_model._meta.get_fields())


def test_only_declared_columns_sort(world, worker, busy):
    """T03: an order that hangs on what is not shown would tell it, a bit at a time."""
    shown = names(worker.get(URL))
    tried = ["?", "name,user__password", "user__password", *(field.name for field in Person._meta.get_fields())]
    for number, path in enumerate(tried):
        sort = f"-{path}" if number % 2 else path
        assert names(worker.get(URL, {"sort": sort})) == shown, sort


def test_only_declared_filters_narrow(world, worker, busy):
    """T03: no field of any model with any lookup changes what is shown."""
    shown = names(worker.get(URL))
    tried = [f"{path}__{lookup}" for path in paths() for lookup in LOOKUPS]
    assert len(tried) > 3000
    for start_at in range(0, len(tried), 900):
        assert names(worker.get(URL, dict.fromkeys(tried[start_at : start_at + 900], "a"))) == shown


@pytest.mark.parametrize(
    "query",
    [
        "sort=person__user__password",
        "sort=-user__password",
        "sort=%00",
        "sort=name&sort=user__password",
        "page=-1",
        "page=0",
        "page=99999999999999999999",
        "page=%00",
        "page=one",
        "wing=not-a-uuid",
        "wing=%00",
        "wing=00000000-0000-7000-8000-000000000000",
        "worker=not-a-uuid",
        "worker=%27%20OR%201=1--",
        "show=password",
        "show=%00%0a",
        "find=%00",
        "find=" + "x" * 5000,
        "establishment=%F0%9F%92%A5",
        "notes__icontains=x&is_restricted=true&user__password__startswith=a",
        quote("wing[]=1&page[$gt]=0"),
    ],
)
def test_hostile_addresses_get_a_plain_answer(world, manager, busy, query):
    for url in (URL, reverse("dashboards:caseload-csv")):
        response = manager.get(f"{url}?{query}")
        assert response.status_code in {200, 302, 400}, query
        assert world.people["restricted"].prison_number.encode() not in getattr(response, "content", b"")


def test_a_choice_that_is_none_says_so_and_shows_everybody(world, manager, busy):
    page = manager.get(URL, {"wing": world.far_wing.pk})
    assert "This is not one of the choices now." in words(page)
    assert len(names(page)) == 2


def test_hostile_text_in_the_box_finds_nobody_and_breaks_nothing(world, worker, busy):
    for typed in ("\x00", "%' OR 1=1 --", "<script>", "x" * 5000, "\u202e", "(((((", "Z" * 80):
        answer = worker.post(FIND, {"q": typed, "query": "sort=\x00&" * 50}, follow=True)
        assert answer.status_code in {200, 400}
        assert "<script>" not in answer.content.decode().replace('<script src="', "")
