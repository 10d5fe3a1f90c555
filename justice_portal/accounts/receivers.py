"""What libraries tell us about sign-in, and the record about people."""

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_reset
from django.contrib.auth.signals import user_logged_in as session_opened
from django.dispatch import receiver
from django.http import HttpRequest

from justice_portal.access import SYSTEM
from justice_portal.accounts import second_factor, sessions
from justice_portal.accounts.actions import close_account, reopen_account
from justice_portal.accounts.models import User
from justice_portal.audit.log import record
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed


@receiver(session_opened)
def note_when_the_session_began(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    sessions.begin(request, user)


@receiver(user_logged_in)
def carry_second_factor_over(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    second_factor.carry_over(request, user)


@receiver(authenticator_added)
def note_new_second_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    """The code that adds the factor also shows it: the session counts as verified from here on."""
    if authenticator.type == Authenticator.Type.TOTP:
        second_factor.begin(request, user)
        record(user, "account.second_factor_added", user)
    else:
        record(user, "account.recovery_codes_made", user)


@receiver(authenticator_reset)
def note_new_recovery_codes(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    record(user, "account.recovery_codes_made", user)


@receiver(person_changed)
def close_account_of_the_dead(person: Person, event: str, **_kwargs: Any) -> None:
    if event == "died" and person.user is not None:
        close_account(person.user, by=SYSTEM)


@receiver(person_changed)
def reopen_account_of_who_lives(person: Person, event: str, **_kwargs: Any) -> None:
    """A death that was written down wrongly was taken back."""
    if event == "lives" and person.user is not None:
        reopen_account(person.user, by=SYSTEM)
