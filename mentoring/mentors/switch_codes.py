from django.utils.translation import gettext_lazy as _

from justice_portal.switches.codes import declare_switch

declare_switch("mentoring.public_page", _("Let anybody outside ask to become a mentor, on a public page."), on=False)
