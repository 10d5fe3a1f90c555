"""What people are told about messages. A notice never says what a message said, or whose it was."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("messages.from_mentor", _("You have a new message."), leads_to="messages:thread", on_home=False)
declare_notice("messages.from_person", _("You have a new message."), leads_to="mentoring:thread", on_home=False)
declare_notice("messages.stopped", _("A message of yours was not sent on. See why."), leads_to="messages:thread")
declare_notice(
    "messages.stopped_for_mentor", _("A message of yours was not sent on. See why."), leads_to="mentoring:thread"
)
declare_notice("messages.in_part", _("A part of your message was left out. See why."), leads_to="messages:thread")
declare_notice(
    "messages.in_part_for_mentor", _("A part of your message was left out. See why."), leads_to="mentoring:thread"
)
declare_notice("messages.upheld", _("Someone else looked again. Your message is sent."), leads_to="messages:thread")
declare_notice(
    "messages.upheld_for_mentor", _("Someone else looked again. Your message is sent."), leads_to="mentoring:thread"
)
declare_notice(
    "messages.draft_gone", _("A message you did not send was removed after 7 days."), leads_to="messages:thread"
)
declare_notice(
    "messages.draft_gone_mentor", _("A message you did not send was removed after 7 days."), leads_to="mentoring:thread"
)
