"""Invented rows for tests. Prison numbers come from the reserved block A0000AA to A0999ZZ."""

import itertools
from datetime import date
from string import ascii_uppercase

import factory

from justice_portal.accounts.models import Door, RoleHeld, User
from justice_portal.estate.models import Cell, DeliveryUnit, Establishment, Region, Wing
from justice_portal.grants import REACHES, Reach, Role
from justice_portal.people.models import Allocation, Person
from mentoring.models import ReadingAuthority

PASSPHRASE = "correct horse battery staple"
_count = itertools.count(1)


def reserved_number(n):
    """The n-th prison number of the reserved block."""
    letters, digits = divmod(n, 1000)
    return f"A0{digits:03d}{ascii_uppercase[letters // 26 % 26]}{ascii_uppercase[letters % 26]}"


class EstablishmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Establishment

    code = factory.Sequence(lambda n: f"Z{n:03d}")
    name = factory.Sequence(lambda n: f"Testford {n} (HMP)")
    holds_men = True


class WingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Wing

    establishment = factory.SubFactory(EstablishmentFactory)
    code = factory.Sequence(lambda n: f"W{n}")
    name = factory.LazyAttribute(lambda wing: f"Wing {wing.code}")


class CellFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cell

    wing = factory.SubFactory(WingFactory)
    code = factory.Sequence(lambda n: f"ZZZ-1-1-{n:04d}")


class DeliveryUnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DeliveryUnit

    region = factory.LazyFunction(lambda: Region.objects.get_or_create(name="Testshire")[0])
    name = factory.Sequence(lambda n: f"Testshire unit {n}")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"staff{n}")
    name = factory.Sequence(lambda n: f"Staff Member {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        password = kwargs.pop("password", None)
        user = model_class(*args, **kwargs)
        user.set_password(password) if password else user.set_unusable_password()
        user.save()
        return user


class PersonFactory(factory.django.DjangoModelFactory):
    """A person in prison; place="community" or "transfer" leaves the establishment empty."""

    class Meta:
        model = Person

    prison_number = factory.LazyFunction(lambda: reserved_number(next(_count)))
    given_name = factory.Sequence(lambda n: f"Given{n}")
    family_name = factory.Sequence(lambda n: f"Family{n}")
    born_on = date(1990, 5, 17)
    establishment = factory.SubFactory(EstablishmentFactory)


def staff(role, *, at=None, unit=None, **fields):
    """A user who holds role over a place, a unit, the estate, a caseload or own rows: whichever the role allows."""
    user = UserFactory(**fields)
    return grant(user, role, at=at, unit=unit)


def grant(user, role, *, at=None, unit=None):
    reaches = REACHES[role]
    if unit:
        reach = Reach.DELIVERY_UNIT if Reach.DELIVERY_UNIT in reaches else Reach.CASELOAD
    elif at and Reach.ESTABLISHMENT in reaches:
        reach = Reach.ESTABLISHMENT
    else:
        reach = Reach.ESTATE if Reach.ESTATE in reaches else next(iter(reaches))
    RoleHeld.objects.create(user=user, role=role, reach=reach, establishment=at, delivery_unit=unit)
    if role == Role.MODERATOR and at:
        let_read(user, at)
    return user


def let_read(user, at, until=date(2100, 1, 1)):
    """What lets somebody read the messages that wait in a prison."""
    return ReadingAuthority.objects.create(
        holder=user,
        establishment=at,
        why="It is their work.",
        starts_on=date(2020, 1, 1),
        until_on=until,
        review_on=until,
    )


def sign_in_for(person):
    """The account of a person."""
    user = UserFactory(username=person.prison_number or person.crn, name=person.called, door=Door.TABLET)
    grant(user, Role.PERSON)
    person.user = user
    person.save(update_fields=["user"])
    return user


def allocate(person, user, role, *, at=None):
    return Allocation.objects.create(person=person, user=user, role=role, establishment=at)
