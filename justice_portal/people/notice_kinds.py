"""What people are told about their own record."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("amending.put_right", _("We put something right in your record. See what."), leads_to="dates:mine")
