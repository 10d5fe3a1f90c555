"""The place where a person writes with somebody: their mentor, a member of staff who works with them, or a department."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope
from justice_portal.accounts.models import User
from justice_portal.keys import uuid7
from justice_portal.people.alert_rules.figures import Effect, among, applies
from justice_portal.protected.models import Connection
from mentoring.matching.models import Match, MatchedQuerySet
from mentoring.matching.threads.staffed import BY_ROLE, answers, candidates
from mentoring.mentors.models import Mentor

#: What staff may do with a thread that they answer, by the one permission that they hold for it.
OF_TALKS = {Permission.MESSAGE_VIEW, Permission.MESSAGE_SEND}


class TalkQuerySet(MatchedQuerySet):
    """Threads, and rows that hang on one. Staff see those that they answer now, and no other (T44, T64)."""

    #: The way from the row to its thread, as the start of a lookup.
    to_thread = ""

    def within(self, user: Any, permission: Permission | None) -> Self:
        rows = super().within(user, permission)
        if permission not in OF_TALKS or user is SYSTEM or not user.is_authenticated or not user.holds(Permission.TALK):
            return rows
        mine = answers(user, self.to_thread)
        if user.holds(permission):  # they are a mentor or a person too
            mine |= Q(pk__in=rows.order_by().values("pk"))
        return self.filter(mine)


class ThreadQuerySet(TalkQuerySet):
    to_match = "match__"

    def for_writing(self) -> "ThreadQuerySet":
        """What each page and each send asks of a thread and nothing more, in one query."""
        vetted = Mentor.objects.vetted().filter(user=OuterRef("match__mentor"))
        mentor = models.F("match__mentor__mentor__called")
        held = among(Effect.HOLD_MESSAGES, person=OuterRef("person"))
        apart = Connection.objects.shut().filter(person=OuterRef("person"), user=OuterRef("match__mentor"))
        return (
            self.select_related("match", "person", "staff", "department", "handed_to")
            .only(*OF_THREAD)
            .annotate(
                mentor_is_vetted=Exists(vetted), mentor_called=mentor, must_hold=Exists(held), is_apart=Exists(apart)
            )
        )


OF_THREAD = (
    "opened_at", "kind", "made_in_id", "waiting_at", "staff__name", "handed_to__name",
    *(f"match__{name}" for name in ("status", "mentor_id", "made_in_id", "help_wanted", "interests", "languages")),
    *(f"person__{name}" for name in ("establishment_id", "user_id", "given_name", "family_name", "preferred_name", "language")),
    *(f"department__{name}" for name in ("name", "name_welsh", "establishment_id")),
)  # fmt: skip


class Thread(models.Model):
    """Where a person and somebody write to each other. One with a mentor opens when their match starts; all of them stay.

    A thread with a key worker, POM or COM follows the person: whoever holds that role answers in it. staff: who that is,
    as the person was last told, or the tutor. handed_to: a colleague who answers in their place for now.
    """

    class Kind(models.TextChoices):
        MENTOR = "mentor", _("Mentor")
        KEY_WORKER = "key_worker", _("Key worker")
        POM = "pom", _("Prison offender manager")
        COM = "com", _("Community offender manager")
        TUTOR = "tutor", _("Tutor")
        DEPARTMENT = "department", _("Department")

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MENTOR)
    match = models.OneToOneField(Match, models.PROTECT, null=True, blank=True, related_name="thread")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="threads")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey("rehab.Department", models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    #: Since when something that the person wrote waits for an answer of staff.
    waiting_at = models.DateTimeField(null=True, blank=True)
    handed_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ThreadQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_VIEW, parties=("match__mentor",))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="mentor", match__isnull=False, department=None, staff=None, handed_to=None)
                | Q(kind__in=BY_ROLE, match=None, department=None)
                | Q(kind="tutor", match=None, department=None, staff__isnull=False)
                | Q(kind="department", match=None, department__isnull=False, staff=None),
                name="thread_says_with_whom",
            ),
            models.CheckConstraint(
                condition=Q(handed_to=None, handed_at=None, handed_by=None)
                | Q(handed_to__isnull=False, handed_at__isnull=False),
                name="thread_handed_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "waiting_at"], condition=Q(kind="department"), name="department_talks")
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%d %b %Y}"

    @property
    def is_staffed(self) -> bool:
        """Whether staff answer here, and no mentor."""
        return self.kind != self.Kind.MENTOR

    @property
    def is_with_department(self) -> bool:
        return self.kind == self.Kind.DEPARTMENT

    @property
    def mentor_id(self) -> Any:
        """The account of the mentor who writes here; None where staff do."""
        return self.match.mentor_id if self.match else None

    @property
    def called(self) -> str:
        """What the person is told about who writes here with them."""
        if self.department:
            return str(self.department)
        return self.staff.name if self.staff else str(self.get_kind_display())

    def is_by_person(self, author: Any) -> bool:
        return bool(author == self.person.user_id)

    def is_read_first(self) -> bool:
        """Whether an alert on the person asks a moderator to read each message of the two first."""
        if not hasattr(self, "must_hold"):
            self.must_hold = applies(self.person_id, Effect.HOLD_MESSAGES)
        return bool(self.must_hold)

    def why_closed(self) -> str:
        """Why nobody can write here now, in plain words; nothing when they can."""
        if self.match is None:
            return "" if self.is_answered() else gettext("Nobody can answer here now. You can still read the messages.")
        if self.match.status == Match.Status.ENDED:
            return gettext("Your mentoring has ended. You can still read the messages.")
        if self.match.status != Match.Status.ACTIVE or self._is_apart():
            return gettext("Your mentoring is on a break. You cannot send messages now.")
        if not hasattr(self, "mentor_is_vetted"):
            self.mentor_is_vetted = Mentor.objects.vetted().filter(user=self.match.mentor_id).exists()
        if not self.mentor_is_vetted:
            return gettext("The mentor cannot get messages now. Staff know, and will sort it out.")
        return ""

    def _is_apart(self) -> bool:
        """Whether the person and the mentor are kept from each other, also before their match was stopped for it (T38)."""
        if not hasattr(self, "is_apart"):
            mine = Connection.objects.shut().filter(person=self.person_id, user=self.mentor_id)
            self.is_apart = mine.exists()
        return bool(self.is_apart)

    def answerers(self) -> list[User]:
        """The staff who see this thread now and may answer in it: the one rule of permission, asked of each."""
        one = Thread.objects.filter(pk=self.pk)
        return [user for user in candidates(self) if one.within(user, Permission.MESSAGE_SEND).exists()]

    def is_answered(self) -> bool:
        """Whether any of the staff may answer here now."""
        if not hasattr(self, "has_staff"):
            one = Thread.objects.filter(pk=self.pk)
            self.has_staff = any(one.within(user, Permission.MESSAGE_SEND).exists() for user in candidates(self))
        return bool(self.has_staff)
