"""What people are told about legal threads. A notice never says what a letter said, or whose it was."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

THREAD = "privileged:thread"
declare_notice("privileged.new", _("You have a new message."), leads_to=THREAD, on_home=False)
declare_notice("privileged.opened_to_you", _("You can send legal messages now."), leads_to=THREAD)
declare_notice("privileged.ended", _("A legal thread of yours has ended."), leads_to=THREAD)
declare_notice("privileged.letters_opened", _("Staff opened legal messages of yours. See why."), leads_to=THREAD)
declare_notice(
    "privileged.opening_asked", _("You are asked to let legal messages be opened."), leads_to="opening:opening"
)
declare_notice("privileged.opening_decided", _("A governor decided what you asked."), leads_to="opening:opening")
