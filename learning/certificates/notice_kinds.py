from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("certificate.ready", _("Your certificate is ready."), leads_to="certificates:of")
