"""Agents and groups: what they may look like, and which of them are the same (Data 2.4.2)."""

from collections.abc import Iterator
from typing import Any

from learning.xapi import shapes
from learning.xapi.shapes import made_of, one_of, wrong

#: What names somebody: exactly one of them.
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")


def account(value: Any, path: str) -> None:
    made_of(value, path, needs={"homePage": shapes.iri, "name": shapes.text})


NAMED_BY = {
    "mbox": shapes.mailto,
    "mbox_sha1sum": shapes.sha1,
    "openid": shapes.iri,
    "account": account,
    "name": shapes.text,
}


def agent(value: Any, path: str) -> None:
    made_of(value, path, may={**NAMED_BY, "objectType": one_of("Agent")})
    if len(_identifiers(value)) != 1:
        raise wrong(path, f"needs exactly one of {', '.join(IDENTIFIERS)}")


def group(value: Any, path: str) -> None:
    """Named by one identifier, or by its members."""
    made_of(
        value,
        path,
        needs={"objectType": one_of("Group")},
        may={**NAMED_BY, "member": shapes.list_of(agent, empty=True)},
    )
    named = len(_identifiers(value))
    if named > 1 or (not named and "member" not in value):
        raise wrong(path, "needs one identifier, or members")


def agent_or_group(value: Any, path: str) -> None:
    shapes.mapping(value, path)
    (group if value.get("objectType") == "Group" else agent)(value, path)


def authority(value: Any, path: str) -> None:
    """An agent, or the pair of an application and a user: a group without a name of two members (Data 2.4.9)."""
    agent_or_group(value, path)
    if value.get("objectType") == "Group":
        members = value.get("member", [])
        if _identifiers(value) or len(members) != 2 or not any("account" in one for one in members):
            raise wrong(path, "must be an agent, or a pair of which one has an account")


def _identifiers(value: dict[str, Any]) -> list[str]:
    return [name for name in IDENTIFIERS if name in value]


def identity(value: dict[str, Any]) -> str | None:
    """One text for everything that names the same agent or group; None for a group without a name."""
    for name in _identifiers(value):
        told = value[name]
        if name == "account":
            return f"account {told['homePage']} {told['name']}"
        return f"{name} {told.lower() if name == 'mbox_sha1sum' else told}"
    return None


def identities(value: dict[str, Any]) -> Iterator[str]:
    """The identity of an agent, or of a group and each member."""
    if known := identity(value):
        yield known
    for member in value.get("member", []):
        yield from identities(member)


def bare(value: dict[str, Any]) -> dict[str, Any]:
    """As little as names it (format=ids)."""
    kept = {name: value[name] for name in ("objectType", *IDENTIFIERS) if name in value}
    if "member" in value and not _identifiers(value):
        kept["member"] = [bare(one) for one in value["member"]]
    return kept
