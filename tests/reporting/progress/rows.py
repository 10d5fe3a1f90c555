"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from justice_portal.files import store
from reporting.models import ProgressReport, WingReport


def rows(world, state, person):
    there = state == "elsewhere"
    at, wing, by = (world.there, world.far_wing, world.pom_elsewhere) if there else (world.here, world.wing, world.pom)
    months = {"from_on": clock.today() - timedelta(days=90), "to_on": clock.today()}
    made = {
        "report": ProgressReport.objects.create(person=person, asked_by=by, made_in=at, **months),
        "report_ready": ProgressReport.objects.create(
            person=person,
            asked_by=by,
            made_in=at,
            status="ready",
            data_version="1",
            **months,
            **_file("ProgressReport", ".pdf"),
        ),
    }
    if state in {"here", "elsewhere"}:
        about = {"establishment": at, "wing": wing, "asked_by": by, **months}
        made["wing_report"] = WingReport.objects.create(**about)
        made["wing_report_ready"] = WingReport.objects.create(status="ready", **about, **_file("WingReport", ".zip"))
    return made


def _file(model, suffix):
    stored = store(b"%PDF- invented", suffix=suffix, kept_in=f"reporting.{model}.path")
    return {"path": stored.name, "sha256": stored.sha256, "size": stored.size, "ready_at": clock.now()}
