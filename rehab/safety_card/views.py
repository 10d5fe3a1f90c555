"""The person's own card: to read, to print, to change. There is no page of it for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.people.models import Person
from rehab.care.pages import myself
from rehab.safety_card import actions
from rehab.safety_card.forms import CardForm
from rehab.safety_card.models import WRITTEN, SafetyCard


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    person = myself(request, Permission.SAFETY_CARD_OWN)
    record(request.user, "safety_card.viewed", person)
    card = SafetyCard.objects.visible_to(request.user).filter(person=person).first()
    return render(
        request,
        "rehab/safety_card/card.html",
        {"lines": card.lines if card else [], "is_inside": person.place == Person.Place.PRISON},
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    person = myself(request, Permission.SAFETY_CARD_OWN)
    card = SafetyCard.objects.visible_to(request.user).filter(person=person).first()
    start = {name: getattr(card, name) for name in WRITTEN} if card else None
    form = CardForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.save_card(person, **form.cleaned_data, by=request.user)
        return redirect("safety-card:mine")
    return render(request, "rehab/safety_card/change.html", {"form": form, "is_there": card is not None})
