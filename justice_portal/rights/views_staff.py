"""The desk: what people asked to have put right, and one person's rights on one page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.people.views import found, page
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words
from justice_portal.rights import actions
from justice_portal.rights.forms import AnswerForm, CopyForm, HoldForm, QueueFilter
from justice_portal.rights.keeping import record_kept_until
from justice_portal.rights.models import Correction, LegalHold, RecordCopy
from justice_portal.tables import Column, Link, Status, Table

COLUMNS = (
    Column(_("What is wrong"), heads_row=True),
    Column(_("Person")),
    Column(_("Asked")),
    Column(_("Answer by")),
    Column(_("State")),
)
KINDS = {
    Correction.Status.ASKED: "wait",
    Correction.Status.CHANGED: "good",
    Correction.Status.PARTLY: "info",
    Correction.Status.REFUSED: "info",
}
TAB = "rights:person"


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the nearest date first."""
    if not request.user.holds(Permission.RIGHTS_ANSWER):  # type: ignore[union-attr]
        raise Http404
    form = QueueFilter(request.GET)
    paging = paged(form.chosen_of(Correction.objects.visible_to(request.user).for_list()), request.GET)
    shown = list(paging.rows)
    names = dict(
        Person.objects.visible_to(request.user).filter(pk__in={row.person_id for row in shown}).in_bulk().items()
    )
    record(request.user, "rights.corrections_listed", Correction, subjects={row.person_id for row in shown})
    table = Table(_("Records to put right"), COLUMNS, [_cells(row, names) for row in shown])
    return render(request, "rights/queue.html", {"form": form, "paging": paging, "table": table})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer, with a measure of how hard the answer reads."""
    asked = get_object_or_404(Correction.objects.visible_to(request.user).for_list(), pk=pk)
    require(request.user, Permission.RIGHTS_ANSWER, asked)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"asked": asked, "form": form, "reads": None}
    if form.is_valid():
        if "check" in request.POST:
            words = form.cleaned_data["answer"]
            context["reads"] = {"grade": grade(words), "limit": GRADE_FOR_PEOPLE, "hard": hard_words(words)}
        else:
            try:
                actions.answer_correction(asked, **form.cleaned_data, by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                return redirect(asked)
    return render(request, "rights/answer.html", context)


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What this person asked about their record, copies on their behalf, how long it is kept, and holds."""
    return _person(request, found(request, pk, Permission.RIGHTS_VIEW))


@require_POST
def ask_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a copy made on the person's behalf."""
    person = found(request, pk, Permission.RIGHTS_VIEW)
    require(request.user, Permission.RIGHTS_COPY, person)
    form = CopyForm(request.POST)
    if not form.is_valid():
        return _person(request, person)
    return redirect(actions.ask_copy(person, key=form.cleaned_data["key"], by=request.user))


@require_http_methods(["GET", "POST"])
def hold_place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep this record from being removed."""
    person = found(request, pk, Permission.RIGHTS_VIEW)
    require(request.user, Permission.HOLD_PLACE, person)
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            actions.place_hold(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Nothing of this record will be removed now."))
            return redirect(TAB, person.pk)
    return page(request, "rights/hold.html", person, TAB, "rights.person_viewed", form=form)


@require_POST
def hold_lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the dates count again."""
    hold = get_object_or_404(LegalHold.objects.visible_to(request.user), pk=pk)
    actions.lift_hold(hold, by=request.user)
    messages.success(request, _("The hold is lifted."))
    return redirect(TAB, hold.person_id)


def _person(request: HttpRequest, person: Person) -> HttpResponse:
    user: Any = request.user
    context = {
        "paging": paged(Correction.objects.visible_to(user).filter(person=person), request.GET),
        "copies": RecordCopy.objects.visible_to(user).filter(person=person, asked_by=user)[:5],
        "copy_form": CopyForm() if may(user, Permission.RIGHTS_COPY, person) else None,
        "hold": LegalHold.objects.visible_to(user).live().filter(person=person).select_related("placed_by").first(),
        "can_hold": may(user, Permission.HOLD_PLACE, person),
        "until_on": record_kept_until(person),
    }
    return page(request, "rights/person.html", person, TAB, "rights.person_viewed", **context)


def _cells(asked: Correction, names: dict[UUID, Person]) -> tuple[object, ...]:
    state = (
        Status("bad", _("Late"))
        if asked.is_late
        else Status(KINDS[Correction.Status(asked.status)], asked.get_status_display())
    )
    return (
        Link(asked.get_absolute_url(), asked, about=str(asked.asked_at.date())),
        str(names.get(asked.person_id) or _("Not shown")),
        asked.asked_at,
        asked.due_on,
        state,
    )
