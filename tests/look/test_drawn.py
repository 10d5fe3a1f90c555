"""Charts, tables and pages of lists: pure functions, looked at as their reader meets them."""

from datetime import UTC, date, datetime

import pytest
from defusedxml.ElementTree import fromstring
from django.http import QueryDict
from django.utils.html import format_html

from justice_portal.accounts.models import User
from justice_portal.charts import Series, bar_chart, line_chart, say
from justice_portal.paging import paged
from justice_portal.tables import Column, Link, Status, Table, body, changed, chosen_sort, ordering, text_of
from justice_portal.templatetags.look import icon
from tests.factories import UserFactory

COLUMNS = (
    Column("Name", sort="name", order=("name",), heads_row=True),
    Column("Score", sort="score", order=("-score", "name"), numeric=True),
    Column("State"),
)
SVG = "{http://www.w3.org/2000/svg}"


def drawing(chart):
    root = fromstring(chart.svg)
    assert root.get("role") == "img"
    assert root.get("font-family").startswith("Liberation Sans")
    assert chart.title in root.get("aria-label")
    assert "style" not in chart.svg
    return root


def test_bars_stand_in_proportion_and_zero_is_a_mark():
    chart = bar_chart("Done", [("A", 10), ("B", 5), ("C", 0)])
    widths = [float(bar.get("width")) for bar in drawing(chart).iter(f"{SVG}rect")]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.1)
    assert 0 < widths[2] <= 2
    assert chart.rows == (("A", "10"), ("B", "5"), ("C", "0"))


def test_what_is_not_known_has_no_bar_and_is_said():
    chart = bar_chart("Done", [("A", None)], unit="%")
    root = drawing(chart)
    assert list(root.iter(f"{SVG}rect")) == []
    assert "Not known" in [text.text for text in root.iter(f"{SVG}text")]
    assert chart.rows == (("A", "Not known"),)
    assert "A: Not known" in root.get("aria-label")


def test_every_word_and_figure_stays_inside_the_picture():
    chart = bar_chart("Done", [("A", 1_234_567), ("A long name of a course that is long", 3)], unit="lessons")
    for text in drawing(chart).iter(f"{SVG}text"):
        assert float(text.get("x")) + len(text.text) * 8.2 <= 420 + 8


def test_an_empty_chart_says_so():
    assert "There is nothing to show yet." in bar_chart("Done", []).svg
    assert "There is nothing to show yet." in line_chart("Done", [], []).svg


def test_names_cannot_become_markup():
    chart = bar_chart('<script>"', [("<b>&", 1)])
    assert "<script>" not in chart.svg
    assert drawing(bar_chart("x", [("<b>&", 1)])) is not None
    assert "<b>" not in chart.svg


def test_a_line_breaks_where_nothing_is_known_and_carries_its_name():
    chart = line_chart(
        "Hours", ["1", "2", "3", "4"], [Series("A wing", [1, None, 3, 4]), Series("B wing", [4, 4, 4, 4], dashed=True)]
    )
    root = drawing(chart)
    path = next(path for path in root.iter(f"{SVG}path") if path.get("class") == "line")
    assert path.get("d").count("M") == 2
    assert len(list(root.iter(f"{SVG}circle"))) == 7
    names = {text.text: float(text.get("y")) for text in root.iter(f"{SVG}text") if text.text.endswith("wing")}
    assert abs(names["A wing"] - names["B wing"]) >= 36  # the same height, yet not on one another
    assert chart.rows[1] == ("2", "Not known", "4")
    assert chart.head == ("When", "A wing", "B wing")


def test_one_point_and_all_zero_are_drawn():
    assert "0" in drawing(line_chart("x", ["Jan"], [Series("A", [0])])).get("aria-label")
    assert drawing(bar_chart("x", [("A", 0)])) is not None


def test_wrong_figures_are_refused():
    with pytest.raises(ValueError, match="shorter than nothing"):
        bar_chart("x", [("A", -1)])
    with pytest.raises(ValueError, match="one figure for each label"):
        line_chart("x", ["1", "2"], [Series("A", [1])])


def test_figures_in_words():
    assert [say(None), say(0), say(1234), say(12.5), say(3.0), say(40, "%"), say(2, "hours")] == [
        "Not known", "0", "1,234", "12.5", "3", "40%", "2 hours",
    ]  # fmt: skip


