"""Proof that the audit log and the history are as they were sealed; what is not is named by its range."""

from collections.abc import Iterator

from django.db import transaction

from justice_portal import clock
from justice_portal.audit import anchors
from justice_portal.audit.models import AuditEvent, Seal
from justice_portal.audit.sealing import hash_of, plain_texts, range_of
from justice_portal.history.streams import STREAMS, Stream


def findings() -> list[str]:
    """Everything that is wrong, in plain words; empty when all is as it was sealed."""
    with transaction.atomic():
        plain_texts()
        return [*(found for stream in STREAMS for found in _of_stream(stream)), *_of_anchors()]


def unsealed(stream: Stream) -> int:
    """How many rows came after the last seal: nothing is proved of them yet."""
    last = Seal.objects.filter(stream=stream.name).order_by("number").last()
    return range_of(stream, last.last_seq + 1 if last else 1, 2**63 - 1)[0]


def _of_stream(stream: Stream) -> Iterator[str]:
    before: Seal | None = None
    for seal in Seal.objects.filter(stream=stream.name).order_by("number").iterator():
        where = f"{stream.name}: rows {seal.first_seq} to {seal.last_seq} (seal {seal.number}, {moment(seal)})"
        if seal.number != (before.number + 1 if before else 1):
            yield f"{where}: the seal before it is missing."
        elif seal.previous != (before.hash if before else "") or seal.first_seq != (
            before.last_seq + 1 if before else 1
        ):
            said = f"rows {before.first_seq} to {before.last_seq}" if before else "none"
            yield f"{where}: it does not follow from the seal before it ({said}): one of the two was edited."
        count, digest = range_of(stream, seal.first_seq, seal.last_seq)
        if count < seal.count:
            yield f"{where}: {seal.count - count} of {seal.count} rows are missing."
        elif count > seal.count:
            yield f"{where}: {count - seal.count} rows were put in among {seal.count}."
        elif hash_of(seal, digest) != seal.hash:
            yield f"{where}: rows were edited or put in another order, or the seal was edited."
        before = seal


def _of_anchors() -> Iterator[str]:
    try:
        kept = anchors.read()
    except ValueError:
        yield f"{anchors.NAME}: a line cannot be read: the file was edited."
        return
    previous = ""
    for number, anchor in enumerate(kept, start=1):
        where = f"{anchors.NAME}, line {number} ({anchor.at[:16]})"
        if anchor.line != number or anchor.previous != previous:
            yield f"{where}: a line before it was taken out, put in or moved."
        if anchor.is_genuine:
            yield from _against_seals(where, anchor)
        else:
            yield f"{where}: it was edited."
        previous = anchor.mark
    marks = {anchor.mark for anchor in kept}
    for mark, line in AuditEvent.objects.filter(event="audit.anchored").values_list("facts__mark", "facts__line"):
        if mark not in marks:
            yield f"{anchors.NAME}: line {line}, which the audit log names, is missing."


def _against_seals(where: str, anchor: anchors.Anchor) -> Iterator[str]:
    for stream, said in anchor.seals.items():
        seals = Seal.objects.filter(stream=stream, number__lte=said["number"])
        last = seals.order_by("number").last()
        if last is None or last.number < said["number"]:
            found = last.last_seq if last else 0
            yield f"{where}: {stream}: the rows after {found} were sealed then, and are gone with their seals."
        elif last.hash != said["hash"] or sum(seals.values_list("count", flat=True)) != said["rows"]:
            yield f"{where}: {stream}: up to row {last.last_seq} the seals are not those of then: they were made anew."


def moment(seal: Seal) -> str:
    """When it was made, on the wall in London."""
    return f"{seal.sealed_at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"
