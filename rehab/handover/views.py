"""The pages of a handover: one checklist for staff of both sides, and the same promises and questions for the person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.editing import ChangedMeanwhile, show_both, stamp
from justice_portal.errors import DomainError
from justice_portal.forms import Form
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.handover import actions
from rehab.handover.forms import AnswerForm, DatesForm, OpenForm, PromiseForm, QuestionForm, ReasonForm
from rehab.handover.models import Handover, HandoverLine
from rehab.handover.people import side_of, workers_of

Kind, Status, Turn = HandoverLine.Kind, HandoverLine.Status, HandoverLine.Turn


def _found(request: HttpRequest, pk: UUID, *, to_change: bool = False) -> Handover:
    rows = Handover.objects.visible_to(request.user).select_related(
        "person__establishment", "person__cell", "person__delivery_unit", "opened_by", "sent_by", "decided_by"
    )
    handover: Handover = get_object_or_404(rows, pk=pk)
    if to_change and not may(request.user, Permission.HANDOVER_EDIT, handover):
        raise PermissionDenied
    return handover


def _is_own(request: HttpRequest, handover: Handover) -> bool:
    return handover.person.user_id is not None and handover.person.user_id == request.user.pk


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Handovers within the reader's reach that somebody still has to finish, the nearest day first."""
    if not request.user.holds(Permission.HANDOVER_VIEW):
        raise Http404
    paging = paged(Handover.objects.visible_to(request.user).live().for_list(), request.GET)
    record(request.user, "handover.listed", Handover, subjects=[one.person_id for one in paging.rows])
    return render(request, "rehab/handover/list.html", {"paging": paging, "handovers": paging.rows})


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person's handover that is under way or was the last; or the form that begins one."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.HANDOVER_VIEW).for_list(), pk=pk)
    can_edit = may(request.user, Permission.HANDOVER_EDIT, person)
    if request.method == "POST" and not can_edit:
        raise PermissionDenied
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.open_handover(person, **form.cleaned_data, by=request.user))
        except DomainError as error:
            form.add_error("due_on", str(error))
    mine = Handover.objects.visible_to(request.user).filter(person=person)
    if request.method == "GET" and (live := mine.live().first()):
        return redirect(live)
    earlier = list(mine.order_by("-opened_at")[:10])
    record(request.user, "handover.viewed", person)
    context = {"person": person, "form": form, "can_edit": can_edit, "earlier": earlier, **_head(request, person)}
    return render(request, "rehab/handover/start.html", context)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The person's own: the newest of their handovers."""
    if not request.user.holds(Permission.HANDOVER_OWN):
        raise Http404
    rows = Handover.objects.visible_to(request.user).filter(person__user=request.user.pk).exclude(status="ended")
    newest = rows.order_by("-opened_at").first()
    return redirect(newest) if newest else render(request, "rehab/handover/none.html")


@require_safe
def handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _shown(request, _found(request, pk))


def _head(request: HttpRequest, person: Person) -> dict[str, Any]:
    return tabs.head(request.user, person, "handover:for-person")


