"""Where staff start a PIN: a tab on a person's pages."""

from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.people import tabs

tabs.register(_("Sign-in"), "pins:start", Permission.PIN_START, order=85)
