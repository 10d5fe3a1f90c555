"""The person's pages: courses from elsewhere, what is in one, and a part of it being played."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from learning.courses.forms import key_of
from learning.courses.views import learner_of
from learning.packages import actions
from learning.packages.claims import said_of
from learning.packages.contents import contents_of
from learning.packages.course import asked_now, outlook_of
from learning.packages.figures import claim_of
from learning.packages.forms import GoForm, StateForm
from learning.packages.models import Kind, Package, PackageOpening, PackageTry
from learning.packages.playing import play

MOST_SHOWN = 100


def _own_tries(user: Any) -> Any:
    return PackageTry.objects.within(user, Permission.LEARNING_DO).filter(person__user=user.pk)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I may open, and how far I am by its own word."""
    learner_of(request.user)
    going = {one.package_id: one for one in _own_tries(request.user).select_related("package").order_by("started_at")}
    offered = list(Package.objects.visible_to(request.user).offered()[:MOST_SHOWN])
    more = [one for one in offered if one.pk not in going]
    page = {"going": [(one.package, said_of(one)) for one in reversed(going.values())], "more": more}
    return render(request, "learning/packages/mine.html", page)


def _mine_or_offered(request: HttpRequest, pk: UUID) -> tuple[Package, PackageTry | None]:
    """A package that the reader has begun or may begin; 404 otherwise."""
    package = get_object_or_404(Package.objects.visible_to(request.user), pk=pk)
    going = _own_tries(request.user).filter(package=package).order_by("-started_at").first()
    if going is None and package.status != Package.Status.OFFERED:
        raise Http404
    return package, going


@require_safe
def about(request: HttpRequest, pk: UUID) -> HttpResponse:
    learner_of(request.user)
    package, going = _mine_or_offered(request, pk)
    if package.kind == Kind.CMI5:
        return redirect("cmi5:course", pk=package.pk)
    if package.is_sequenced:
        page = {"package": package, "going": going, "said": said_of(going) if going else ""}
        return render(request, "learning/packages/course.html", {**page, "contents": contents_of(package, going)})
    states = going.states if going else {}
    lines = [
        {
            "number": number,
            "part": part,
            "is_done": claim_of(states.get(part["id"], {})).is_complete,
            "is_begun": part["id"] in states,
            "key": uuid7(),
        }
        for number, part in enumerate(package.parts, 1)
        if part["is_shown"]
    ]
    page = {"package": package, "going": going, "said": said_of(going) if going else "", "lines": lines}
    return render(request, "learning/packages/about.html", page)


@require_POST
def open_part(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    person = learner_of(request.user)
    package, _going = _mine_or_offered(request, pk)
    if package.kind == Kind.CMI5 or not 1 <= number <= len(package.parts):
        raise Http404
    item = package.parts[number - 1]["id"]
    opening = actions.open_part(person, key=key_of(request.POST), package=package, item=item, by=request.user)
    return redirect("packages:play", pk=opening.pk)


@require_POST
def go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On, back, to a part, or away: what comes of it, the course's own rules say."""
    person = learner_of(request.user)
    package, _going = _mine_or_offered(request, pk)
    form = GoForm(request.POST)
    if not form.is_valid():
        raise DomainError(_("Please open the page again and have another go."))
    given = {"asked": form.cleaned_data["asked"], "target": form.cleaned_data["target"]}
    opening, out = actions.go_on(person, key=key_of(request.POST), package=package, **given, by=request.user)
    if opening is not None:
        return redirect("packages:play", pk=opening.pk)
    if out.ended:
        messages.success(request, _("Your place is saved."))
    else:
        messages.info(request, _("You cannot go there now. Pick another part."))
    return redirect("packages:about", pk=package.pk)


def _own_opening(request: HttpRequest, pk: UUID) -> PackageOpening:
    rows = PackageOpening.objects.within(request.user, Permission.LEARNING_DO)
    return get_object_or_404(rows.select_related("package_try__package"), pk=pk)


@require_safe
def play_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    opening = _own_opening(request, pk)
    package = opening.package_try.package
    if opening.ended_at:
        return redirect("packages:about", pk=package.pk)
    number = next((n for n, one in enumerate(package.parts, 1) if one["id"] == opening.item), 0)
    return play(request, package, number, opening)


@require_POST
def save(request: HttpRequest, pk: UUID) -> JsonResponse:
    """The frame tells where the learner is. The answer names the newest message that is kept."""
    opening = _own_opening(request, pk)
    form = StateForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "bad"}, status=400)
    given = form.cleaned_data
    try:
        kept = actions.save_state(
            opening, sequence=given["sequence"], cmi=given["cmi"], is_end=given["end"], by=request.user
        )
    except DomainError as error:
        return JsonResponse({"error": str(error)}, status=409)
    answer: dict[str, Any] = {"kept": kept.sequence}
    if kept.package_try.package.is_sequenced:
        going = _own_tries(request.user).select_related("package").get(pk=kept.package_try_id)
        asked, target = asked_now(going, kept.item) if given["end"] else ("", "")
        answer |= {"valid": outlook_of(going.package, going).as_valid(), "asked": asked, "target": target}
    return JsonResponse(answer)
