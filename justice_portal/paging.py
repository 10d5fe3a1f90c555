"""Long lists in pages, with the page in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from justice_portal.tables import PAGE, changed

PER_PAGE = 25


class PageLink(NamedTuple):
    """A number to go to; a gap has neither number nor address."""

    number: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Paging:
    """One page of a list, and the way to the others: what components/pagination.html shows."""

    page: Page
    query: QueryDict

    @property
    def rows(self) -> Any:
        return self.page.object_list

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def has_others(self) -> bool:
        return self.page.has_other_pages()

    @property
    def words(self) -> str:
        """Where we are: "26 to 50 of 312"."""
        if not self.total:
            return _("Nothing found")
        numbers = {"first": self.page.start_index(), "last": self.page.end_index(), "total": f"{self.total:,}"}
        return _("%(first)s to %(last)s of %(total)s") % numbers

    @property
    def previous(self) -> str:
        return self._to(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        return self._to(self.page.number + 1) if self.page.has_next() else ""

    @property
    def links(self) -> list[PageLink]:
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [self._link(number) for number in numbers]

    def _link(self, number: int | str) -> PageLink:
        if isinstance(number, str):
            return PageLink("…", "", False)
        return PageLink(str(number), self._to(number), number == self.page.number)

    def _to(self, number: int) -> str:
        return changed(self.query, **{PAGE: number})


def paged(rows: QuerySet | Sequence[Any], query: QueryDict, per_page: int = PER_PAGE) -> Paging:
    """The page of rows that the address asks for. A page that there is not gives the first or the last."""
    return Paging(Paginator(rows, per_page).get_page(query.get(PAGE)), query)
