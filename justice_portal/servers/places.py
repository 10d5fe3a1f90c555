"""Where servers keep their files and sockets, and the account that a database server runs as.

Everything belongs under `var/` in the checkout. Two things can stand in the way: PostgreSQL refuses to run as root, and
the account that it runs as instead may not be able to enter the checkout (a home folder is closed to others). Then only
the files of that server move to a folder of their own, named after the checkout so that two checkouts never meet.
"""

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
VAR = CHECKOUT / "var"

LONGEST_SOCKET = 100  # Linux refuses socket paths of 108 bytes and more


class ServerError(Exception):
    """Something a person must put right before the servers can run; the message says what."""


@dataclass(frozen=True)
class Account:
    """Who a server process runs as."""

    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    @property
    def name(self) -> str:
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)

    def options(self) -> dict[str, Any]:
        """What `subprocess` needs to start a program as this account."""
        return {} if self.is_me else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can reach what is in the folder, through all the folders above it."""
        return all(self._may_pass(step) for step in [folder, *folder.parents] if step.exists())

    def _may_pass(self, folder: Path) -> bool:
        facts = folder.stat()
        if facts.st_uid == self.uid:
            return bool(facts.st_mode & stat.S_IXUSR)
        if facts.st_gid == self.gid:
            return bool(facts.st_mode & stat.S_IXGRP)
        return bool(facts.st_mode & stat.S_IXOTH)


def server_account(data: Path) -> Account:
    """Oneself; for root, whoever owns the data already, or an unprivileged account that every system has."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise ServerError(
        "PostgreSQL does not run as root, and there is no account postgres or nobody. Run as another user."
    )


def elsewhere(folder: Path) -> Path:
    """The stand-in for a folder that cannot be used: short, outside all homes, and the same each time."""
    mark = hashlib.sha256(f"{os.geteuid()}:{folder}".encode()).hexdigest()[:12]
    return Path("/var/tmp" if Path("/var/tmp").is_dir() else "/tmp") / f"justice-portal-{mark}"  # noqa: S108


def own(folder: Path, account: Account, *, mode: int = 0o700) -> Path:
    """Make a folder that belongs to the account, and refuse one that somebody else put there first."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        facts = folder.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in {account.uid, os.geteuid()}:
            raise ServerError(f"{folder} belongs to another user. Remove it, or run as its owner.") from None
    else:
        folder.chmod(mode)
    if folder.stat().st_uid != account.uid:
        shutil.chown(folder, account.uid, account.gid)
    return folder


def data_folder(folder: Path, account: Account) -> Path:
    """The folder itself, or its stand-in where the account could not enter it."""
    return folder if account.can_enter(folder.parent) else elsewhere(folder)


def socket_folder(folder: Path, account: Account, *, socket: str) -> Path:
    """The folder itself for one socket, or its stand-in where the path would be too long for Linux."""
    fits = len(os.fsencode(folder / socket)) <= LONGEST_SOCKET and account.can_enter(folder.parent)
    return folder if fits else elsewhere(folder)


def remove(folder: Path) -> None:
    """Remove a folder and its stand-in."""
    for found in (folder, elsewhere(folder)):
        if found.exists():
            shutil.rmtree(found)
