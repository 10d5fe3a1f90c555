"""How long a passphrase is: at the staff door 15 letters or more, without rules about their kind (decision 4)."""

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST_OF_STAFF = 15
LONGEST_PASSPHRASE = 200
#: aaaa, abab, wordword: one part, over and over.
REPEATED = re.compile(r"(.+?)\1+")
FEWEST_DIFFERENT = 5


class StretchedPasswordValidator:
    """Refuses a common password that was only made longer: by figures at its ends, or by saying it again."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator()

    def validate(self, password: str, user: Any = None) -> None:
        core = re.sub(r"[\W\d_]+", "", password.lower())
        if found := REPEATED.fullmatch(core):
            core = found[1]
        if len(set(password.lower())) < FEWEST_DIFFERENT or core in self.common.passwords:
            raise ValidationError(self.get_help_text(), code="password_stretched")

    def get_help_text(self) -> str:
        return _("This passphrase is too easy to guess. Choose other words.")
