"""Notices: something happened that is yours to look at."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.notices.kinds import KINDS, SOMETHING_NEW, NoticeKind


class NoticeQuerySet(ScopedQuerySet):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def about(self, thing: models.Model) -> "NoticeQuerySet":
        return self.filter(about_type=thing._meta.label_lower, about_id=str(thing.pk))


class Notice(models.Model):
    """Tells one user that something of a kind happened to a thing. It holds no words: those come from the kind."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()
    scope = Scope(Permission.NOTICE_VIEW, person=None, parties=("user",))

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "about_type", "about_id"],
                condition=Q(read_at=None),
                name="one_unread_notice_about_a_thing",
            )
        ]
        indexes = [models.Index(fields=["user", "-at"], name="notices_of_user")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"

    @property
    def says(self) -> NoticeKind:
        return KINDS.get(self.kind, SOMETHING_NEW)

    @property
    def text(self) -> str:
        return str(self.says.text)

    @property
    def url(self) -> str:
        return self.says.url(self.about_id)


def open_to(user: object, notices: Iterable[Notice]) -> set[str]:
    """The ids of things that these notices are about and that user may see now: one query for each kind of thing."""
    wanted: dict[str, set[str]] = {}
    for notice in notices:
        if notice.about_type:
            wanted.setdefault(notice.about_type, set()).add(notice.about_id)
    seen: set[str] = set()
    for label, ids in wanted.items():
        model = apps.get_model(label)
        seen |= {str(pk) for pk in model.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)}
    return seen
