from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.rights.keepsakes import take_along
from rehab.journey.keepsakes import calendar_of, papers_of

tabs.register(gettext_lazy("Leaving pack"), "journey:packs", Permission.PHONE_GIVE, order=86)
take_along(calendar_of)
take_along(papers_of)
