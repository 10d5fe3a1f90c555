"""Rows for the access matrix."""

import io

from PIL import Image

from justice_portal import clock
from justice_portal.files import store
from rehab.models import CheckIn, CheckInAnswer, CheckInPlan

PHOTO = {}


def rows(world, state, person):
    today, now = clock.today(), clock.now()
    plan = CheckInPlan.objects.create(person=person, weeks=2, next_on=today, set_by=world.com)
    about = {"plan": plan, "person": person, "closes_on": today}
    to_do = CheckIn.objects.create(**about, due_on=today)
    CheckInAnswer.objects.create(
        check_in=to_do, position=1, question="How is your job?", question_welsh="Sut mae'r swydd?"
    )
    sent = {"status": "submitted", "submitted_at": now, "feeling": "ok", "wants_call": False, "raised": "nothing"}
    with_photo = CheckIn.objects.create(**about, due_on=clock.today().replace(day=1, month=1), photo=photo(), **sent)
    return {"check_in": to_do, "check_in_step": "feeling", "check_in_plan": plan, "check_in_photo": with_photo}


def photo():
    """A kept picture, drawn once."""
    content = PHOTO.setdefault("content", picture())
    return store(content, suffix=".jpg", kept_in="rehab.CheckIn.photo").name


def picture(kind="JPEG", size=(40, 30), **given):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **given)
    return out.getvalue()
