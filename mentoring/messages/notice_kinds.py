"""What people are told about messages. A notice never says what a message said, or whose it was."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("messages.from_mentor", _("You have a new message."), leads_to="messages:thread", on_home=False)
declare_notice("messages.from_person", _("You have a new message."), leads_to="mentoring:thread", on_home=False)
declare_notice("messages.from_person_to_staff", _("A person has written to you."), leads_to="talks:thread")
declare_notice(
    "messages.draft_gone_mentor", _("A message you did not send was removed after 7 days."), leads_to="mentoring:thread"
)
declare_notice("translations.done", _("A message is in your language now."), leads_to="messages:thread")
declare_notice("translations.done_for_staff", _("A message is in another language now."), leads_to="talks:thread")

#: What the writer is told of their own message: the same words, and each side's own page.
OF_OWN = {
    "messages.stopped": _("A message of yours was not sent on. See why."),
    "messages.in_part": _("A part of your message was left out. See why."),
    "messages.upheld": _("Someone else looked again. Your message is sent."),
    "messages.draft_gone": _("A message you did not send was removed after 7 days."),
}
for name, words in OF_OWN.items():
    declare_notice(name, words, leads_to="messages:thread")
    declare_notice(f"{name}_for_staff", words, leads_to="talks:thread")
    if name != "messages.draft_gone":
        declare_notice(f"{name}_for_mentor", words, leads_to="mentoring:thread")


def kind_for(thread: Any, author: Any, name: str) -> str:
    """The kind of notice by which the one who wrote is told: it leads to the page of their side."""
    if thread.is_by_person(author):
        return name
    if thread.is_staffed:
        return f"{name}_for_staff"
    return "messages.draft_gone_mentor" if name == "messages.draft_gone" else f"{name}_for_mentor"
