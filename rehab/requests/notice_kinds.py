from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("requests.written_for_you", _("Staff wrote a request for you. Look at it."), leads_to="requests:one")
declare_notice("requests.reply", _("Staff wrote to you about your request."), leads_to="requests:one", on_home=False)
declare_notice("requests.decided", _("Your request has an answer."), leads_to="requests:one", on_home=False)
declare_notice("requests.urgent", _("An urgent request waits for your department."), leads_to="requests:desk-one")
declare_notice("requests.forwarded", _("A request was passed on to your department."), leads_to="requests:desk-one")
declare_notice("requests.person_wrote", _("A person added to their request."), leads_to="requests:desk-one")
declare_notice("requests.late", _("A request is late. It needs an answer."), leads_to="requests:desk-one")
declare_notice(
    "requests.not_answered", _("A person says that their request was not answered."), leads_to="requests:desk-one"
)
