"""Counting look-ups: each record that staff open and that is not of their caseload, as record() is told of it."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from justice_portal import clock
from justice_portal.access import GRANTS, SYSTEM, Permission
from justice_portal.grants import Reach
from justice_portal.keys import uuid7
from justice_portal.lookups.models import MOST_PEOPLE, WITHIN_MINUTES, LookUp, LookUpLimit

#: One statement, since every page about a person pays for it: the widest limit of the roles; the look-up, unless the
#: person is in the caseload of the reader or of somebody whom the reader covers for; the others of late.
SQL = """
WITH widest AS (
    SELECT most_people, within_minutes FROM {limit} WHERE role = ANY(%(roles)s) ORDER BY most_people DESC LIMIT 1
), new AS (
    INSERT INTO {look_up} (id, user_id, person_id, at)
    SELECT %(key)s, %(user)s, %(person)s, %(now)s
    WHERE NOT EXISTS (
        SELECT 1 FROM {allocation} a WHERE a.person_id = %(person)s AND a.ended_at IS NULL AND (
            a.user_id = %(user)s OR a.user_id IN (
                SELECT c.covered_id FROM {cover} c WHERE c.by_id = %(user)s AND c.ended_at IS NULL
                AND c.starts_on <= %(today)s AND c.ends_on >= %(today)s
            )
        )
    )
    ON CONFLICT (user_id, person_id) DO UPDATE SET at = EXCLUDED.at
    RETURNING 1
), rule AS (
    SELECT COALESCE((SELECT most_people FROM widest), %(most)s) AS most,
        COALESCE((SELECT within_minutes FROM widest), %(minutes)s) AS minutes
)
SELECT (SELECT count(*) FROM new), rule.most, rule.minutes, (
    SELECT count(*) FROM {look_up} WHERE user_id = %(user)s AND person_id <> %(person)s
    AND at > %(now)s - rule.minutes * interval '1 minute'
) FROM rule
"""


def count(by: Any, person: UUID) -> None:
    """`by` opened a page about this person. The 20th different one out of caseload in an hour stops the next."""
    if by is SYSTEM or not _is_watched(by):
        return
    counted, most, minutes, others = _count(by, person)
    if counted and others + 1 >= most:
        from justice_portal.lookups.actions import stop_look_ups  # noqa: PLC0415  the log is below every action

        stop_look_ups(by, people=others + 1, minutes=minutes, by=SYSTEM)


def _is_watched(by: Any) -> bool:
    """Whether some role of theirs reaches further than a caseload. Who has only a caseload opens nothing else."""
    return by.has_glass or any(
        held.reach not in {Reach.CASELOAD, Reach.OWN} and Permission.PERSON_VIEW in GRANTS[held.role]
        for held in by.roles_held()
    )


def _count(by: Any, person: UUID) -> tuple[int, int, int, int]:
    """Whether this one counts, the limit, its minutes, and how many others there were."""
    tables = {
        "limit": LookUpLimit,
        "look_up": LookUp,
        "allocation": apps.get_model("justice_portal", "Allocation"),
        "cover": apps.get_model("justice_portal", "Cover"),
    }
    values = {
        "roles": [held.role for held in by.roles_held()],
        "key": uuid7(),
        "user": by.pk,
        "person": person,
        "now": clock.now(),
        "today": clock.today(),
        "most": MOST_PEOPLE,
        "minutes": WITHIN_MINUTES,
    }
    with connection.cursor() as cursor:
        names = {name: model._meta.db_table for name, model in tables.items()}  # type: ignore[attr-defined]
        cursor.execute(SQL.format(**names), values)
        counted, most, minutes, others = cursor.fetchone()
    return counted, most, minutes, others
