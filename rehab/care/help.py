"""Help at once for who wrote words of distress: on the page that comes next, whichever page it is."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from justice_portal.grants import Role
from rehab.care.concern import was_raised

#: The tag by which base.html knows this word from others.
TAG = "care"


def help_at_once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: when a person's words raised a concern, say that staff come, and who else is there, day and night."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = was_raised.set(False)
        try:
            response = get_response(request)
            user = request.user
            if (
                was_raised.get()
                and user.is_authenticated
                and any(held.role == Role.PERSON for held in user.roles_held())
            ):
                words = _("What you wrote sounds hard. Staff will check on you. Nobody else is told.")
                messages.info(request, words, extra_tags=TAG)
            return response
        finally:
            was_raised.reset(token)

    return middleware
