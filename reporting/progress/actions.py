"""Asking for progress reports, writing the words that stand in them, and having them made."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

import reporting.progress.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment, Wing
from justice_portal.jobs.models import Priority
from justice_portal.jobs.queue import enqueue
from justice_portal.notify import notify
from justice_portal.people.models import Person
from justice_portal.states import move
from reporting.jobs import make_progress_report, make_wing_report
from reporting.progress.models import Account, ProgressReport, WingReport


@action(needs=Permission.REPORT_ASK)
def ask_report(person: Person, *, from_on: date, to_on: date, by: Any) -> ProgressReport:
    """A new report, waiting for words; the one already under way if there is one. Two clicks give one report."""
    _require_dates(from_on, to_on)
    under_way = ProgressReport.objects.under_way().filter(person=person, kind=ProgressReport.Kind.ASKED)
    if report := under_way.first():
        return report
    try:
        with transaction.atomic():
            report = ProgressReport.objects.create(
                person=person, from_on=from_on, to_on=to_on, asked_by=by, made_in=person.establishment
            )
    except IntegrityError:
        return under_way.get()  # the other click was a moment earlier
    record(by, "reports.asked", report, from_on=from_on, to_on=to_on)
    if person.user_id != by.pk and person.user:
        notify(person.user, "report.words_wanted", about=report)
    return report


@action(needs=Permission.REPORT_STAFF_ACCOUNT)
def write_staff_account(report: ProgressReport, *, text: str, by: Any) -> Account:
    account = _write(report, Account.Side.STAFF, text, by)
    record(by, "reports.words_written", account, side=account.side)
    return account


@action(needs=Permission.REPORT_OWN_ACCOUNT)
def write_own_account(report: ProgressReport, *, text: str, by: Any) -> Account:
    """The person's own words: printed as they are, beside the staff's, and changed by nobody else."""
    if report.person.user_id != by.pk:
        raise DomainError(_("Only the person can write these words."))
    account = _write(report, Account.Side.PERSON, text, by)
    record(by, "reports.words_written", account, side=account.side)
    if report.asked_by and report.asked_by_id != by.pk:
        notify(report.asked_by, "report.words_written", about=report)
    return account


def _write(report: ProgressReport, side: str, text: str, by: Any) -> Account:
    """A new version of a side's words; the same words sent twice are one version."""
    status = ProgressReport.objects.select_for_update().values_list("status", flat=True).get(pk=report.pk)
    if status != ProgressReport.Status.OPEN:
        raise DomainError(_("This report is being made. Its words can no longer change. Ask for a new one."))
    newest = report.accounts.newest(side)
    if newest and newest.text == text:
        return newest
    return Account.objects.create(report=report, side=side, text=text, written_by=by)


@action(needs=Permission.REPORT_ASK)
def make_report(report: ProgressReport, *, by: Any) -> ProgressReport:
    """Have the file made. Asking again while it is made, or after it failed, gives no second file."""
    if report.status == ProgressReport.Status.OPEN:
        move(report, ProgressReport.Status.MAKING)
    elif report.status != ProgressReport.Status.MAKING:
        raise DomainError(_("This report is finished. Ask for a new one."))
    report.job = enqueue(make_progress_report, report.pk, key=f"report:{report.pk}", by=by)
    report.save(update_fields=["job"])
    record(by, "reports.make_asked", report)
    return report


@action(needs=Permission.REPORT_ASK)
def stop_report(report: ProgressReport, *, by: Any) -> ProgressReport:
    if report.status == ProgressReport.Status.CANCELLED:
        return report
    move(report, ProgressReport.Status.CANCELLED, message=_("This report is ready. It stays."))
    record(by, "reports.stopped", report)
    return report


@action(needs=Permission.REPORT_WING)
def ask_wing_report(establishment: Establishment, *, wing: Wing, from_on: date, to_on: date, by: Any) -> WingReport:
    """A report for each person on the wing, and a ZIP of them all. One wing, one run at a time."""
    _require_dates(from_on, to_on)
    if wing.establishment_id != establishment.pk:
        raise DomainError(_("Choose a wing of this prison."))
    under_way = WingReport.objects.filter(wing=wing, status=WingReport.Status.MAKING)
    if batch := under_way.first():
        return batch
    try:
        with transaction.atomic():
            batch = WingReport.objects.create(
                establishment=establishment, wing=wing, from_on=from_on, to_on=to_on, asked_by=by
            )
    except IntegrityError:
        return under_way.get()
    people = Person.objects.within(by, Permission.REPORT_VIEW).filter(wing=wing)
    made = ProgressReport.objects.bulk_create(
        ProgressReport(
            person=person,
            kind=ProgressReport.Kind.WING,
            from_on=from_on,
            to_on=to_on,
            status=ProgressReport.Status.MAKING,
            asked_by=by,
            made_in=establishment,
            wing_report=batch,
        )
        for person in people
    )
    if not made:
        raise DomainError(_("There is nobody on this wing whose report you can make."))
    batch.job = enqueue(make_wing_report, batch.pk, key=f"wing-report:{batch.pk}", by=by, priority=Priority.BULK)
    batch.save(update_fields=["job"])
    record(by, "reports.wing_asked", batch, subjects=[report.person_id for report in made], wing=wing)
    return batch


@action(needs=Permission.REPORT_WING)
def retry_wing_report(batch: WingReport, *, by: Any) -> WingReport:
    """Go on with a run that was parked: what is made stays made."""
    if batch.status != WingReport.Status.MAKING:
        raise DomainError(_("This run is finished. Start a new one."))
    batch.job = enqueue(make_wing_report, batch.pk, key=f"wing-report:{batch.pk}", by=by, priority=Priority.BULK)
    batch.save(update_fields=["job"])
    record(by, "reports.wing_asked", batch, subjects=[], wing=batch.wing_id)
    return batch


@action(needs=Permission.REPORT_WING)
def stop_wing_report(batch: WingReport, *, by: Any) -> WingReport:
    """Stop after the report in hand. Reports that are ready stay with their people."""
    if batch.status == WingReport.Status.CANCELLED:
        return batch
    move(batch, WingReport.Status.CANCELLED, message=_("These reports are ready. They stay."))
    for report in batch.reports.filter(status=ProgressReport.Status.MAKING):
        move(report, ProgressReport.Status.CANCELLED)
    record(by, "reports.wing_stopped", batch, subjects=[])
    return batch


@action(needs=Permission.REPORT_ASK)
def ask_monthly_report(person: Person, *, from_on: date, to_on: date, by: Any) -> ProgressReport | None:
    """The report of last month, made by itself; None when it was asked for before."""
    try:
        with transaction.atomic():
            report = ProgressReport.objects.create(
                person=person,
                kind=ProgressReport.Kind.MONTHLY,
                from_on=from_on,
                to_on=to_on,
                status=ProgressReport.Status.MAKING,
                made_in=person.establishment,
            )
    except IntegrityError:
        return None
    report.job = enqueue(make_progress_report, report.pk, key=f"report:{report.pk}", by=by, priority=Priority.BULK)
    report.save(update_fields=["job"])
    record(by, "reports.monthly_asked", report, from_on=from_on, to_on=to_on)
    return report


def _require_dates(from_on: date, to_on: date) -> None:
    if to_on < from_on:
        raise DomainError(_("The last day must be after the first day."))
    if from_on > clock.today():
        raise DomainError(_("The first day must be today or before."))
    if (to_on - from_on).days > 3 * 366:
        raise DomainError(_("A report can be for three years at most."))
