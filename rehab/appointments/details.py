"""What an appointment is: what staff fill in when they book or change one, and the rules that it must keep."""

from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock, working_days
from justice_portal.accounts.models import User
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from rehab.appointments.models import Appointment, MeetingPlace
from rehab.care.victims.words import refuse_victim_words

#: Nobody plans further ahead than this, and nobody meets for longer.
AHEAD, LONGEST = timedelta(days=366), timedelta(hours=8)
#: An appointment that was forgotten can be written down later: it is then ready for what came of it.
BEFORE = timedelta(days=14)
#: Five working days to answer "What happened?": long enough for who is ill or has no phone at hand.
DAYS_TO_REPLY = 5


@dataclass(frozen=True)
class Details:
    kind: str
    about: str
    starts_at: datetime
    ends_at: datetime
    is_required: bool = True
    place: MeetingPlace | None = None
    where: str = ""
    staff: User | None = None
    also_with: User | None = None
    mentor: User | None = None
    service: str = ""
    phone: str = ""
    bring: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def check(self, person: Person, *, besides: Appointment | None = None) -> None:
        """Raise DomainError when it breaks a rule. besides: the appointment that is being changed."""
        self._check_time()
        self._check_who_and_where(person)
        refuse_victim_words(person, self.where, self.service, self.bring)
        others = Appointment.objects.planned().filter(person=person)
        if besides:
            others = others.exclude(pk=besides.pk)
        if others.filter(starts_at__lt=self.ends_at, ends_at__gt=self.starts_at).exists():
            raise DomainError(_("There is another appointment at that time. Nobody can keep both."))

    def _check_time(self) -> None:
        starts, ends = (one.astimezone(clock.LONDON) for one in (self.starts_at, self.ends_at))
        if ends <= starts or self.ends_at - self.starts_at > LONGEST or starts.date() != ends.date():
            raise DomainError(_("It must end after it starts, on the same day."))
        if self.starts_at > clock.now() + AHEAD:
            raise DomainError(_("That is more than a year ahead."))
        if self.starts_at < clock.now() - BEFORE:
            raise DomainError(_("That is more than 14 days ago."))

    def _check_who_and_where(self, person: Person) -> None:
        if not (self.staff or self.mentor or self.service):
            raise DomainError(_("Say who the person meets."))
        if self.kind == Appointment.Kind.THREE_WAY and len({*self._people()} - {None, ""}) < 2:
            raise DomainError(_("A three-way meeting is with two others. Pick both."))
        is_outside = person.place == Person.Place.COMMUNITY
        if self.kind == Appointment.Kind.HOME and not is_outside:
            raise DomainError(_("A home visit is for somebody who is out of prison."))
        if self.kind == Appointment.Kind.OFFICE and not self.place and not person.establishment_id:
            raise DomainError(_("Pick the place to meet."))
        if self.place and self.place.is_open_at(self.starts_at, self.ends_at) is False:
            raise DomainError(_("%(place)s is shut then. Pick a time when it is open.") % {"place": self.place})

    def _people(self) -> tuple[Any, ...]:
        return self.staff, self.also_with, self.mentor, self.service


def details_of(meeting: Appointment) -> Details:
    """What it is now, as it was filled in."""
    return Details(**{field.name: getattr(meeting, field.name) for field in fields(Details)})


def reply_due(asked_at: datetime) -> datetime:
    """The end of the fifth working day after the day on which the person was asked."""
    day = working_days.after(asked_at.astimezone(clock.LONDON).date(), DAYS_TO_REPLY)
    return datetime.combine(day, time(23, 59), clock.LONDON)
