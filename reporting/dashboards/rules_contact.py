"""Rules of Today about whom nobody speaks to, and whom nobody meets. Messages never count. See rules.py for the order."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission, people_for
from reporting.dashboards import measures
from reporting.dashboards.needs import Found, on_caseload, rule


@rule(
    "no-contact",
    gettext_lazy("No contact for 14 days"),
    gettext_lazy("Nobody wrote down that they met or spoke for 14 days, or since the person came."),
    needs=Permission.CONTACT_ADD,
    person="",
    all_of_them=on_caseload("show=no-contact&sort=contact"),
)
def no_contact(reader: Any, today: date) -> Found:
    people = people_for(reader, Permission.CONTACT_ADD).annotate(
        alone_since=measures.alone_since(), last_on=measures.last_contact_on()
    )

    def says(pk: Any, since: date, last_on: date | None) -> tuple[str, date, str]:
        words = _("No contact since then") if last_on == since else _("No contact since they came")
        return words, since, reverse("contacts:contacts", args=[pk])

    people = people.filter(measures.is_without_contact(today)).order_by("alone_since", "pk")
    return Found(people, ("pk", "alone_since", "last_on"), says)


@rule(
    "nobody-met",
    gettext_lazy("Nobody sat down with them for 21 days"),
    gettext_lazy("Calls, letters and other talks, but no key work face to face for 21 days, or since the person came."),
    needs=Permission.CONTACT_ADD,
    person="",
    all_of_them=on_caseload("show=nobody-met&sort=contact"),
)
def nobody_met(reader: Any, today: date) -> Found:
    """Screens and calls must not take the place of people: what somebody writes down as met is the only measure."""
    people = people_for(reader, Permission.CONTACT_ADD).annotate(
        alone_since=measures.alone_since(), unmet_since=measures.unmet_since(), met_on=measures.last_met_on()
    )

    def says(pk: Any, since: date, met_on: date | None) -> tuple[str, date, str]:
        words = _("No key work face to face since then") if met_on == since else _("No key work since they came")
        return words, since, reverse("contacts:contacts", args=[pk])

    people = people.filter(measures.is_unmet(today)).order_by("unmet_since", "pk")
    return Found(people, ("pk", "unmet_since", "met_on"), says)
