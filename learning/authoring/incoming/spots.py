"""A picture from a package as one of ours, in the shape that every picture of a course has; its places go along."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps

from justice_portal.errors import DomainError
from learning.authoring.incoming.outcome import NotTakenError, Why
from learning.courses.importer import Content
from learning.quizzes.kinds.choosing import HIGH, WIDE
from rehab.letters.pictures import Picture, remade

SIZE = (WIDE * 2, HIGH * 2)


@dataclass(frozen=True)
class Framed:
    """A picture in the middle of white, and how much of the width and height it takes."""

    picture: Picture
    across: float
    down: float

    def moved(self, question: Content) -> Content:
        """The question with its places where they are now."""
        areas = [
            {**one, "x": _moved(one["x"], self.across), "y": _moved(one["y"], self.down)} for one in question["areas"]
        ]
        return {**question, "areas": areas}


def framed(given: bytes) -> Framed:
    """Made anew (T76). Raises NotTakenError for what is no picture."""
    try:
        picture = remade(io.BytesIO(given))
    except DomainError as error:
        raise NotTakenError(Why.NO_PICTURE) from error
    with Image.open(io.BytesIO(picture.content)) as drawn:
        fitted = ImageOps.contain(drawn, SIZE)
    paper = Image.new("RGB", SIZE, "white")
    paper.paste(fitted, ((SIZE[0] - fitted.width) // 2, (SIZE[1] - fitted.height) // 2))
    across, down = fitted.width / SIZE[0], fitted.height / SIZE[1]
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=82, optimize=True)
    return Framed(Picture(out.getvalue(), *SIZE), across, down)


def _moved(place: float, part: float) -> float:
    """A place in hundredths of the picture, in hundredths of the paper that it lies on."""
    return round(50 + (place - 50) * part, 1)


def all_framed(pictures: Mapping[str, bytes]) -> dict[str, Any]:
    """Each picture framed, or why it is not."""
    made: dict[str, Any] = {}
    for name, content in pictures.items():
        try:
            made[name] = framed(content)
        except NotTakenError as error:
            made[name] = error.why
    return made
