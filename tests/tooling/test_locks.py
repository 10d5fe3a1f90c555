"""What is installed is pinned, verified by hashes, and free of addresses and known holes."""

import json
import re
from importlib.metadata import version

import pytest
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from justice_portal.servers.places import CHECKOUT

pytestmark = pytest.mark.quick

LOCKS = sorted((CHECKOUT / "requirements").glob("*.txt"))

# Each has a published reason: an attack that the version before let through.
FLOORS = {
    "weasyprint": "70.0",
    "djangorestframework": "3.18.2",
    "django-allauth": "65.19.4",
    "django": "5.2.19",
}


def pins(lock):
    """The packages of a lock file with their pinned versions and the number of hashes."""
    found = {}
    for entry in re.split(r"\n(?=\S)", lock.read_text()):
        if match := re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*])?==(\S+)", entry):
            found[match[1].lower()] = (match[2], entry.count("--hash=sha256:"))
    return found


def parts(text):
    return tuple(int(part) for part in re.findall(r"\d+", text))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
class TestEachLock:
    def test_holds_no_address(self, lock):
        text = lock.read_text()
        assert "://" not in text
        assert not re.search(r"^--?[a-z]", text, re.MULTILINE), "an option, such as an index, stands in the lock file"

    def test_t106_pins_everything_with_hashes(self, lock):
        entries = [line for line in lock.read_text().splitlines() if line and not line.startswith((" ", "#"))]
        assert len(pins(lock)) == len(entries)
        assert all(hashes for _version, hashes in pins(lock).values())

    def test_agrees_with_the_smaller_sets(self, lock):
        if lock.name.startswith("attack-"):
            pytest.skip("a tool of the attackers lives in an environment of its own, without the product")
        base = pins(CHECKOUT / "requirements" / "base.txt")
        assert {name: pins(lock)[name][0] for name in base} == {name: found for name, (found, _hashes) in base.items()}


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_t106_nothing_is_older_than_its_floor(package, floor):
    pinned, _hashes = pins(CHECKOUT / "requirements" / "base.txt")[package]
    assert parts(pinned) >= parts(floor)
    assert parts(version(package)) >= parts(floor)


def test_django_stays_on_the_long_term_release():
    assert version("django").startswith("5.2.")


def test_the_database_driver_is_psycopg2():
    assert not is_psycopg3, "a package has brought psycopg 3, and Django takes it silently"


def test_the_npm_lock_holds_no_address_but_every_hash():
    lock = json.loads((CHECKOUT / "package-lock.json").read_text())
    packages = {name: facts for name, facts in lock["packages"].items() if name}
    assert packages
    for name, facts in packages.items():
        assert "resolved" not in facts, name
        assert facts["integrity"].startswith("sha512-"), name
    assert "omit-lockfile-registry-resolved=true" in (CHECKOUT / ".npmrc").read_text().splitlines()


def test_t106_the_machine_installs_only_by_hash():
    """What `make` and the image run: pip with hashes required and nothing resolved beside the lock."""
    for file in ("justice_portal/servers/machine.py", "Dockerfile"):
        text = (CHECKOUT / file).read_text()
        assert "--require-hashes" in text, file
        assert "--no-deps" in text, file
