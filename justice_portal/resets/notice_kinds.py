"""What staff are told about their passphrase."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice(
    "account.passphrase_taken",
    _("Your passphrase was changed with an email. If it was not you, tell your administrator now."),
    leads_to="own:sign-in",
)
