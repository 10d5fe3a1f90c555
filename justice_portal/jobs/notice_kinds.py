"""What people are told about background work."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("job.parked", _("A job did not work after five tries. Please look at it."), leads_to="jobs:job")
