from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.people import tabs

tabs.register(_("Own phone"), "phones:for-person", Permission.PHONE_GIVE, order=85)
