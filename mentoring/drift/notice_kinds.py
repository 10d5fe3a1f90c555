"""What people are told. A notice names neither the sign nor the two."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("drift.found", _("Some messages of a mentor you look after need a look."), leads_to="drift:concern")
declare_notice("drift.answered", _("A mentor answered what you asked."), leads_to="drift:concern")
declare_notice("drift.asked", _("Who looks after you has a question about messages."), leads_to="drift:mine")
declare_notice("drift.decided", _("What you were asked about is decided."), leads_to="drift:mine")
