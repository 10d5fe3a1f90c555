"""What is new for the reader."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from justice_portal.notices import actions
from justice_portal.notices.models import Notice, open_to
from justice_portal.paging import paged

A_PAGE = 20


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """All notices, the newest first. One whose thing the reader may no longer see leads nowhere."""
    paging = paged(Notice.objects.visible_to(request.user), request.GET, A_PAGE)
    still_open = open_to(request.user, paging.rows)
    for notice in paging.rows:
        notice.leads_somewhere = not notice.about_id or notice.about_id in still_open
    has_unread = any(notice.read_at is None for notice in paging.rows)
    return render(request, "notices/notices.html", {"paging": paging, "has_unread": has_unread})


@require_POST
def open_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark it as read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.mark_read(notice, by=request.user)
    leads_somewhere = not notice.about_id or notice.about_id in open_to(request.user, [notice])
    return redirect(notice.url if leads_somewhere else "notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(Notice, by=request.user)
    return redirect("notices:list")
