"""Pages of progress reports, for the person and for staff."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import files
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.people import tabs
from justice_portal.people.models import Person
from reporting.progress import actions
from reporting.progress.forms import MonthsForm, WordsForm
from reporting.progress.models import Account, ProgressReport


def page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    own = person.user_id == request.user.pk
    head = {} if own else tabs.head(request.user, person, "reports:for-person")
    return render(request, f"reporting/progress/{template}.html", {"own": own, "person": person, **head, **context})


def _report(request: HttpRequest, pk: UUID) -> ProgressReport:
    reports = ProgressReport.objects.visible_to(request.user)
    return get_object_or_404(reports.select_related("person__user", "asked_by", "made_in", "job", "same_as"), pk=pk)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The way in from the home page: my reports."""
    person = Person.objects.within(request.user, Permission.REPORT_VIEW).filter(user=request.user).first()
    if person is None:
        raise Http404
    return redirect("reports:for-person", pk=person.pk)


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A person's reports, newest first, and the form that asks for one."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.REPORT_VIEW), pk=pk)
    can_ask = may(request.user, Permission.REPORT_ASK, person)
    form = MonthsForm(request.POST or None)
    if request.method == "POST" and not can_ask:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        return redirect(actions.ask_report(person, **form.dates(), by=request.user))
    reports = (
        ProgressReport.objects.visible_to(request.user).filter(person=person).select_related("asked_by", "same_as")
    )
    return page(request, "list", person, reports=reports[:50], form=form, can_ask=can_ask)


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: both sides' words while it waits, a bar while it is made, the file when it is ready."""
    report = _report(request, pk)
    record(request.user, "reports.viewed", report)
    own = report.person.user_id == request.user.pk
    can_ask = may(request.user, Permission.REPORT_ASK, report)
    can_write = may(request.user, Permission.REPORT_OWN_ACCOUNT if own else Permission.REPORT_STAFF_ACCOUNT, report)
    accounts = Account.objects.visible_to(request.user).filter(report=report).select_related("written_by")
    return page(
        request,
        "report",
        report.person,
        report=report,
        job=report.job,
        own_words=accounts.newest(Account.Side.PERSON),
        staff_words=accounts.newest(Account.Side.STAFF),
        can_write=report.is_open and can_write,
        can_ask=can_ask,
    )


@require_safe
def state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only how far the file is, for the page to ask again and again: it shows nothing of the record, so it is no view."""
    report = _report(request, pk)
    return render(request, "reporting/progress/state.html", {"report": report, "job": report.job})


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the words of one's own side."""
    report = _report(request, pk)
    own = report.person.user_id == request.user.pk
    side = Account.Side.PERSON if own else Account.Side.STAFF
    if not may(request.user, Permission.REPORT_OWN_ACCOUNT if own else Permission.REPORT_STAFF_ACCOUNT, report):
        raise PermissionDenied
    newest = Account.objects.visible_to(request.user).filter(report=report).newest(side)
    form = WordsForm(request.POST or None, initial={"text": newest.text if newest else ""})
    if request.method == "POST" and form.is_valid():
        write = actions.write_own_account if own else actions.write_staff_account
        try:
            write(report, text=form.cleaned_data["text"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(report)
    return page(request, "words", report.person, report=report, form=form)


@require_POST
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = _report(request, pk)
    return redirect(actions.make_report(report, by=request.user))


@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = _report(request, pk)
    return redirect(actions.stop_report(report, by=request.user))


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    report = _report(request, pk)
    if not report.is_ready:
        raise DomainError(_("This report is not ready yet."))
    if way := on_the_way(request):
        return way
    record(request.user, "reports.downloaded", report, version=report.data_version)
    return files.download(report.path, title=f"progress-report-{report.to_on:%Y-%m-%d}", content_type="application/pdf")
