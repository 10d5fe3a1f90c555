from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("problem.told", _("Someone told us that something is wrong."), leads_to="problems:problem")
declare_notice("problem.unsafe", _("Someone does not feel safe. Look at this now."), leads_to="problems:problem")
declare_notice("problem.taken", _("Someone is looking at what you told us."), leads_to="problems:problem")
declare_notice("problem.answered", _("You have an answer to what you told us."), leads_to="problems:problem")
