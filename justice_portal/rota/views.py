"""Who signed in outside a shift."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from justice_portal.access import Permission
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.rota.models import OffShift, Shift
from justice_portal.tables import Column, Link, Table
from justice_portal.templatetags.look import when

COLUMNS = (
    Column(gettext_lazy("Who"), heads_row=True),
    Column(gettext_lazy("Where")),
    Column(gettext_lazy("Signed in")),
)


@require_safe
def off_shift_list(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.ROTA_VIEW):
        raise Http404
    rows = OffShift.objects.visible_to(request.user).select_related("user", "establishment")
    paging = paged(rows, request.GET)
    drawn = ((Link(one.get_absolute_url(), one.user.name), str(one.establishment), when(one.at)) for one in paging.rows)
    table = Table(_("Signed in outside a shift"), COLUMNS, drawn)
    return render(request, "rota/list.html", {"paging": paging, "table": table})


@require_safe
def off_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sign-in, with the shifts of that person around it."""
    rows = OffShift.objects.visible_to(request.user).select_related("user", "establishment")
    one = get_object_or_404(rows, pk=pk)
    seen(request.user, one)
    near = Shift.objects.visible_to(request.user).filter(user=one.user)
    before = near.filter(ends_at__lt=one.at).order_by("-ends_at").first()
    after = near.filter(starts_at__gt=one.at).order_by("starts_at").first()
    facts = [
        {"label": _("Who"), "value": f"{one.user.name} ({one.user.username})"},
        {"label": _("Where"), "value": str(one.establishment)},
        {"label": _("Signed in"), "value": when(one.at)},
        {"label": _("Shift before"), "value": when(before.ends_at) if before else _("None in the rota")},
        {"label": _("Next shift"), "value": when(after.starts_at) if after else _("None in the rota")},
    ]
    return render(request, "rota/off_shift.html", {"rows": facts})
