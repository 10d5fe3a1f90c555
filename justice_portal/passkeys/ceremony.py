"""The WebAuthn ceremony: what a browser is asked, and whether its answer holds.

Each question has a challenge of its own, which this session may answer once and soon. An answer counts only for our own
address and with the owner of the key shown to it: by a finger, a face or the lock of the device.
"""

import struct
import time
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

IN_SESSION = "passkey_question"
LASTS = 300  # seconds
ADD, ASK = "add", "ask"
LONGEST = 20_000
REQUIRED = UserVerificationRequirement.REQUIRED
#: What parsing raises on an answer that is none.
BROKEN = (
    ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError, OverflowError, RecursionError, struct.error,
)  # fmt: skip
#: The longest name of a key that the standard allows.
LONGEST_NAME = 1023
NO_MODEL = b"\0" * 16


class NotTaken(Exception):
    """This answer does not hold. Why is nobody's business but ours."""


def begin_adding(request: HttpRequest, name: str, known: Iterable[bytes]) -> dict[str, Any]:
    """What to ask of a browser that is to make a key. name: what the device calls it."""
    user: Any = request.user
    options, state = _server(request).register_begin(
        user=PublicKeyCredentialUserEntity(id=user.pk.bytes, name=name, display_name=name),
        credentials=[PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=REQUIRED,
    )
    _remember(request, ADD, state)
    return dict(options)["publicKey"]


def finish_adding(request: HttpRequest, answer: Any) -> tuple[bytes, bytes, int]:
    """The new key's id, its public half, and its count. Raises NotTaken."""
    state = _question(request, ADD)
    try:
        data = _server(request).register_complete(state, answer)
        made = data.credential_data
        if made is None or len(made.credential_id) > LONGEST_NAME or not _is_of(made.public_key):
            raise NotTaken
        return made.credential_id, cbor.encode(dict(made.public_key)), data.counter
    except BROKEN as error:
        raise NotTaken from error


def begin_asking(request: HttpRequest) -> dict[str, Any]:
    """What to ask of a browser that may have a key of ours; it is the same for everybody."""
    options, state = _server(request).authenticate_begin(user_verification=REQUIRED)
    _remember(request, ASK, state)
    return dict(options)["publicKey"]


def key_named(answer: Any) -> bytes:
    """The id of the key that answers, if it is an answer at all; empty when not."""
    try:
        return websafe_decode(answer["rawId"])
    except BROKEN:
        return b""


def finish_asking(request: HttpRequest, answer: Any, *, key: Any) -> int:
    """The count that the key signed, when it was this key (a Passkey, or None). Uses the question up. Raises NotTaken."""
    state = _question(request, ASK)
    try:
        signed = AuthenticationResponse.from_dict(answer)
        known = [] if key is None else [_credential(key)]
        _server(request).authenticate_complete(state, known, signed)
        handle, data = signed.response.user_handle, AuthenticatorData(signed.response.authenticator_data)
    except BROKEN as error:
        raise NotTaken from error
    if handle and handle != key.user_id.bytes:
        raise NotTaken
    return data.counter


def _server(request: HttpRequest) -> Fido2Server:
    """For the host that the browser is at, one of ALLOWED_HOSTS; an answer made for any other address is refused."""
    own = f"{request.scheme}://{request.get_host()}"
    us = PublicKeyCredentialRpEntity(id=request.get_host().partition(":")[0], name="Justice Portal")
    return Fido2Server(us, verify_origin=lambda said: said == own)


def _remember(request: HttpRequest, what: str, state: Any) -> None:
    request.session[IN_SESSION] = {"what": what, "at": time.time(), "state": state, "user": str(request.user.pk)}


def _question(request: HttpRequest, what: str) -> Any:
    """What this session was asked; forgotten with this, so that no answer counts twice."""
    asked = request.session.pop(IN_SESSION, None)
    if not asked or asked["what"] != what or asked["user"] != str(request.user.pk):
        raise NotTaken
    if not 0 <= time.time() - asked["at"] < LASTS:
        raise NotTaken
    return asked["state"]


def _credential(key: Any) -> AttestedCredentialData:
    public: Any = cbor.decode(bytes(key.public_key))
    return AttestedCredentialData.create(NO_MODEL, bytes(key.credential_id), CoseKey.parse(public))


def _is_of(key: CoseKey) -> bool:
    """Whether it is a kind of key that we asked for."""
    return key.ALGORITHM in CoseKey.supported_algorithms()
