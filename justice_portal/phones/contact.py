"""An email address or a mobile number, as one typed field."""

from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from phonenumbers import PhoneNumberType

MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


@dataclass(frozen=True)
class Contact:
    """One of the two is empty. number: in international form, +447700900123."""

    email: str = ""
    number: str = ""

    @property
    def address(self) -> str:
        return self.email or self.number


def read_contact(typed: str) -> Contact | None:
    """What was typed, if it is an email address or a mobile number; a number without a country is British."""
    typed = typed.strip()
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError:
            return None
        return Contact(email=typed.lower())
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return None
    # Invented numbers (07700 900 000 to 999) are of no network, and must work in a demo.
    is_mobile = phonenumbers.is_possible_number(number) and str(number.national_number).startswith("7")
    if number.country_code != 44:
        is_mobile = phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in MOBILE
    return (
        Contact(number=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)) if is_mobile else None
    )
