"""Rows for the access matrix."""

import io

from PIL import Image

from justice_portal import clock
from justice_portal.files import store
from rehab.models import CheckIn, CheckInAnswer, CheckInPlan, PlannedQuestion, QuestionTemplate

PHOTO = {}


def rows(world, state, person):
    today, now = clock.today(), clock.now()
    plan = CheckInPlan.objects.create(person=person, weeks=2, next_on=today, set_by=world.com)
    template, _new = QuestionTemplate.objects.get_or_create(
        words="How is {{thing}}?", defaults={"words_welsh": "Sut mae {{thing}}?", "position": 1}
    )
    PlannedQuestion.objects.create(plan=plan, position=1, template=template, thing="your job")
    about = {"plan": plan, "person": person, "closes_on": today}
    to_do = CheckIn.objects.create(**about, due_on=today)
    CheckInAnswer.objects.create(
        check_in=to_do, position=1, question="How is your job?", question_welsh="Sut mae'r swydd?"
    )
    sent = {"status": "submitted", "submitted_at": now, "feeling": "ok", "wants_call": False, "raised": "nothing"}
    with_photo = CheckIn.objects.create(
        **about, due_on=clock.today().replace(day=1, month=1), photo_path=photo(), **sent
    )
    return {"check_in": to_do, "check_in_step": "feeling", "check_in_plan": plan, "check_in_photo": with_photo}


def photo():
    """A kept picture, drawn once."""
    content = PHOTO.setdefault("content", picture())
    return store(content, suffix=".jpg", kept_in="rehab.CheckIn.photo_path").name


def picture(kind="JPEG", size=(40, 30), **given):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **given)
    return out.getvalue()
