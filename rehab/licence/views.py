"""The licence tab of a person, for staff: its versions, a draft, what the person did with it, and what is kept apart."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.editing import ChangedMeanwhile, show_both, stamp
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.sheets.shown import sheet_of
from rehab.care.victims.actions import add_victim_detail, end_victim_detail
from rehab.care.victims.models import VictimDetail
from rehab.licence import actions
from rehab.licence.forms import DetailsForm, StartForm, VictimForm
from rehab.licence.models import ConditionChange, Licence, LicenceCondition, PolicyVersion
from rehab.licence.own import showing
from rehab.licence.own.models import LicenceRead, TeachBack
from rehab.licence.plain_words import of_code
from rehab.licence.questions import QUESTIONS


def page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    head = tabs.head(request.user, person, "licence:for-person")
    return render(request, f"rehab/licence/{template}.html", {"person": person, **head, **context})


def require_staff(request: HttpRequest) -> None:
    """The person sees their own rows too, as a party: drafts are not for them."""
    if not request.user.holds(Permission.LICENCE_VIEW):
        raise Http404


def staff_licence(request: HttpRequest, pk: UUID, *, to_change: bool = False) -> Licence:
    """A version that staff may see; drafts too. 403 where they may see and not change it."""
    require_staff(request)
    rows = Licence.objects.visible_to(request.user)
    found = get_object_or_404(rows.select_related("person__user", "policy", "live_by", "started_by"), pk=pk)
    if to_change and not may(request.user, Permission.LICENCE_EDIT, found):
        raise PermissionDenied
    return found


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab: versions, whether the latest was read, and which questions were missed."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.LICENCE_VIEW), pk=pk)
    rows = Licence.objects.visible_to(request.user).filter(person=person)
    versions = list(rows.select_related("policy").annotate(was_read_at=F("read__read_at")))
    live = next((one for one in versions if one.is_live), None)
    record(request.user, "licence.viewed", live or person)
    return page(
        request,
        "case",
        person,
        versions=versions,
        live=live,
        draft=next((one for one in versions if one.is_draft), None),
        asked=_missed(request, live),
        changes=_changes(request, live),
        can_edit=may(request.user, Permission.LICENCE_EDIT, person),
        sees_victims=may(request.user, Permission.VICTIM_VIEW, person),
    )


def _missed(request: HttpRequest, live: Licence | None) -> dict[str, Any] | None:
    """The last questions about this version: how many are answered, and those that were missed."""
    if live is None:
        return None
    asked = TeachBack.objects.visible_to(request.user).filter(licence=live).prefetch_related("answers").first()
    if asked is None:
        return None
    answers = list(asked.answers.all())
    wrong = [QUESTIONS[one.question] for one in answers if not one.is_right and one.question in QUESTIONS]
    sheet = sheet_of(request.user, asked.pk)
    return {"done": len(answers), "total": len(asked.questions), "missed": wrong, "asked": asked, "sheet": sheet}


def _changes(request: HttpRequest, live: Licence | None) -> list[dict[str, Any]]:
    """What a newer policy does to the live licence, in both wordings."""
    if live is None:
        return []
    rows = ConditionChange.objects.visible_to(request.user).filter(condition__licence=live, status="open")
    return changed_lines(rows.select_related("condition__licence__policy", "policy"))


def changed_lines(rows: Any) -> list[dict[str, Any]]:
    lines = []
    for change in rows:
        kind = change.condition.licence.kind
        is_gone = change.kind == ConditionChange.Kind.REMOVED
        codes = change.replacements or ([] if is_gone else [change.condition.code])
        entries = [change.policy.entry(kind, code) for code in codes]
        lines.append({"change": change, "now": [one["text"] for one in entries if one]})
    return lines


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The first licence, or the next version of the one in force."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.LICENCE_VIEW), pk=pk)
    if not may(request.user, Permission.LICENCE_EDIT, person):
        raise PermissionDenied
    live = Licence.objects.visible_to(request.user).filter(person=person).live().first()
    form = StartForm(request.POST or None, initial=_of(live) if live else {"kind": Licence.Kind.AP})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_licence(
                person,
                key=form.cleaned_data["key"],
                kind=form.cleaned_data["kind"],
                details=form.details(),
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(made)
    return page(request, "details", person, form=form, live=live, theirs=[])


def _of(licence: Licence) -> dict[str, Any]:
    return {"kind": licence.kind, "seen": stamp(licence.details), **licence.details}


@require_safe
def licence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version: its conditions in formal words, and what can be done with a draft."""
    found = staff_licence(request, pk)
    record(request.user, "licence.viewed", found)
    rows = (
        LicenceCondition.objects.visible_to(request.user).filter(licence=found).select_related("added_by", "decided_by")
    )
    conditions = list(rows)
    can_edit = found.is_draft and may(request.user, Permission.LICENCE_EDIT, found)
    can_approve = found.is_draft and may(request.user, Permission.LICENCE_APPROVE, found)
    return page(
        request,
        "licence",
        found.person,
        licence=found,
        conditions=[
            {
                "row": row,
                "rule": showing.rules(found, [row])[0],
                "can_drop": can_edit and row.kind != LicenceCondition.Kind.STANDARD,
                "can_decide": can_approve and row.status == "waiting" and row.added_by_id != request.user.pk,
            }
            for row in conditions
        ],
        waits=any(row.status == LicenceCondition.Status.WAITING for row in conditions),
        read=LicenceRead.objects.visible_to(request.user).filter(licence=found).first(),
        can_edit=can_edit,
        can_end=found.is_live and may(request.user, Permission.LICENCE_EDIT, found),
    )


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = staff_licence(request, pk, to_change=True)
    form = DetailsForm(request.POST or None, initial=_of(found))
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_details(found, details=form.details(), seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile:
            theirs = show_both(form, staff_licence(request, pk).details)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(found)
    return page(request, "details", found.person, form=form, licence=found, theirs=theirs)


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Just what the person will read, before it is in force: nothing that is kept apart is here either."""
    found = staff_licence(request, pk)
    conditions = list(LicenceCondition.objects.visible_to(request.user).filter(licence=found).exclude(status="refused"))
    record(request.user, "licence.viewed", found)
    rules = [{"rule": rule, **showing.meaning(found, rule.condition)} for rule in showing.rules(found, conditions)]
    return page(request, "preview", found.person, licence=found, rules=rules, week=showing.week_of(conditions))


@require_POST
def make_live(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = staff_licence(request, pk)
    actions.make_live(found, by=request.user)
    return redirect("licence:for-person", pk=found.person_id)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = staff_licence(request, pk)
    actions.end_licence(found, by=request.user)
    return redirect("licence:for-person", pk=found.person_id)


@require_http_methods(["GET", "POST"])
def victims(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is kept apart: whom conditions protect."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.VICTIM_VIEW), pk=pk)
    form = VictimForm(request.POST or None, codes=_protecting(request, person))
    if request.method == "POST" and form.is_valid():
        try:
            add_victim_detail(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("licence:victims", pk=person.pk)
    rows = VictimDetail.objects.visible_to(request.user).filter(person=person).live().select_related("added_by")
    record(request.user, "victim.viewed", person)
    return page(request, "victims", person, form=form, details=rows)


def _protecting(request: HttpRequest, person: Person) -> list[tuple[str, str]]:
    """Conditions of the person's licences, by code, that can protect somebody."""
    rows = LicenceCondition.objects.visible_to(request.user).filter(licence__person=person)
    codes = rows.exclude(kind="standard").exclude(code="").values_list("code", flat=True).distinct()
    newest = PolicyVersion.objects.visible_to(request.user).newest()
    named = [(code, str(of_code(code, "additional", newest)[1])) for code in sorted(codes)] if newest else []
    return [*named, ("other", _("Another condition"))]


@require_POST
def victim_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    detail = get_object_or_404(VictimDetail.objects.visible_to(request.user), pk=pk)
    end_victim_detail(detail, by=request.user)
    return redirect("licence:victims", pk=detail.person_id)
