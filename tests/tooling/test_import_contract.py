"""The rooms contract sees a new room on its first day, and lets through only what HOUSE lets through."""

import subprocess
import sys

import pytest

from justice_portal.servers.places import CHECKOUT

CONTRACT = """
[importlinter]
root_package = floor
contract_types =
    rooms: tests.rooms_contract.RoomsContract

[importlinter:contract:rooms]
name = Rooms
type = rooms
app = floor
shared =
    care
sees_all =
    journey
"""


@pytest.fixture
def lint(tmp_path):
    def run(**files):
        (tmp_path / ".importlinter").write_text(CONTRACT)
        for room in ("plans", "licence", "care", "journey"):
            (tmp_path / "floor" / room).mkdir(parents=True, exist_ok=True)
            (tmp_path / "floor" / room / "__init__.py").touch()
            (tmp_path / "floor" / room / "models.py").touch()
        (tmp_path / "floor" / "__init__.py").touch()
        (tmp_path / "floor" / "models.py").write_text(
            "from floor.plans import models\nfrom floor.licence import models as l\n"
        )
        for name, text in files.items():
            (tmp_path / "floor" / (name.replace("__", "/") + ".py")).write_text(text)
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from importlinter.cli import lint_imports_command; lint_imports_command()",
                "--no-cache",
            ],
            check=False,
            cwd=tmp_path,
            env={"PYTHONPATH": f"{tmp_path}:{CHECKOUT}", "PATH": "/usr/bin"},
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_rooms_that_keep_to_themselves_pass(lint):
    assert lint()[0] == 0


def test_a_room_may_not_import_its_neighbour(lint):
    code, said = lint(plans__views="from floor.licence import models\n")
    assert code == 1
    assert "floor.plans.views imports floor.licence.models" in said


def test_a_room_may_not_reach_its_neighbour_through_the_app(lint):
    code, said = lint(plans__views="from floor import models\n")
    assert code == 1
    assert "floor.plans.views imports floor.models" in said


def test_a_shared_room_may_be_imported(lint):
    assert lint(plans__views="from floor.care import models\n")[0] == 0


def test_a_shared_room_imports_no_other(lint):
    assert lint(care__views="from floor.plans import models\n")[0] == 1


def test_a_room_that_sees_all_may_import_all(lint):
    assert lint(journey__views="from floor.plans import models\nfrom floor.licence import models as l\n")[0] == 0
