"""What keeps secrets: well-kept libraries, long keys, seals that show a change."""

import ast
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import InvalidToken

from justice_portal.accounts.adapters import SecondFactorAdapter
from justice_portal.accounts.hashers import PortalArgon2Hasher
from justice_portal.accounts.opening import new_passphrase
from justice_portal.invitations import secret
from tests.justice_portal.hardening.test_source import every_call, imported, sources

WEAK = {"md5", "sha1", "crypt", "des", "rc4", "blowfish"}


def test_only_well_kept_libraries_make_secrets():
    """V11.2.1, V11.5.1: chance that matters comes from `secrets`; `random` invents demo people and spreads waits."""
    users = {str(path) for path, tree in sources().items() if "random" in imported(tree)}
    assert {path for path in users if not any(word in path for word in ("seeding", "demo", "invention"))} <= ALLOWED
    assert "Crypto" not in {name.split(".")[0] for tree in sources().values() for name in imported(tree)}


#: Chance that nobody gains from guessing: how long to wait until the next try; which questions a try of a quiz draws,
#: and which parts a packed course draws (where only the type is named: what draws is the system's own chance).
ALLOWED = {
    "justice_portal/jobs/running.py",
    "justice_portal/people/history.py",
    "learning/quizzes/drawing.py",
    "learning/packages/sequencing/tree.py",
}


def test_no_weak_digest_is_used():
    """V11.4.1, V11.4.3. A standard's mark of a revision (xAPI asks for SHA-1) says of itself that it secures nothing."""
    wrong = [
        f"{path}:{call.lineno}"
        for path, call in every_call()
        if not any(word.arg == "usedforsecurity" for word in call.keywords)
        and (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")).lower() in WEAK
    ]
    assert wrong == []


def test_secrets_are_long_enough_and_never_the_same():
    """V11.2.3, V11.5.1: 128 bits and more."""
    made = {secret.new_secret()[0] for _ in range(200)}
    assert len(made) == 200
    assert min(map(len, made)) >= 43
    assert len({new_passphrase() for _ in range(50)}) == 50


def test_what_was_altered_does_not_open():
    """V11.3.1 to V11.3.3: AES with an HMAC over all of it."""
    adapter = SecondFactorAdapter()
    sealed = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert adapter.encrypt("JBSWY3DPEHPK3PXP") != sealed
    for place in (10, len(sealed) // 2, len(sealed) - 5):
        broken = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        with pytest.raises(InvalidToken):
            adapter.decrypt(broken)
    assert adapter.decrypt(sealed) == "JBSWY3DPEHPK3PXP"


def test_a_new_key_seals_and_an_old_one_still_opens(settings):
    """V11.2.2."""
    adapter = SecondFactorAdapter()
    settings.FIELD_KEYS = ["the first key of all, long and random"]
    sealed = adapter.encrypt("secret")
    settings.FIELD_KEYS = ["a newer key, just as long and random", *settings.FIELD_KEYS]
    assert adapter.decrypt(sealed) == "secret"
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    with pytest.raises(InvalidToken):
        adapter.decrypt(sealed)


def test_passphrases_are_kept_by_argon2id():
    """V11.4.2, V11.4.4."""
    hasher = PortalArgon2Hasher()
    kept = hasher.encode("seven slow rivers run", hasher.salt())
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify("seven slow rivers run", kept)


#: Names of what must not be compared letter by letter: the time of the answer would tell how far a guess was right.
SECRET = re.compile(r"(digest|signature|secret|token|key_hash|code_hash|mac)$")


def test_secrets_are_compared_in_constant_time_or_by_the_database():
    """V11.2.4: no == on a secret or its digest; a look-up goes by a hash of it, in SQL, or through compare_digest."""
    wrong = []
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and any(isinstance(one, ast.Eq | ast.NotEq) for one in node.ops):
                names = {getattr(one, "attr", getattr(one, "id", "")) for one in (node.left, *node.comparators)}
                if any(SECRET.search(name) for name in names):
                    wrong.append(f"{path}:{node.lineno}")
    assert [one for one in wrong if one.partition(":")[0] not in NO_SECRETS] == []


#: The keys of the demo's tablets are known to everybody.
NO_SECRETS = {"justice_portal/visits/demo.py"}


def test_chance_does_not_run_out_when_much_is_asked_of_it_at_once():
    """V11.5.2: the system's own source, from eight sides at the same time."""
    with ThreadPoolExecutor(8) as pool:
        made = [
            one
            for part in pool.map(lambda _nth: [secret.new_secret()[0] for _ in range(500)], range(8))
            for one in part
        ]
    assert len(set(made)) == 4_000


def test_each_seal_is_made_with_a_number_of_its_own():
    """V11.3.4: the same words sealed often never look the same, for codes at rest and for backups."""
    adapter = SecondFactorAdapter()
    assert len({adapter.encrypt("the same") for _ in range(100)}) == 100
