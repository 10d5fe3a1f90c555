"""What the record says of each person, as expressions for a query over Person: each is one look in an index."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest, TruncDate

from justice_portal import clock
from justice_portal.access import Permission, people_for, places_for, units_for
from justice_portal.grants import GRANTS, Role
from justice_portal.people.models import Allocation, Movement, Person
from learning.models import CourseProgress
from rehab.models import Contact, Goal, Plan

#: After so long without a contact that somebody wrote down, someone should look in.
NO_CONTACT_AFTER = timedelta(days=14)
#: After so long without key work face to face, calls and messages have taken the place of people.
UNMET_AFTER = timedelta(days=21)
#: A plan is opened within so long of reception.
PLAN_WITHIN = timedelta(days=10)
#: A goal is due soon when it is due within so long.
DUE_SOON = timedelta(days=7)
#: What begins a stay: from here the two rules above count.
ARRIVALS = (Movement.Kind.RECEPTION, Movement.Kind.TRANSFER_IN, Movement.Kind.RELEASE)


def within_reach(reader: Any, permission: Permission) -> Q:
    """Which of the people on the reader's dashboard the reader holds permission over, as a filter over Person."""
    roles = [held.role for held in reader.roles_held() if Permission.DASHBOARD_VIEW in GRANTS[held.role]]
    if all(permission in GRANTS[role] for role in roles):
        return Q()  # whoever is on the dashboard is there through a role that grants this too
    return Q(pk__in=people_for(reader, permission))


def arrived_on() -> TruncDate:
    """The day the person came to where they are now; the day of the record when no movement says."""
    moves = Movement.objects.counting().filter(person=OuterRef("pk"), kind__in=ARRIVALS).order_by("-happened_at")
    return TruncDate(Coalesce(Subquery(moves.values("happened_at")[:1]), "created_at"), tzinfo=clock.LONDON)


def _contacts() -> QuerySet[Contact]:
    return Contact.objects.standing().filter(person=OuterRef("pk")).order_by("-happened_on", "-id")


def last_contact_on() -> Subquery:
    newest = Contact.objects.standing().filter(person=OuterRef("pk")).order_by("-happened_on")
    return Subquery(newest.values("happened_on")[:1], output_field=DateField())


def last_contact_by() -> Subquery:
    return Subquery(_contacts().values("added_by__name")[:1])


def alone_since() -> Greatest:
    """From when the days without contact count: the last contact, or the day they came if that was later."""
    return Greatest(last_contact_on(), arrived_on(), output_field=DateField())


def is_without_contact(today: date) -> Q:
    """Nobody wrote down a contact for NO_CONTACT_AFTER, and the person has been here as long.

    Needs the annotation alone_since. Who had a contact lately is left out first: that is one look for all.
    """
    limit = today - NO_CONTACT_AFTER
    lately = Contact.objects.standing().filter(person=OuterRef("pk"), happened_on__gt=limit)
    here = Q(place__in=[Person.Place.PRISON, Person.Place.COMMUNITY])
    return here & ~Exists(lately) & Q(alone_since__lte=limit)


def _met() -> QuerySet[Contact]:
    return Contact.objects.standing().filter(
        person=OuterRef("pk"), purpose=Contact.Purpose.KEY_WORK, kind=Contact.Kind.FACE_TO_FACE
    )


def last_met_on() -> Subquery:
    return Subquery(_met().order_by("-happened_on").values("happened_on")[:1], output_field=DateField())


def unmet_since() -> Greatest:
    """From when the days without key work face to face count: the last, or the day they came if that was later."""
    return Greatest(last_met_on(), arrived_on(), output_field=DateField())


def is_unmet(today: date) -> Q:
    """In prison for UNMET_AFTER, and spoken or written to, but nobody sat down with them.

    Needs the annotations alone_since and unmet_since. Who had no contact of any kind is found by is_without_contact.
    """
    limit = today - UNMET_AFTER
    lately = _met().filter(happened_on__gt=limit)
    here = Q(place=Person.Place.PRISON)
    return here & ~Exists(lately) & Q(unmet_since__lte=limit) & ~is_without_contact(today)


def open_plans(**narrowed: Any) -> QuerySet[Plan]:
    return Plan.objects.open().filter(**narrowed)


def has_open_plan() -> Exists:
    return Exists(open_plans(person=OuterRef("pk")))


def open_goals(**narrowed: Any) -> QuerySet[Goal]:
    """Goals that are worked on, in plans that are open."""
    return Goal.objects.active().filter(plan__closed_at=None, **narrowed)


def _of_goals(figure: Any, **narrowed: Any) -> Subquery:
    goals = open_goals(plan__person=OuterRef("pk"), **narrowed).order_by()
    return Subquery(goals.values("plan").annotate(figure=figure).values("figure"))


def goals_open() -> Coalesce:
    return Coalesce(_of_goals(Count("*")), 0, output_field=IntegerField())


def goals_overdue(today: date) -> Coalesce:
    return Coalesce(_of_goals(Count("*"), due_on__lt=today), 0, output_field=IntegerField())


def has_goal_overdue(today: date) -> Exists:
    return Exists(open_goals(plan__person=OuterRef("pk"), due_on__lt=today))


def next_due_on() -> Subquery:
    """The day that the first of the open goals is due, past or to come."""
    return _of_goals(Min("due_on"))


def _of_learning(figure: Any) -> Subquery:
    courses = CourseProgress.objects.live().filter(person=OuterRef("pk")).order_by()
    return Subquery(courses.values("person").annotate(figure=figure).values("figure"))


def courses() -> Coalesce:
    return Coalesce(_of_learning(Count("*")), 0, output_field=IntegerField())


def lessons_done() -> Coalesce:
    return Coalesce(_of_learning(Sum("lessons_done")), 0, output_field=IntegerField())


def lessons_total() -> Coalesce:
    return Coalesce(_of_learning(Sum("lessons_total")), 0, output_field=IntegerField())


def last_learned_at() -> Subquery:
    return _of_learning(Max("last_at"))


def has_worker(*roles: str) -> Exists:
    """Whether someone holds one of these roles for the person where the person is now."""
    here = Q(role=Role.COM) | Q(establishment=OuterRef("establishment"))
    return Exists(Allocation.objects.live().filter(here, person=OuterRef("pk"), role__in=roles))


def is_without_worker(giver: Any) -> Q:
    """In a prison of who gives people to workers, without a key worker or a POM; or of their unit, without a COM."""
    prisons, units = places_for(giver, Permission.ALLOCATION_GIVE), units_for(giver, Permission.ALLOCATION_GIVE)
    inside = Q(place=Person.Place.PRISON, establishment__in=prisons)
    outside = Q(place=Person.Place.COMMUNITY, delivery_unit__in=units)
    return (inside & (~Q(has_worker(Role.KEY_WORKER)) | ~Q(has_worker(Role.POM)))) | (
        outside & ~Q(has_worker(Role.COM))
    )
