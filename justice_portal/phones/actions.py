"""Who may come in by an own phone: a code on paper, joining with it, and the end."""

import secrets
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import AllauthDevice, User
from justice_portal.accounts.opening import account_for
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.devices.codes import ALPHABET, code_hash
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.phones.contact import Contact
from justice_portal.phones.models import JoinCode, OwnPhone
from justice_portal.phones.sending import post_invitation

LENGTH = 6
KIND = "join"


@action(needs=Permission.PHONE_GIVE)
def issue_join_code(person: Person, *, by: Any) -> str:
    """A new code for the leaving pack or to hand over; the one before stops working. Comes back to be printed once."""
    if person.place not in {Person.Place.PRISON, Person.Place.COMMUNITY}:
        raise DomainError(_("This person is on the way between prisons. Make the code when they have arrived."))
    made, code = _new_code(person, by)
    record(by, "phone.code_made", made, subjects=[person])
    return code


@action(needs=Permission.PHONE_GIVE)
def invite(person: Person, *, key: UUID, contact: Contact, by: Any) -> JoinCode:
    """Send the code to the email or number that someone gave who is out already. It joins as one on paper does, once.

    The letter is worth nothing to who finds it: it names nobody, and the code needs the day of birth. Sent twice it is one.
    """
    if done := JoinCode.objects.filter(pk=key, person=person).first():
        return done
    if person.place != Person.Place.COMMUNITY:
        raise DomainError(_("This person is not out yet. Print a code for them: it works when they have left."))
    made, code = _new_code(person, by, id=key, was_sent=True)
    post_invitation(contact.address, code, "cy" if person.wants_welsh else "en")
    record(by, "phone.invited", made, subjects=[person], by_email=bool(contact.email))
    return made


def _new_code(person: Person, by: Any, **more: Any) -> tuple[JoinCode, str]:
    """One code that works; those before do not any more."""
    JoinCode.objects.filter(person=person, used_at=None, cancelled_at=None).update(cancelled_at=clock.now())
    letters = "".join(secrets.choice(ALPHABET) for _one in range(LENGTH))
    made = JoinCode.objects.create(person=person, code_hash=code_hash(KIND, letters), issued_by=by, **more)
    return made, f"{letters[:3]} {letters[3:]}"


@action(needs=Permission.PHONE_GIVE)
def open_account_for(join: JoinCode, *, by: Any) -> User:
    """The account of who joins: the one they had on the tablets, or a new one."""
    person = Person.objects.select_for_update().get(pk=join.person_id)
    if person.user is not None:
        return person.user
    user = account_for(person, granted_by=join.issued_by)
    record(by, "phone.account_opened", person, user=user)
    return user


@action(needs=Permission.PHONE_GIVE)
def join_with(join: JoinCode, *, contact: Contact, by: Any) -> OwnPhone:
    """The person proved that the address is theirs: the code is used up and the phone is the one way in.

    The phone that was there before ends with its sessions, and so do the factors set up on it: it may be the one that was lost. That
    keeps the second factor, since the code was handed over by staff who know the person, and needs the day of birth.
    """
    now = clock.now()
    if not join.works or not JoinCode.objects.filter(pk=join.pk, used_at=None, cancelled_at=None).update(used_at=now):
        raise DomainError(_("This code does not work any more."))
    OwnPhone.objects.filter(person=join.person, ended_at=None).update(ended_at=now)
    Authenticator.objects.filter(user=join.person.user).delete()
    AllauthDevice.objects.filter(user=join.person.user).delete()
    try:
        with transaction.atomic():
            phone = OwnPhone.objects.create(person=join.person, email=contact.email, number=contact.number)
    except IntegrityError:
        raise DomainError(_("This email or number cannot be used. Try another one.")) from None
    record(by, "phone.joined", phone, by_email=bool(contact.email))
    return phone


@action(needs=Permission.PHONE_GIVE)
def stop_phone(phone: OwnPhone, *, by: Any) -> OwnPhone:
    """Shut this way in: a phone that was lost or taken. Its sessions end with their next page."""
    now = clock.now()
    if OwnPhone.objects.filter(pk=phone.pk, ended_at=None).update(ended_at=now, ended_by=by):
        phone.ended_at = now
        record(by, "phone.stopped", phone)
    return phone
