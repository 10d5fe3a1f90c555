"""What staff are told about who may read messages."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice(
    "monitoring.authority", _("You may read messages that wait. See until when."), leads_to="moderation:queue"
)
declare_notice(
    "monitoring.review_due", _("Who may read messages is to be looked at again."), leads_to="monitoring:authorities"
)
