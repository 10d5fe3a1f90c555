"""Reviews: what is due and what was said, for the person and for staff; and the list of all that are due."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.tables import Column, Link, Status, Table, chosen_sort, ordering
from rehab.care.pages import draw, myself
from rehab.reviews import actions
from rehab.reviews.forms import PutOffForm, ReviewForm
from rehab.reviews.models import Review, ReviewDue

TAB = "reviews:for-person"


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _page(request, myself(request, Permission.PLAN_VIEW))


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk))


def _page(request: HttpRequest, person: Person) -> HttpResponse:
    record(request.user, "reviews.viewed", person)
    due = ReviewDue.objects.visible_to(request.user).live().filter(person=person).select_related("exempt_by").first()
    held = Review.objects.visible_to(request.user).filter(person=person).select_related("added_by")[:50]
    can_edit = may(request.user, Permission.REVIEW_EDIT, person)
    return draw(request, "reviews/reviews", person, tab=TAB, due=due, held=held, can_edit=can_edit, today=clock.today())


@require_POST
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff have the next review worked out, where nothing did it yet."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk)
    if actions.plan_review(person, by=request.user) is None:
        raise DomainError(_("No review is due: the person leaves in less than 3 months, or is not in prison."))
    return redirect(TAB, pk=person.pk)


@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk)
    require(request.user, Permission.REVIEW_EDIT, person)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_review(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(TAB, pk=person.pk)
    return draw(request, "reviews/form", person, tab=TAB, form=form, title=_("Write down a review"))


@require_http_methods(["GET", "POST"])
def put_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    due = get_object_or_404(ReviewDue.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    require(request.user, Permission.REVIEW_EDIT, due)
    form = PutOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_off_review(due, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(TAB, pk=due.person_id)
    return draw(request, "reviews/form", due.person, tab=TAB, form=form, title=_("Put off the review"))


@require_POST
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    due = get_object_or_404(ReviewDue.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    actions.take_up_review(due, by=request.user)
    return redirect(TAB, pk=due.person_id)


COLUMNS = (
    Column(gettext_lazy("Name"), sort="name", order=("person__family_name", "person__given_name"), heads_row=True),
    Column(gettext_lazy("From"), sort="from", order=("opens_on",)),
    Column(gettext_lazy("By"), sort="by", order=("due_on",)),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("Rule")),
)


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Every review that is due to people in the reader's reach, the soonest first."""
    require(request.user, Permission.REVIEW_EDIT, ReviewDue)
    sort = chosen_sort(request.GET, COLUMNS, "by")
    found = ReviewDue.objects.visible_to(request.user).live().select_related("person")
    paging = paged(found.order_by(*ordering(sort, COLUMNS)), request.GET)
    rows = (
        (Link(one.person_url, one.person), one.opens_on, one.due_on, _state(one), one.get_rule_display())
        for one in paging.rows
    )
    table = Table(_("Reviews that are due"), COLUMNS, rows, query=request.GET, sort=sort)
    record(request.user, "reviews.listed", ReviewDue, subjects=[one.person_id for one in paging.rows])
    return render(request, "rehab/reviews/due.html", {"table": table, "paging": paging})


def _state(one: ReviewDue) -> Status:
    if one.status == ReviewDue.Status.EXEMPT:
        return Status("none", one.get_exemption_display())
    if one.is_late:
        return Status("wait", _("Late"))
    return Status("info", _("Now")) if one.opens_on <= clock.today() else Status("none", _("Later"))
