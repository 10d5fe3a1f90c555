"""What managers and staff are told. A notice never names the person."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice(
    "protected.glass_broken", _("Someone opened a record in an emergency. Look at why."), leads_to="protected:glass"
)
declare_notice(
    "protected.connection_found",
    _("A member of staff may know a person here. Decide if they may see the record."),
    leads_to="protected:connection",
)
declare_notice(
    "protected.restricted_by_feed",
    _("Another system restricted a record. Name the staff who need it."),
    leads_to="protected:case",
)
declare_notice(
    "protected.feed_opens",
    _("Another system opened a record that is restricted here. Decide."),
    leads_to="protected:case",
)
declare_notice("protected.glass_reviewed", _("Your manager looked at a record you opened."), leads_to="protected:glass")
