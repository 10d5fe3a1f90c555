"""The photo of a message, for those who read the message."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from justice_portal.audit.log import record
from justice_portal.file_links import on_the_way
from justice_portal.files import download
from mentoring.messages.photos.models import MessagePhoto


@require_safe
def photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Always as a file, never run. It is asked for with each page that shows it."""
    rows = MessagePhoto.objects.visible_to(request.user).select_related("message__thread")
    return sent(request, get_object_or_404(rows, pk=pk))


def sent(request: HttpRequest, found: MessagePhoto) -> HttpResponseBase:
    """The file of a photo that the reader was found to see, recorded as looked at."""
    if way := on_the_way(request):
        return way
    record(request.user, "messages.photo_viewed", found, subjects=[found.message.thread.person_id])
    try:
        return download(found.path, title="photo", content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
