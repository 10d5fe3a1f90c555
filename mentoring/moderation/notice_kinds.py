"""What managers are told about messages that wait. A notice never says what a message said, or whose it was."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("moderation.late", _("A message has waited too long for a decision."), leads_to="moderation:board")
