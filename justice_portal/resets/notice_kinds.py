"""What staff are told about their passphrase."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice(
    "account.passphrase_taken",
    _("Your passphrase was changed by email. Was it not you? Tell us at once."),
    leads_to="own:sign-in",
)
