"""Rows for the access matrix: a certificate of a finished course, in each state of the person."""

from uuid import uuid4

from justice_portal import clock
from justice_portal.files import store
from learning.certificates.models import Certificate
from learning.courses.models import Enrolment
from learning.quizzes.models import Attempt
from learning.record_store.models import CourseProgress
from tests.learning.content import complete, make_course, start


def rows(world, state, person):
    enrolment = start(person, make_course(f"certified-{state}".replace("_", "-")))
    complete(enrolment)
    if state in {"in_transfer", "released"}:  # begun before they left
        for model in (Enrolment, CourseProgress, Attempt):
            model.objects.filter(person=person).update(made_in=world.here)
    left = state in {"in_transfer", "released"}
    certificate = Certificate.objects.create(
        code=f"{222222222222 + Certificate.objects.count()}",
        subject=uuid4(),
        person=person,
        enrolment=enrolment,
        attempt=Attempt.objects.filter(enrolment=enrolment).first(),
        holder=str(person),
        title={"en": "Fractions", "cy": "Ffracsiynau"},
        level="entry-3",
        lessons=["Halves"],
        language="en",
        finished_on=clock.today(),
        status=Certificate.Status.READY,
        path=store(b"%PDF-1.7", suffix=".pdf", kept_in="learning.Certificate.path").name,
        sha256="0" * 64,
        badge={"name": "Fractions"},
        ready_at=clock.now(),
        made_in=world.here if left else person.establishment,
    )
    return {"certified": enrolment, "certificate": certificate, "certificate_code": certificate.code}
