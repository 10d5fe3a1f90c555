"""The pages of the two who write: the same for the person and the adviser, each in the look of their side."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.home import STAFF, side_of
from justice_portal.paging import paged
from mentoring.privileged import actions
from mentoring.privileged.forms import LetterForm
from mentoring.privileged.models import PrivilegedLetter, PrivilegedThread
from mentoring.privileged.opening.models import Opening
from mentoring.privileged.reading import read_letters

THREADS_A_PAGE = 20
LETTERS_A_PAGE = 12


@require_GET
def threads(request: HttpRequest) -> HttpResponse:
    """All legal threads of the reader, those with something new first."""
    if not request.user.holds(Permission.LEGAL_OWN):
        raise Http404
    new = Count("letters", filter=Q(letters__read_at=None) & ~Q(letters__author=request.user.pk))
    rows = PrivilegedThread.objects.within(request.user, Permission.LEGAL_OWN).for_page()
    rows = rows.annotate(unread=new, newest_at=Max("letters__sent_at")).order_by("-unread", "-newest_at", "-pk")
    paging = paged(rows, request.GET, THREADS_A_PAGE)
    if side_of(request.user) == STAFF:
        people = {one.person_id for one in paging.rows}
        record(request.user, "privileged.listed", PrivilegedThread, subjects=people)
    return render(request, "mentoring/privileged/threads.html", {"paging": paging})


@sensitive_post_parameters("body")
@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One thread: what was written, and a box to write in."""
    rows = PrivilegedThread.objects.within(request.user, Permission.LEGAL_OWN).for_page()
    found = get_object_or_404(rows, pk=pk)
    form = LetterForm(request.POST or None)
    if form.is_valid():
        try:
            actions.send_letter(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(f"{reverse('privileged:thread', args=[found.pk])}?sent=1#sent")
    if request.method == "GET":
        actions.open_thread(found, by=request.user)
    return render(request, "mentoring/privileged/thread.html", _shown(request, found, form))


def _shown(request: HttpRequest, found: PrivilegedThread, form: LetterForm) -> dict[str, Any]:
    user: Any = request.user
    letters = PrivilegedLetter.objects.within(user, Permission.LEGAL_OWN).filter(thread=found)
    rows = letters.order_by("-sent_at", "-pk")
    if before := _one(request, letters):
        rows = rows.filter(Q(sent_at__lt=before.sent_at) | Q(sent_at=before.sent_at, pk__lt=before.pk))
    newest = list(rows[: LETTERS_A_PAGE + 1])
    shown = newest[:LETTERS_A_PAGE][::-1]
    openings = Opening.objects.within(user, Permission.LEGAL_OWN).filter(thread=found)
    return {
        "thread": found,
        "name": found.adviser.name if user.pk == found.person.user_id else found.person.called,
        "is_person": user.pk == found.person.user_id,
        "letters": read_letters(found, shown, user=user),
        "earlier": shown[0].pk if len(newest) > LETTERS_A_PAGE else None,
        "is_back": before is not None,
        "form": form,
        "was_sent": "sent" in request.GET,
        "openings": openings.select_related("decided_by"),
    }


def _one(request: HttpRequest, letters: Any) -> PrivilegedLetter | None:
    """The letter that the address names, to look further back from."""
    try:
        pk = UUID(request.GET.get("before", ""))
    except ValueError:
        return None
    found: PrivilegedLetter | None = letters.filter(pk=pk).first()
    return found
