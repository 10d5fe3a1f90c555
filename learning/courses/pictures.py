"""Where the picture of a block is: one that comes with the product, or one that a tutor added."""

import base64
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

from justice_portal.files import open_stored
from learning.courses.models import CourseFile

#: A picture that a tutor added stands in the content as file/KEY.
ADDED = "file/"


def address(picture: str) -> str:
    if picture.startswith(ADDED):
        return reverse("courses:picture", args=[picture.removeprefix(ADDED)])
    return static(f"images/{picture}")


def for_paper(picture: str) -> str:
    """The same for paper, which opens no pages: an added picture stands in the document itself."""
    if not picture.startswith(ADDED):
        return static(f"images/{picture}")
    row = CourseFile.objects.get(pk=UUID(picture.removeprefix(ADDED)))
    with open_stored(row.path) as file:
        return f"data:image/jpeg;base64,{base64.b64encode(file.read()).decode()}"
