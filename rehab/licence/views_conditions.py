"""Adding conditions to a draft: from the menu of the policy, or one that is in no list."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.errors import DomainError
from rehab.licence import actions
from rehab.licence.forms import AreaForm, BespokeForm
from rehab.licence.inputs import VICTIM_TYPES, InputsForm, needs_area
from rehab.licence.models import Licence, LicenceCondition
from rehab.licence.plain_words import of_code
from rehab.licence.shapes import LARGEST_FILE, read_shape
from rehab.licence.views import page, require_staff, staff_licence


@require_safe
def menu(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The additional conditions of the policy by category, each with its plain sentence."""
    licence = staff_licence(request, pk, to_change=True)
    have = set(LicenceCondition.objects.visible_to(request.user).filter(licence=licence).values_list("code", flat=True))
    asked = " ".join(request.GET.get("q", "").split())[:60]
    categories: dict[str, list[dict[str, Any]]] = {}
    for entry in licence.policy.additional(licence.kind):
        sentence = str(of_code(entry["code"], LicenceCondition.Kind.ADDITIONAL, licence.policy)[1])
        if asked.casefold() not in f"{entry['text']} {entry['category']} {sentence}".casefold():
            continue
        line = {"code": entry["code"], "text": entry["text"], "sentence": sentence, "is_on": entry["code"] in have}
        categories.setdefault(entry["category"], []).append(line)
    return page(request, "menu", licence.person, licence=licence, categories=categories.items(), asked=asked)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID, code: UUID) -> HttpResponse:
    """One condition of the menu with its inputs."""
    licence = staff_licence(request, pk, to_change=True)
    entry = _entry(licence, code)
    given = request.POST or None
    form = InputsForm(given, entry=entry, starts_on=licence.starts_on, ends_on=licence.ends_on)
    area_form = AreaForm(given, request.FILES or None)
    is_sent = request.method == "POST"
    if is_sent and form.is_valid() and area_form.is_valid():
        try:
            actions.add_condition(
                licence,
                key=area_form.cleaned_data["key"],
                code=entry["code"],
                given=request.POST,
                area=_area(entry, area_form.cleaned_data.get("shape")),
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(licence)
    _topic, sentence = of_code(entry["code"], LicenceCondition.Kind.ADDITIONAL, licence.policy)
    return page(
        request,
        "condition_form",
        licence.person,
        licence=licence,
        entry=entry,
        sentence=sentence,
        form=form,
        area_form=area_form,
        needs_area=needs_area(entry),
        protects=entry.get("type") in VICTIM_TYPES,
    )


def _entry(licence: Licence, code: UUID) -> dict[str, Any]:
    for one in licence.policy.additional(licence.kind):
        if UUID(one["code"]) == code:
            return one
    raise Http404


def _area(entry: dict[str, Any], sent: Any) -> dict[str, Any] | None:
    if not needs_area(entry) or sent is None:
        return None
    kind = "stay_in" if entry.get("type") == "InBoundsRegion" else "keep_out"
    return read_shape(sent.read(LARGEST_FILE + 1), kind=kind)


@require_http_methods(["GET", "POST"])
def bespoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    licence = staff_licence(request, pk, to_change=True)
    form = BespokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_bespoke(licence, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(licence)
    return page(request, "bespoke_form", licence.person, licence=licence, form=form)


def _condition(request: HttpRequest, pk: UUID) -> LicenceCondition:
    require_staff(request)
    rows = LicenceCondition.objects.visible_to(request.user).select_related("licence__person__user")
    return get_object_or_404(rows, pk=pk)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    condition = _condition(request, pk)
    actions.drop_condition(condition, by=request.user)
    return redirect(condition.licence)


@require_POST
def decide(request: HttpRequest, pk: UUID, answer: str) -> HttpResponse:
    """Somebody else's yes or no to a condition that is in no list."""
    condition = _condition(request, pk)
    if answer not in {"agree", "refuse"}:
        raise Http404
    actions.decide_bespoke(condition, is_agreed=answer == "agree", by=request.user)
    return redirect(condition.licence)
