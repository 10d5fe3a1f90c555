"""The app entry that puts our admin site in Django's place. Apart from admin_site: settings load it before models."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "justice_portal.accounts.admin_site.PortalAdminSite"
