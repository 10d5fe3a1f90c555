"""The notices of reports."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice(
    "report.words_wanted",
    _("A report about you is being written. You can add your own words."),
    leads_to="reports:report",
    on_home=False,
)
declare_notice("report.words_written", _("New words were written for a report."), leads_to="reports:report")
declare_notice("report.ready", _("A progress report is ready."), leads_to="reports:report")
declare_notice("wing_report.ready", _("The reports for a wing are ready."), leads_to="reports:wing")
