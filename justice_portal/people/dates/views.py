"""The dates of a sentence: for staff, who write down what they were told, and for the person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.amending.models import Amendment
from justice_portal.people.amending.words import told_to_person
from justice_portal.people.dates import actions
from justice_portal.people.dates.figures import in_plain_words, where_am_i
from justice_portal.people.dates.forms import DateForm, WithdrawForm
from justice_portal.people.dates.models import SentenceDate
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.words import as_events
from justice_portal.people.views import found, page

MOST = 100


@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What stands, what stood before, and the form that writes down another."""
    person = found(request, pk)
    can_edit = may(request.user, Permission.PERSON_EDIT, person)
    if request.method == "POST":
        require(request.user, Permission.PERSON_EDIT, person)
    form = DateForm(request.POST or None)
    if form.is_valid():
        try:
            actions.put_date(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("dates:dates", pk=person.pk)
    rows = SentenceDate.objects.visible_to(request.user).filter(person=person)
    stand = {one.pk for one in rows.standing()}
    told = list(rows.select_related("recorded_by")[:MOST])
    order = SentenceDate.Kind.values
    context = {
        "stand": sorted((one for one in told if one.pk in stand), key=lambda one: order.index(one.kind)),
        "before": [one for one in told if one.pk not in stand],
        "form": form,
        "can_edit": can_edit,
    }
    return page(request, "people/dates/dates.html", person, "dates:dates", **context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one back, with the reason that the person is told."""
    told = get_object_or_404(SentenceDate.objects.visible_to(request.user), pk=pk)
    person = found(request, told.person_id)
    require(request.user, Permission.PERSON_EDIT, told)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_date(told, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, _("Taken back. The person is told."))
        return redirect("dates:dates", pk=told.person_id)
    return page(request, "people/dates/withdraw.html", person, "dates:dates", form=form, told=told)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Where I am, my dates, where I have been, and what was put right."""
    if not request.user.holds(Permission.RIGHTS_OWN):
        raise Http404
    people = Person.objects.within(request.user, Permission.RIGHTS_OWN).for_list()
    person = get_object_or_404(people, user=request.user)
    told = list(SentenceDate.objects.visible_to(request.user).filter(person=person).standing())
    moves = Movement.objects.visible_to(request.user).counting().filter(person=person).with_places()[:MOST]
    put_right = Amendment.objects.visible_to(request.user).filter(person=person)[:MOST]
    record(request.user, "person.own_dates_viewed", person)
    context = {
        "now": where_am_i(person),
        "dates": in_plain_words(told),
        "moves": [{**event, "by": ""} for event in as_events(moves)],
        "put_right": [
            {"at": one.at, "title": told_to_person(one), "by": "", "text": "", "href": ""} for one in put_right
        ],
    }
    return render(request, "people/dates/mine.html", context)
