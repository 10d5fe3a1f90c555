from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("contacts.shared", _("Staff wrote down what you talked about."), leads_to="contacts:mine")