def test_every_cell_is_escaped_and_none_is_said():
    cells = ("<b>", 1234, None)
    html = body(COLUMNS, [cells])
    assert '<th scope="row">&lt;b&gt;</th>' in html
    assert '<td class="n">1,234</td>' in html
    assert "Not known" in html


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (0, "0"), (2.5, "2.5"), (True, "Yes"), (False, "No"), (date(2026, 3, 4), "4 Mar 2026"), ("", ""),
        (datetime(2026, 7, 1, 12, 5, tzinfo=UTC), "1 Jul 2026 13:05"),
        (Link("/a?b=1&c=2", "<i>", "of <u>"), '<a href="/a?b=1&amp;c=2">&lt;i&gt;<span class="jp-hide"> of &lt;u&gt;</span></a>'),
        (format_html("<b>{}</b>", "<"), "<b>&lt;</b>"),
    ],
)  # fmt: skip
def test_what_a_cell_may_hold(value, html):
    assert body([Column("x")], [(value,)]) == f"<tr><td>{html}</td></tr>\n"


def test_a_state_has_words_an_icon_and_a_kind():
    html = body([Column("x")], [(Status("good", "<Done>"),)])
    assert "jp-good" in html
    assert "#check" in html
    assert "&lt;Done&gt;" in html


def test_a_row_of_the_wrong_length_is_an_error():
    with pytest.raises(ValueError, match="argument"):
        body(COLUMNS, [("a", 1)])


def test_cells_as_plain_text():
    moment = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
    assert [text_of(cell) for cell in (Link("/", "Sam"), Status("good", "Done"), None, 0, moment)] == [
        "Sam", "Done", "", "0", "2026-07-01 13:05",
    ]  # fmt: skip


def test_sorting_takes_only_what_a_column_offers():
    assert chosen_sort(QueryDict("sort=-name"), COLUMNS, "score") == "-name"
    for hostile in ("password", "name,score", "--name", "-", "", "\x00", "name__x"):
        assert chosen_sort(QueryDict(f"sort={hostile}"), COLUMNS, "score") == "score"
    assert ordering("score", COLUMNS) == ["-score", "name", "pk"]
    assert ordering("-score", COLUMNS) == ["score", "-name", "pk"]


def test_headings_turn_the_sort_and_keep_the_filters():
    table = Table("People", COLUMNS, [], query=QueryDict("wing=a&page=3&sort=name"), sort="name")
    name, score, state = table.headings
    assert (name.direction, name.href) == ("ascending", "?wing=a&sort=-name")
    assert (score.direction, score.href) == ("", "?wing=a&sort=score")
    assert state.href == ""


def test_changed_adds_and_takes_away():
    assert changed(QueryDict("a=1&b=2"), a=None, c="x y") == "?b=2&c=x+y"


def test_pages_of_a_list():
    paging = paged(range(312), QueryDict("wing=a&page=2"))
    assert (next(iter(paging.rows)), paging.words, paging.total) == (25, "26 to 50 of 312", 312)
    assert (paging.previous, paging.next) == ("?wing=a&page=1", "?wing=a&page=3")
    assert [link.number for link in paging.links] == ["1", "2", "3", "…", "13"]
    assert [link.is_current for link in paging.links] == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("asked", "number"), [("0", 13), ("-1", 13), ("999", 13), ("x", 1), ("", 1), ("1" * 9000, 1), ("\x00", 1)]
)
def test_a_page_that_is_not_there_gives_one_that_is(asked, number):
    assert paged(range(312), QueryDict(f"page={asked}")).page.number == number


def test_an_empty_list_says_so():
    paging = paged([], QueryDict())
    assert (paging.words, paging.has_others) == ("Nothing found", False)


@pytest.mark.django_db
def test_pages_of_rows_never_overlap():
    for _ in range(30):
        UserFactory(name="Same Name")
    rows = User.objects.filter(name="Same Name").order_by(*ordering("name", COLUMNS))
    seen = [user.pk for page in (1, 2) for user in paged(rows, QueryDict(f"page={page}"), per_page=15).rows]
    assert len(set(seen)) == 30


def test_an_icon_that_is_not_drawn_is_a_warning_and_warnings_are_errors():
    with pytest.warns(UserWarning, match="there is no icon 'unicorn'"):
        assert "#unicorn" in icon("unicorn")
