"""What every template knows about its reader."""

from django.conf import settings
from django.http import HttpRequest

#: How a page looks for someone who has not chosen.
PLAIN = {"size": "normal", "spacing": "normal", "colours": "light", "sound": True}


def reader(request: HttpRequest) -> dict[str, object]:
    """display: the reader's size, spacing, colours and sound; is_demo: show the mark of invented data."""
    user = getattr(request, "user", None)
    display = user.display if user is not None and user.is_authenticated else PLAIN
    return {"display": display, "is_demo": settings.DEMO}
