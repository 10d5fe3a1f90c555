"""Lists that staff ask for as a PDF: what each keeps of it, who may have the file, and how it is thrown away.

A room has a model of its own, which says who may print there; everything else is the same for all.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import people_for, scope_of
from justice_portal.errors import DomainError
from justice_portal.files import StoredFile, delete_stored
from justice_portal.keys import uuid7
from justice_portal.states import move
from justice_portal.tables import Link, Status

#: Setting a page costs half a second of the processor for 25 people, and a document has 15 seconds (pdf/render.py).
MOST_ON_PAPER = 200
#: Such a file is full of names, and soon old.
STAYS = timedelta(days=1)


class PaperList(models.Model):
    """A list as a PDF: theirs alone who asked for it, and only for the day."""

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        DROPPED = "dropped", _("Thrown away")

    MOVES = {Status.MAKING: {Status.READY, Status.DROPPED}, Status.READY: {Status.DROPPED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    wanted = models.JSONField(default=dict, help_text=_("How the list was narrowed and sorted."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    subjects = ArrayField(models.UUIDField(), default=list, help_text=_("The people who are on it."))
    roles = ArrayField(models.UUIDField(), default=list, help_text=_("The roles held by who asked when it was made."))
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0, help_text=_("Bytes."))
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def code(self) -> str:
        """Finds it again and says nothing about anybody: the random end of its key."""
        end = str(self.pk).replace("-", "")[-8:].upper()
        return f"{end[:4]} {end[4:]}"


def rules(name: str) -> list[models.BaseConstraint]:
    """What the database holds a PaperList to: the file of one that is ready, and none of one thrown away."""
    has_file = ~Q(path="") & ~Q(sha256="") & Q(ready_at__isnull=False)
    return [
        models.CheckConstraint(condition=~Q(status="ready") | has_file, name=f"ready_{name}_has_its_file"),
        models.CheckConstraint(condition=~Q(status="dropped") | Q(path=""), name=f"dropped_{name}_has_no_file"),
    ]


def must_be_own(found: Any, by: Any) -> Any:
    """The same list, for who asked for it; raises DomainError for anybody else who sends its key."""
    if found.asked_by_id != by.pk:
        raise DomainError(gettext("This page is too old. Open it again, then send."))
    return found


def keep(made: PaperList, stored: StoredFile, *, people: Iterable[UUID], by: Any) -> None:
    """The file is there: of these people, as who asked may see them with the roles of now."""
    move(
        made,
        PaperList.Status.READY,
        path=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        ready_at=clock.now(),
        subjects=list(people),
        roles=[held.pk for held in by.roles_held()],
    )


def must_be_open(made: PaperList, user: Any) -> None:
    """Raise DomainError unless the file is there, and all that is in it may still be seen with the roles of then."""
    if not made.is_ready:
        raise DomainError(gettext("This list is not here. Ask for it again."))
    needs = scope_of(made).view
    still_seen = needs and people_for(user, needs).filter(pk__in=made.subjects).count() == len(made.subjects)
    if not still_seen or {held.pk for held in user.roles_held()} != set(made.roles):
        raise DomainError(gettext("What you may see has changed since this list was made. Ask for it again."))


def throw_away(made: PaperList) -> bool:
    """The file, who was on it and what was typed to find them; false where it was done before."""
    if made.status == PaperList.Status.DROPPED:
        return False
    path = made.path
    move(made, PaperList.Status.DROPPED, path="", sha256="", size=0, wanted={}, subjects=[])
    if path:
        delete_stored(path)
    return True


def too_old(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of these lists, those to be thrown away now."""
    return rows.filter(asked_at__lt=clock.now() - STAYS).exclude(status=PaperList.Status.DROPPED)


def on_paper(cell: Any) -> Any:
    """Paper leads nowhere and needs no colours: the words."""
    return cell.text if isinstance(cell, Link | Status) else cell
