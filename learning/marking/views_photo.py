"""Photos of paper beside an answer: staff add them, and who marks the answer looks at them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.files import download
from learning.marking import actions
from learning.marking.forms import PhotoForm
from learning.marking.models import AnswerPhoto
from learning.quizzes.models import Answer


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Answer.objects.within(request.user, Permission.LEARNING_MARK).select_related("attempt__person", "question")
    answer = get_object_or_404(rows.filter(question__kind="long"), pk=pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = {"key": form.cleaned_data["key"], "picture": form.cleaned_data["photo"]}
        try:
            actions.add_photo(answer, **given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(answer)
    page = {"answer": answer, "form": form}
    return render(request, "learning/marking/photo_add.html", page, status=422 if form.errors else 200)


def _photo(request: HttpRequest, pk: UUID) -> AnswerPhoto:
    rows = AnswerPhoto.objects.within(request.user, Permission.LEARNING_MARK).select_related("answer__attempt__person")
    found: AnswerPhoto = get_object_or_404(rows, pk=pk)
    return found


@require_safe
def photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The picture itself: always as a file, never run."""
    found = _photo(request, pk)
    if way := on_the_way(request):
        return way
    record(request.user, "answer.photo_viewed", found)
    try:
        return download(found.path, title="paper", content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _photo(request, pk)
    answer = found.answer
    actions.remove_photo(found, by=request.user)
    return redirect(answer)
