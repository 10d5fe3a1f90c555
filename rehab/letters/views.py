"""Photos of letters: the person's own page and the staff's, the same rows."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.files import download
from justice_portal.people.models import Person
from rehab.care.pages import draw, myself
from rehab.letters import actions
from rehab.letters.forms import LetterForm
from rehab.letters.models import Letter


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _list(request, myself(request, Permission.LETTER_VIEW))


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _list(request, get_object_or_404(Person.objects.within(request.user, Permission.LETTER_VIEW), pk=pk))


def _list(request: HttpRequest, person: Person) -> HttpResponse:
    record(request.user, "letters.viewed", person)
    letters = Letter.objects.visible_to(request.user).filter(person=person).select_related("added_by")
    can_edit = may(request.user, Permission.PLAN_EDIT, person)
    return draw(request, "letters/list", person, tab="letters:for-person", letters=letters, can_edit=can_edit)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person.objects.within(request.user, Permission.LETTER_VIEW), pk=pk)
    require(request.user, Permission.PLAN_EDIT, person)
    form = LetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        about = {"key": data["key"], "kind": data["kind"], "title": data["title"], "picture": data["photo"]}
        try:
            return redirect(actions.add_letter(person, **about, by=request.user))
        except DomainError as error:
            form.add_error(None, str(error))
    return draw(request, "letters/add", person, tab="letters:for-person", form=form)


@require_safe
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _letter(request, pk)
    record(request.user, "letters.viewed", found)
    is_theirs = request.user.pk in {found.added_by_id, found.person.user_id}
    can_remove = is_theirs and may(request.user, Permission.PLAN_EDIT, found)
    return draw(request, "letters/letter", found.person, tab="letters:for-person", letter=found, can_remove=can_remove)


@require_safe
def picture(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The picture itself, for the page and to save: always as a file, never run."""
    found = _letter(request, pk)
    if way := on_the_way(request):
        return way
    record(request.user, "letters.viewed", found)
    try:
        return download(found.path, title=found.title, content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _letter(request, pk)
    actions.remove_letter(found, by=request.user)
    if found.person.user_id == request.user.pk:
        return redirect("letters:mine")
    return redirect("letters:for-person", pk=found.person_id)


def _letter(request: HttpRequest, pk: UUID) -> Letter:
    found: Letter = get_object_or_404(
        Letter.objects.visible_to(request.user).select_related("person__user", "added_by"), pk=pk
    )
    return found
