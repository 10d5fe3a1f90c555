"""What is told about who answers. A notice never says what a message said, or whose it was."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("talks.new_worker", _("Someone new answers your messages now."), leads_to="messages:thread")
declare_notice("talks.taken_on", _("Messages of a person come to you from now on."), leads_to="talks:thread")
declare_notice("talks.handed", _("A colleague asks you to answer a person."), leads_to="talks:thread")
