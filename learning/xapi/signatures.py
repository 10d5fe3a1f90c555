"""Signed statements (Data 2.6): a JSON web signature that comes along as an attachment.

It is checked, with the certificate it carries if it carries one. Whose certificate that is, nobody is asked: a signature
says that the statement was not changed since, no more.
"""

import base64
import binascii
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_der_x509_certificate

from learning.xapi.meaning import comparable, with_lists
from learning.xapi.parts import Attached
from learning.xapi.problems import Refused
from learning.xapi.reading import read_json

USAGE = "http://adlnet.gov/expapi/attachments/signature"
ALGORITHMS = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}
SIGNED = ("actor", "verb", "object", "result", "context", "timestamp")


def check_signatures(statement: dict[str, Any], given: dict[str, Attached]) -> None:
    """Raises Refused when the statement brings a signature that does not sign it."""
    for told in statement.get("attachments", []):
        if told["usageType"] == USAGE:
            if told["contentType"].lower() != "application/octet-stream":
                raise Refused("A signature has the content type application/octet-stream.")
            if attached := given.get(told["sha2"].lower()):
                _check(statement, attached.content)


def _check(statement: dict[str, Any], token: bytes) -> None:
    parts = token.strip().split(b".")
    if len(parts) != 3:
        raise Refused("The signature is not a JSON web signature.")
    header = read_json(_decoded(parts[0]), "signature's header")
    payload = read_json(_decoded(parts[1]), "signature's payload")
    if not isinstance(header, dict) or header.get("alg") not in ALGORITHMS:
        raise Refused(f"The signature must be made with one of {', '.join(ALGORITHMS)}.")
    if not isinstance(payload, dict) or any(_told(payload, name) != _told(statement, name) for name in SIGNED):
        raise Refused("The signature signs another statement.")
    if payload.get("id", statement.get("id")) != statement.get("id", payload.get("id")):
        raise Refused("The signature signs another statement.")
    if chain := header.get("x5c"):
        _verify(chain, header["alg"], b".".join(parts[:2]), _decoded(parts[2]))


def _told(statement: dict[str, Any], name: str) -> Any:
    return comparable(with_lists({"object": {}, **statement}).get(name))


def _decoded(part: bytes) -> bytes:
    try:
        return base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("The signature is not a JSON web signature.") from error


def _verify(chain: Any, algorithm: str, signed: bytes, signature: bytes) -> None:
    try:
        key = load_der_x509_certificate(base64.b64decode(chain[0], validate=True)).public_key()
        if not isinstance(key, RSAPublicKey):
            raise ValueError("no RSA key")
        key.verify(signature, signed, padding.PKCS1v15(), ALGORITHMS[algorithm])
    except (InvalidSignature, ValueError, TypeError, LookupError, binascii.Error) as error:
        raise Refused("The signature does not fit its certificate.") from error
