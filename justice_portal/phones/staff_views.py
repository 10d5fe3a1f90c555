"""What staff do about the own phone of a person."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.people.views import found, page
from justice_portal.phones import actions
from justice_portal.phones.forms import InviteForm
from justice_portal.phones.models import JoinCode, OwnPhone

TAB = "phones:for-person"


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whether the person has joined, and the code that is out."""
    person = found(request, pk, Permission.PHONE_GIVE)
    return _page(request, person, "phone.viewed")


@require_POST
def make_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new code, on a page to print. It is shown this once; a reload makes another and ends this one."""
    person = found(request, pk, Permission.PHONE_GIVE)
    code = actions.issue_join_code(person, by=request.user)
    return _page(request, person, "", code=code)


@require_POST
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a code to who is out already, to the email or number that they gave."""
    person = found(request, pk, Permission.PHONE_GIVE)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            actions.invite(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. It works once, for 7 days, with their date of birth."))
            return redirect(TAB, pk=person.pk)
    return _page(request, person, "", form=form)


@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    phone = get_object_or_404(OwnPhone.objects.visible_to(request.user), pk=pk)
    actions.stop_phone(phone, by=request.user)
    messages.success(request, _("Shut. The phone is signed out with its next page."))
    return redirect(TAB, pk=phone.person_id)


def _page(request: HttpRequest, person: Person, event: str, *, code: str = "", form: Any = None) -> HttpResponse:
    codes = JoinCode.objects.visible_to(request.user).filter(person=person, used_at=None, cancelled_at=None)
    open_code = codes.select_related("person", "issued_by").first()
    phone = OwnPhone.objects.visible_to(request.user).filter(person=person, ended_at=None).first()
    return page(
        request,
        "phones/person.html",
        person,
        TAB,
        event,
        code=code,
        open_code=open_code,
        phone=phone,
        form=form or InviteForm(),
        is_out=person.place == Person.Place.COMMUNITY,
        join_address=settings.SITE_URL + reverse("phones:join"),
    )
