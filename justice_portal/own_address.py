"""Where a page that was asked for lies within the product: the one check of every `next` (T36)."""

from django.utils.http import url_has_allowed_host_and_scheme


def own_address(wanted: str | None, otherwise: str = "") -> str:
    """The address, if it is a path of ours; else the other one.

    A path only: no host can be forged, and nothing else is taken for the name of a page by redirect().
    """
    if wanted and wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise
