"""Names as search compares them: without accents and capitals, and by how they sound."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField, Value
from django.db.models.functions import Coalesce, Concat, Left, Lower, NullIf, Replace, Substr

#: Accents are dropped, hyphens open and apostrophes closed: O'Neill is found as oneill, Siân as sian. Both cases stand
#: here because LOWER() leaves accented letters alone in databases with the C locale.
PLAIN = {
    "a": "àáâãäåāąăÀÁÂÃÄÅĀĄĂ", "c": "çćčÇĆČ", "d": "ďđĎĐ", "e": "èéêëēęěÈÉÊËĒĘĚ", "g": "ğģĞĢ", "i": "ìíîïīıÌÍÎÏĪİ",
    "l": "łŁ", "n": "ñńňÑŃŇ", "o": "òóôõöøőÒÓÔÕÖØŐ", "r": "řŘ", "s": "šśşșŠŚŞȘ", "t": "ţțťŢȚŤ", "u": "ùúûüūůűÙÚÛÜŪŮŰ",
    "w": "ŵŴ", "y": "ýÿŷÝŸŶ", "z": "žźżŽŹŻ", " ": "-‐–",
}  # fmt: skip
CLOSED = "'’ʼ`."
FROM = "".join(PLAIN.values())
TO = "".join(plain * len(letters) for plain, letters in PLAIN.items())
_TABLE = str.maketrans(FROM, TO, CLOSED)

#: Letters that sound alike in names from many languages; after the first letter vowels, h, w and y are dropped and
#: doubled letters count once: Mohammed, Muhammad and Mohamed are one, as are Davies and Davis, Siân and Sean.
ALIKE = ("cqzv", "kksf")


def plain_name(text: str) -> str:
    """What the database's name_key would be for text."""
    return " ".join(text.translate(_TABLE).lower().split())


def name_key(given: Any, family: Any, preferred: Any) -> Lower:
    """Given, family and preferred name in small, plain letters."""
    return _plain(Concat(given, Value(" "), family, Value(" "), preferred, output_field=TextField()))


def sound_keys(given: Any, family: Any, preferred: Any) -> Func:
    """How given and family name sound together, and preferred and family name."""
    called = Coalesce(NullIf(preferred, Value("")), given, output_field=TextField())
    return Func(
        _sound_pair(given, family),
        _sound_pair(called, family),
        template="ARRAY[%(expressions)s]",
        output_field=ArrayField(TextField()),
    )


def words_key(*parts: Any) -> Lower:
    """Several columns as one plain text, to find a part of any word of them."""
    spaced = [one for part in parts for one in (part, Value(" "))][:-1]
    return _plain(Concat(*spaced, output_field=TextField()))


def _plain(text: Any) -> Lower:
    return Lower(Func(text, Value(FROM + CLOSED), Value(TO), function="TRANSLATE", output_field=TextField()))


def _sound_pair(first: Any, last: Any) -> Concat:
    return Concat(_sound(first), Value(" "), _sound(last), output_field=TextField())


def _sound(name: Any) -> Concat:
    alike = Func(
        Replace(_plain(name), Value("ph"), Value("f")),
        Value(ALIKE[0]),
        Value(ALIKE[1]),
        function="TRANSLATE",
        output_field=TextField(),
    )
    rest = _replaced(_replaced(Substr(alike, 2), "[aeiouhwy ]", ""), r"(.)\1+", r"\1")
    return Concat(Left(alike, 1), rest, output_field=TextField())


def _replaced(text: Any, pattern: str, by: str) -> Func:
    return Func(text, Value(pattern), Value(by), Value("g"), function="REGEXP_REPLACE", output_field=TextField())
