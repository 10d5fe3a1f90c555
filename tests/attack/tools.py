"""The attackers' tools: each in an environment of its own, because two of them cannot live in one."""

import shutil
import subprocess
import sys

from justice_portal.servers import machine
from justice_portal.servers.places import CHECKOUT, VAR

FOLDER = VAR / "attack"


def environment(name):
    """The folder with the programs of requirements/attack-NAME.txt; made when its lock has changed."""
    lock = CHECKOUT / "requirements" / f"attack-{name}.txt"
    venv, stamp = FOLDER / name, FOLDER / f"{name}.installed"
    mark = machine.mark_of(lock)
    if not machine.is_stamped(stamp, mark):
        machine.say(f"Installing {lock.name} ...")
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        pip = [venv / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
        stamp.write_text(mark)
    return venv / "bin"


def sqlmap():
    if not shutil.which("sqlmap"):
        machine.install_packages(["sqlmap"])
    return shutil.which("sqlmap")