def _shown(request: HttpRequest, one: Handover, status: int = 200, theirs: Any = (), **forms: Form) -> HttpResponse:
    """The handover with its forms; those that were sent wrong keep what was typed."""
    own = _is_own(request, one)
    side = side_of(one.person, request.user)
    lines = list(
        HandoverLine.objects.visible_to(request.user).filter(handover=one).select_related("added_by", "settled_by")
    )
    can_edit = one.is_live and may(request.user, Permission.HANDOVER_EDIT, one)
    can_ask = one.is_live and may(request.user, Permission.HANDOVER_ASK, one)
    if request.method != "POST":
        record(request.user, "handover.viewed", one)
        seen(request.user, one)
    context = {
        "handover": one,
        "person": one.person,
        "side": side,
        "checks": [line for line in lines if line.kind == Kind.CHECK],
        "promises": sorted((line for line in lines if line.kind == Kind.PROMISE), key=lambda line: line.due_on),
        "questions": [line for line in lines if line.kind == Kind.QUESTION],
        "three": [
            (turn.label, sorted(user.name for user in workers_of(one.person, turn))) for turn in (Turn.POM, Turn.COM)
        ],
        "can_edit": can_edit,
        "can_keep": may(request.user, Permission.HANDOVER_EDIT, one),
        "can_ask": can_ask,
        "can_decide": can_edit and side == Turn.COM and one.status in {"sent", "returned"},
        "can_send": can_edit and side == Turn.POM and one.status in {"open", "returned"},
        "question_form": QuestionForm(side=side),
        "promise_form": PromiseForm(),
        "dates_form": DatesForm(initial={**one.dates, "seen": stamp(one.dates)}),
        "theirs": theirs,
        "can_end": can_edit and one.is_live,
        "reason_form": ReasonForm(),
        "end_form": ReasonForm(auto_id="end_%s"),
        "answer_form": AnswerForm(auto_id=False),
        "form": next(iter(forms.values()), None),
        **forms,
    }
    if own:
        return render(request, "rehab/handover/mine.html", context, status=status)
    return render(request, "rehab/handover/handover.html", {**context, **_head(request, one.person)}, status=status)


def _sent(
    request: HttpRequest, one: Handover, name: str, form: Form, act: Callable[..., Any], subject: Any, words: Any
) -> HttpResponse:
    """Do what a form of the page says, or show the page again with what was typed."""
    theirs: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            act(subject, **form.cleaned_data, by=request.user)
        except ChangedMeanwhile:
            one = _found(request, one.pk)
            theirs = show_both(form, one.dates)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(words))
            return redirect(one)
    return _shown(request, one, status=400, theirs=theirs, **{name: form})


@require_POST
def dates(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk, to_change=True)
    return _sent(request, one, "dates_form", DatesForm(request.POST), actions.set_dates, one, _("Saved."))


@require_POST
def promise(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk, to_change=True)
    return _sent(request, one, "promise_form", PromiseForm(request.POST), actions.add_promise, one, _("Saved."))


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk)
    if not may(request.user, Permission.HANDOVER_ASK, one):
        raise PermissionDenied
    form = QuestionForm(request.POST, side=side_of(one.person, request.user))
    return _sent(request, one, "question_form", form, actions.ask_question, one, _("Sent. You see the answer here."))


@require_POST
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk, to_change=True)
    words = _("Sent back. The prison is told why.")
    return _sent(request, one, "reason_form", ReasonForm(request.POST), actions.return_handover, one, words)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk, to_change=True)
    form = ReasonForm(request.POST, auto_id="end_%s")
    return _sent(request, one, "end_form", form, actions.end_handover, one, _("Ended."))


@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk, to_change=True)
    words = gettext_lazy("Sent. The community is told.")
    return _sent(request, one, "send_form", Form(request.POST), actions.send_handover, one, words)


@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _found(request, pk, to_change=True)
    words = gettext_lazy("Accepted. The prison and the person are told.")
    return _sent(request, one, "send_form", Form(request.POST), actions.accept_handover, one, words)


def _line(request: HttpRequest, pk: UUID) -> HandoverLine:
    line: HandoverLine = get_object_or_404(HandoverLine.objects.visible_to(request.user), pk=pk)
    return line


@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    line = _line(request, pk)
    one = _found(request, line.handover_id)
    if not may(request.user, Permission.HANDOVER_ASK, one):
        raise PermissionDenied
    form = AnswerForm(request.POST)
    return _sent(request, one, "answer_form", form, actions.answer_question, line, _("Sent."))


@require_POST
def settle(request: HttpRequest, pk: UUID, status: str) -> HttpResponse:
    line = _line(request, pk)
    if status not in Status.values:
        raise Http404
    actions.settle_line(line, status=status, by=request.user)
    return redirect(f"{line.handover.get_absolute_url()}#line-{line.pk}")
