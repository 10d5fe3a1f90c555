"""Rows for the access matrix: a photo that the person added."""

from io import BytesIO

from PIL import Image

from justice_portal.files import store
from rehab.models import Letter
from tests.rehab.plans.rows import made_in


def photo(size=(60, 40), kind="JPEG", **more):
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **more)
    return out.getvalue()


def rows(world, state, person):
    kept = store(photo(), suffix=".jpg", kept_in="rehab.Letter.path")
    letter = Letter.objects.create(
        person=person, kind="letter", title="words", path=kept.name, sha256=kept.sha256, size=kept.size, width=60, height=40,
        added_by=person.user or world.pom, made_in=made_in(world, state),
    )  # fmt: skip
    return {"letter": letter}
