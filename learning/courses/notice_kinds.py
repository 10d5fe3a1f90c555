"""What people are told about courses."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

# Home says it already, in the panel of Learn.
declare_notice("courses.picked", _("A course was picked for you."), leads_to="learners:done", on_home=False)
declare_notice("courses.place_free", _("There is a place for you in a course."), leads_to="courses:list")
