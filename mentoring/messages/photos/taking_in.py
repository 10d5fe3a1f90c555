"""A photo on its way into a message: made anew as letters are, and looked through for codes."""

import hashlib
from dataclasses import dataclass
from typing import IO

from justice_portal.files import store
from mentoring.messages.models import Message
from mentoring.messages.photos.looking import has_code
from mentoring.messages.photos.models import MessagePhoto
from rehab.letters.pictures import Picture, remade


@dataclass(frozen=True)
class GivenPhoto:
    """A picture of ours, what is in it in words, and whether a code was found."""

    picture: Picture
    mark: str
    description: str
    has_code: bool


def photo_of(given: IO[bytes], description: str) -> GivenPhoto:
    """The photo as it is kept. Raises DomainError for what is no photo."""
    picture = remade(given)
    digest = hashlib.sha256(picture.content).hexdigest()
    return GivenPhoto(picture, digest, description, has_code(picture.content))


def keep_photo(message: Message, photo: GivenPhoto) -> MessagePhoto:
    """Store it with a message that was just written."""
    kept = store(photo.picture.content, suffix=".jpg", kept_in="mentoring.MessagePhoto.path")
    return MessagePhoto.objects.create(
        message=message,
        description=photo.description,
        path=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        width=photo.picture.width,
        height=photo.picture.height,
        has_code=photo.has_code,
    )
