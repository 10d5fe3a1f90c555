"""A key in software, as a phone has one in hardware: it makes passkeys, signs, counts, and can be told to lie."""

import hashlib
import json
import secrets
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftwareKey:
    """One credential. origin, host, flags and count may be set to what an attacker would send."""

    def __init__(self, host="testserver", origin="http://testserver", *, counts=True):
        self.host, self.origin, self.counts = host, origin, counts
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id, self.handle, self.count = secrets.token_bytes(32), b"", 0
        self.flags = PRESENT | VERIFIED

    def make(self, asked):
        """The answer to a question for a new key."""
        self.handle = websafe_decode(asked["user"]["id"])
        public = cbor.encode(dict(ES256.from_cryptography_key(self.private.public_key())))
        attested = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + public
        data = self._data(self.flags | ATTESTED) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=said, attestationObject=made)

    def sign(self, asked):
        """The answer to a question who comes in."""
        if self.counts:
            self.count += 1
        data, said = self._data(self.flags), self._client("webauthn.get", asked["challenge"])
        signature = self.private.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=data, signature=signature, userHandle=self.handle)

    def _data(self, flags):
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def _client(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response):
        named = websafe_encode(self.id)
        return {
            "id": named,
            "rawId": named,
            "type": "public-key",
            "response": {name: websafe_encode(value) for name, value in response.items()},
        }
