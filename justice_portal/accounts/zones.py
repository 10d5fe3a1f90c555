"""Which networks reach which door (T29, T30): staff doors are shut to tablet networks, the administration opens from its own.

Zones are networks and host names, given by the deployment. A zone that is not given is everywhere: so it is in a demo, and
`check --deploy` refuses it. A shut door answers as if there were no such page.
"""

from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse

from justice_portal.access import SYSTEM
from justice_portal.accounts.device_cookie import address_of
from justice_portal.accounts.models import Door
from justice_portal.audit.log import record

Handler = Callable[[HttpRequest], HttpResponse]
Network = IPv4Network | IPv6Network


@lru_cache(maxsize=16)
def networks(written: tuple[str, ...]) -> tuple[Network, ...]:
    """Networks as they are written in a setting: 10.20.0.0/16. Raises ValueError for what is none."""
    return tuple(ip_network(one) for one in written)


def is_tablet_zone(request: HttpRequest) -> bool:
    """Whether the request comes from a network of tablets, or to the name under which tablets reach us."""
    if _host(request) in settings.TABLET_HOSTS:
        return True
    return bool(settings.TABLET_NETWORKS) and _is_in(request, settings.TABLET_NETWORKS, if_unknown=True)


def is_staff_zone(request: HttpRequest) -> bool:
    """Whether the doors of staff and mentors, and own phones, are open to this request."""
    if is_tablet_zone(request):
        return False
    return not settings.STAFF_HOSTS or _host(request) in {*settings.STAFF_HOSTS, *settings.ADMIN_HOSTS}


def is_admin_zone(request: HttpRequest) -> bool:
    """Whether the administration is there for this request."""
    if is_tablet_zone(request) or (settings.ADMIN_HOSTS and _host(request) not in settings.ADMIN_HOSTS):
        return False
    return not settings.ADMIN_NETWORKS or _is_in(request, settings.ADMIN_NETWORKS, if_unknown=False)


def are_zones_given() -> bool:
    return bool(
        (settings.TABLET_NETWORKS or settings.TABLET_HOSTS) and (settings.ADMIN_NETWORKS or settings.ADMIN_HOSTS)
    )


def staff_only_zone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a page as one of the doors that are shut to tablet networks."""
    view.in_staff_zone = True  # type: ignore[attr-defined]
    return view


def closed_doors(get_response: Handler) -> Handler:
    """Answer as if the page were not there, where its door is shut; a session of staff in a tablet zone ends."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        user, match = request.user, request.resolver_match
        if user.is_authenticated and user.door == Door.STAFF and not is_staff_zone(request):
            record(SYSTEM, "account.shut_zone", user, door=user.door)
            logout(request)
            raise Http404
        if match and match.app_name == "admin" and not is_admin_zone(request):
            raise Http404
        if getattr(view, "in_staff_zone", False) and not is_staff_zone(request):
            raise Http404

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _host(request: HttpRequest) -> str:
    return request.get_host().rpartition(":")[0].lower() if ":" in request.get_host() else request.get_host().lower()


def _is_in(request: HttpRequest, written: list[str], *, if_unknown: bool) -> bool:
    address: IPv4Address | IPv6Address
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return if_unknown  # nobody knows where it came from: the narrower answer
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in networks(tuple(written)))
