"""multipart/mixed, as attachments come and go (Communication 1.5): statements first, then the bytes of each attachment."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Any

from learning.xapi.problems import Refused

HASHES = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
MOST_PARTS = 200


@dataclass(frozen=True)
class Part:
    """One part of a body: its headers, by lower-case name, and its bytes."""

    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True)
class Attached:
    """The bytes of an attachment, and the hash by which statements speak of it."""

    sha2: str
    content: bytes
    content_type: str


def media_type(header: str) -> tuple[str, dict[str, str]]:
    """A Content-Type in lower case, and its parameters."""
    message = Message()
    message["Content-Type"] = header
    given = dict(message.get_params(failobj=[], unquote=True)[1:])
    return message.get_content_type() if "/" in header else "", {name.lower(): value for name, value in given.items()}


def split(body: bytes, boundary: str) -> list[Part]:
    """The parts of a multipart body. Raises Refused when it is not one."""
    if not boundary or len(boundary) > 70:
        raise Refused("The Content-Type needs a boundary.")
    mark = b"--" + boundary.encode("ascii", "replace")
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise Refused("The body is not made of parts with the boundary that its Content-Type names.")
    if len(pieces) > MOST_PARTS + 2:
        raise Refused(f"At most {MOST_PARTS} parts.", 413)
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    head, blank, content = piece.lstrip(b" \t").removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not blank:
        raise Refused("A part has no blank line after its headers.")
    headers = {}
    for line in head.decode("latin-1").split("\r\n"):
        name, colon, value = line.partition(":")
        if not colon:
            raise Refused("A part has a header that cannot be read.")
        headers[name.strip().lower()] = value.strip()
    return Part(headers, content)


def attachments_in(parts: Sequence[Part]) -> dict[str, Attached]:
    """What follows the statements. Raises Refused for a part without its hash, or with a wrong one."""
    found = {}
    for part in parts:
        sha2 = part.headers.get("x-experience-api-hash", "").lower()
        if part.headers.get("content-transfer-encoding", "").lower() != "binary":
            raise Refused("An attachment needs Content-Transfer-Encoding: binary.")
        if len(sha2) not in HASHES:
            raise Refused("An attachment needs X-Experience-API-Hash.")
        if hashlib.new(HASHES[len(sha2)], part.content).hexdigest() != sha2:
            raise Refused("An attachment is not what its X-Experience-API-Hash says.")
        found[sha2] = Attached(sha2, part.content, part.headers.get("content-type", "application/octet-stream"))
    return found


def check_attachments(statements: Iterable[dict[str, Any]], given: dict[str, Attached] | None) -> None:
    """Every attachment comes along or says where it is; nothing else comes along. given: None for a body of JSON."""
    wanted = set()
    for told in attachments_of(statements):
        if told["sha2"].lower() in (given or {}):
            wanted.add(told["sha2"].lower())
        elif "fileUrl" not in told:
            raise Refused("An attachment came neither along nor with a fileUrl.")
    if set(given or {}) - wanted:
        raise Refused("A part belongs to no statement.")


def attachments_of(statements: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """What statements, and the statements inside them, say of their attachments."""
    for one in statements:
        yield from one.get("attachments", [])
        if one["object"].get("objectType") == "SubStatement":
            yield from one["object"].get("attachments", [])


def joined(first: bytes, attached: Iterable[Attached], boundary: str) -> bytes:
    """A multipart body."""
    lines = [f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode(), first]
    for one in attached:
        kind = one.content_type.replace("\r", " ").replace("\n", " ")
        head = (
            f"\r\n--{boundary}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n"
            f"X-Experience-API-Hash: {one.sha2}\r\n\r\n"
        )
        lines += [head.encode("latin-1", "replace"), one.content]
    lines.append(f"\r\n--{boundary}--\r\n".encode())
    return b"".join(lines)
