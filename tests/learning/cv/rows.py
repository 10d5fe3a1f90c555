"""Rows for the access matrix, with a CV that has something in each part."""

from django.urls import reverse

from justice_portal import clock
from justice_portal.files import store
from justice_portal.keys import uuid7
from learning.models import CV, CVHelp, CVJob, CVPrint


def rows(world, state, person):
    words = {
        "about": "I can do it.",
        "training": "Some words",
        "more_skills": "Some",
        "phone": "words",
    }
    cv = CV.objects.create(person=person, skills=["team"], **words)
    job = CVJob.objects.create(cv=cv, what="Some words", did="I can do it.")
    kept = store(b"%PDF-1.7 a CV", suffix=".pdf", kept_in="learning.CVPrint.path")
    by = person.user or world.administrator
    ready = {"status": "ready", "path": kept.name, "sha256": kept.sha256, "ready_at": clock.now(), "cv_version": 1}
    long = CVPrint.objects.create(cv=cv, asked_by=by, status="too_long", pages=2, cv_version=1)
    made = CVPrint.objects.create(cv=cv, asked_by=by, **ready)
    waiting = CVPrint.objects.create(cv=cv, asked_by=by)
    offered, left = (
        CVHelp.objects.create(
            id=uuid7(),
            person=person,
            part="about",
            values={"about": "I can do it."},
            written_by=world.tutor,
            status=status,
        )
        for status in ("waiting", "declined")
    )
    pages = [reverse("cv:part", args=[part]) for part in ("training", "skills", "reach")]
    pages += [reverse("cv:print", args=[one.pk]) for one in (long, waiting)]
    pages += [reverse("cv:help", args=[left.pk])]
    return {"cv_help": offered, "cv": cv, "cv_job": job, "cv_part": "about", "cv_print": made, "cv_pages": pages}
