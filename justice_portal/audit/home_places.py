from django.utils.translation import gettext_lazy

from justice_portal import home
from justice_portal.grants import Permission

home.register(
    home.Place(
        url="admin:index",
        title=gettext_lazy("Administration"),
        icon="settings",
        order=90,
        needs=Permission.ACCOUNT_MANAGE,
        side=home.STAFF,
        state=gettext_lazy("Accounts, roles, places, switches"),
    ),
    home.Place(
        url="audit:list",
        title=gettext_lazy("Audit log"),
        icon="lock",
        order=95,
        needs=Permission.AUDIT_VIEW,
        side=home.STAFF,
        state=gettext_lazy("Who did what, and when"),
    ),
)
