"""Django admin behind a second factor."""

from django_otp.admin import OTPAdminSite


class PortalAdminSite(OTPAdminSite):
    """The administration site: only for active staff who passed their second factor in this session."""

    site_header = "Justice Portal administration"
    site_title = "Justice Portal"
    index_title = "Administration"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
