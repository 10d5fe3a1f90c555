"""Invented requests: three months of them, most answered in time, some late, some that people say were not answered."""

import random
from datetime import datetime, timedelta
from typing import Any

from justice_portal.access import SYSTEM
from justice_portal.estate.models import Establishment
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.requests.models import RequestReply, SupportRequest
from rehab.requests.routing.actions import load_types, set_up
from rehab.requests.routing.models import Department, DepartmentMember, RequestRoute, RequestType

REASONS = {
    "approved": [
        "Yes. Staff will come to you this week.",
        "Yes. It is done now.",
        "Yes. You are on the list for Monday.",
    ],
    "declined": [
        "No. We cannot do this now. Ask again next month.",
        "No. This is not allowed here. Staff tell you why.",
    ],
}
#: Who of the demo answers for which department.
DEMO_MEMBERS = {
    "Wing staff": "keyworker", "Safer custody and family": "safer", "Health care": "safer", "Work and classes": "tutor",
    "Offender management unit": "pom", "Legal services": "pom",
}  # fmt: skip
NAMES = (
    "id", "person_id", "type_id", "questions", "answers", "made_in_id", "wing_id", "department_id", "urgency", "status",
    "how", "asked_at", "asked_by_id", "due_at", "first_reply_at", "reason", "decided_at", "decided_by_id", "decided_as",
    "verdict", "verdict_at",
)  # fmt: skip


@seeder(order=130)
def requests(estate: SeedEstate, rng: random.Random) -> None:
    load_types(RequestType, by=SYSTEM)
    here = {one.establishment for one in estate.people if one.is_in_prison and one.user}
    for place in Establishment.objects.filter(pk__in=here).order_by("code"):
        set_up(place, by=SYSTEM)
    _members(estate)
    routes: dict[Any, list[RequestRoute]] = {}
    for route in RequestRoute.objects.select_related("type").order_by("establishment__code", "type__order"):
        routes.setdefault(route.establishment_id, []).append(route)
    managers = {one.establishment: one.id for one in estate.staff if one.role == "manager" and one.establishment}
    rows = []
    for person in estate.people:
        staff = managers.get(person.establishment) or person.pom
        if person.is_in_prison and person.user and staff:
            is_guide = estate.demo is not None and person.id == estate.demo.person.id
            chosen = rng.sample(routes[person.establishment], k=6 if is_guide else rng.choice([0, 0, 1, 2]))
            rows += [
                _row(estate, rng, person, route, staff, nth if is_guide else None) for nth, route in enumerate(chosen)
            ]
    estate.load(SupportRequest, NAMES, rows)
    _replies(estate, rng, rows)


def _members(estate: SeedEstate) -> None:
    demo = estate.demo
    if demo is None:
        return
    for name, username in DEMO_MEMBERS.items():
        department = Department.objects.filter(establishment=demo.ashcombe, name=name).first()
        if department:
            DepartmentMember.objects.get_or_create(
                department=department, user_id=demo.staff[username].id, defaults={"is_head": True}
            )


def _row(
    estate: SeedEstate, rng: random.Random, person: SeedPerson, route: RequestRoute, staff: Any, nth: int | None
) -> tuple[Any, ...]:
    """One request; the guide's person has one of each state, in turn."""
    kind = route.type
    answered = rng.random() < 0.75 if nth is None else nth not in {0, 3}
    at = _moment(estate, rng, rng.randint(6, 80) if answered else rng.randint(0, 8) if nth != 0 else 1)
    due = (at + timedelta(days=route.days)).replace(hour=17, minute=0)
    took = timedelta(hours=rng.randint(3, 24 * max(route.days, 1) + 20))
    # Answered in working hours.
    decided: datetime | None = (
        min((at + took).replace(hour=rng.randint(17, 18)), estate.days_ago(0, 8)) if answered else None
    )
    status = rng.choice(["approved", "approved", "declined"]) if answered else "submitted"
    verdict = rng.choice(["answered", "answered", "answered", "not_answered", ""]) if decided and nth != 1 else ""
    return (
        estate.key(rng, at), person.id, kind.pk, kind.questions, _answers(rng, kind), person.establishment, person.wing,
        route.department_id, kind.urgency, status, rng.choice(["self", "self", "self", "paper"]) if nth is None else "self", at,
        person.user, due, decided, rng.choice(REASONS[status]) if decided else "", decided, staff if decided else None,
        "manager" if decided else "", verdict, decided + timedelta(hours=2) if decided and verdict else None,
    )  # fmt: skip


def _answers(rng: random.Random, kind: RequestType) -> dict[str, str]:
    """The first question answered: what somebody in a hurry sends."""
    first = kind.questions[0]
    if first["kind"] == "choice":
        return {first["code"]: rng.choice(first["choices"])[0]}
    return {first["code"]: rng.choice(["A new pen please", "A chess set for the wing", "A map of the world"])}


def _replies(estate: SeedEstate, rng: random.Random, rows: list[tuple[Any, ...]]) -> None:
    """Some words between the two before the answer."""
    said = []
    for row in rows:
        if row[16] and rng.random() < 0.2:
            at = row[11] + (row[16] - row[11]) / 2
            words = "We look into it. You hear from us soon."
            said.append((estate.key(rng, at), row[0], words, at, row[17], "manager"))
    estate.load(RequestReply, ("id", "about_id", "words", "written_at", "written_by_id", "written_as"), said)


def _moment(estate: SeedEstate, rng: random.Random, days: int) -> datetime:
    return estate.days_ago(days, rng.randint(8, 16), rng.randrange(60)) if days else estate.days_ago(0, 8)
