"""Opening a record in an emergency, and the manager's look at it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.people.models import Person
from justice_portal.protected.forms import GlassForm, ReviewForm
from justice_portal.protected.glass import actions, figures
from justice_portal.protected.models import BrokenGlass


@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """Ask for a record that is out of reach. Every number that opens nothing gets the same answer."""
    user = request.user
    if not user.holds(Permission.GLASS_BREAK):
        raise Http404
    form = GlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        too_many = figures.tries(user) >= actions.MOST_TRIES
        person = None if too_many else figures.person_of(user, given["number"])
        if person is None:
            actions.refuse_glass(BrokenGlass, reason=given["reason"], by=user)
            form.add_error("number", figures.cannot_be_opened())
        else:
            return _broken(request, form, person)
    mine = BrokenGlass.objects.visible_to(user).live().filter(user=user)
    context = {"form": form, "live": mine.select_related("person")}
    return render(request, "protected/emergency.html", context, status=400 if form.is_bound else 200)


def _broken(request: HttpRequest, form: GlassForm, person: Person) -> HttpResponse:
    given = form.cleaned_data
    actions.break_glass(
        BrokenGlass, key=given["key"], person=person, reason=given["reason"], words=given["words"], by=request.user
    )
    messages.success(request, _("The record is open to you for one hour. Your manager was told."))
    return redirect(person)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The emergency is over."""
    glass = get_object_or_404(BrokenGlass.objects.visible_to(request.user), pk=pk, user=request.user)
    actions.end_glass(glass, by=request.user)
    messages.success(request, _("The record is closed to you again."))
    return redirect("protected:emergency")


@require_http_methods(["GET", "HEAD", "POST"])
def glass(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One record that was opened: for who opened it, and for the manager who looks at it."""
    user = request.user
    row = get_object_or_404(BrokenGlass.objects.visible_to(user).select_related("user", "reviewed_by"), pk=pk)
    seen(user, row)
    can_review = row.reviewed_at is None and row.user_id != user.pk and may(user, Permission.GLASS_REVIEW, row)
    if request.method == "POST" and not can_review:
        raise DomainError(_("You cannot look at this one: it is your own, or another manager has looked at it."))
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.review_glass(row, outcome=form.cleaned_data["outcome"], by=user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("protected:glass", pk=row.pk)
    record(user, "protected.glass_viewed", row, subjects=[row.person_id])
    context = {
        "glass": row,
        "person": Person.objects.visible_to(user).filter(pk=row.person_id).first(),
        "opened": figures.opened(row)[:100],
        "can_review": can_review,
        "form": form,
    }
    return render(request, "protected/glass.html", context, status=400 if form.errors else 200)
