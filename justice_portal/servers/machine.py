"""Makes a machine ready: system packages, the Python environment, the front-end assets, the compiled catalogues.

Run as a file by the system's own Python (`python3 justice_portal/servers/machine.py demo`), before anything is installed,
so it imports nothing but the standard library. What is there already costs next to nothing: work is done again only
when its input has changed.
"""

from __future__ import annotations

import ctypes
import fcntl
import glob
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = CHECKOUT / "var" / "stamps"
PATHS = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin", "/sbin"])


class NotReady(Exception):
    """What a person must do before the machine can be made ready."""


def has_program(*names: str) -> bool:
    return any(shutil.which(name, path=PATHS) for name in names)


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_file(pattern: str) -> bool:
    return bool(glob.glob(pattern, recursive=True))


# Debian's name of the package, and how to see whether what we need of it is there, whatever installed it.
DEMO_PACKAGES = {
    "libpango-1.0-0": lambda: has_library("libpango-1.0.so.0"),
    "libpangoft2-1.0-0": lambda: has_library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": lambda: has_library("libharfbuzz-subset.so.0"),
    "fonts-liberation": lambda: has_file("/usr/share/fonts/**/LiberationSans-Regular*"),
    "gettext": lambda: has_program("msgfmt"),
}
TEST_PACKAGES = {
    **DEMO_PACKAGES,
    "chromium": lambda: has_program("chromium"),
    "postgresql-15": lambda: has_file("/usr/lib/postgresql/1[5-9]/bin/postgres"),
    "redis-server": lambda: has_program("redis-server"),
    "nginx-light": lambda: has_program("nginx"),
    "poppler-utils": lambda: has_program("pdftotext"),
    "qpdf": lambda: has_program("qpdf"),
}
PACKAGES = {"demo": DEMO_PACKAGES, "test": TEST_PACKAGES}

# Nothing that a package brings may start by itself: neither now nor with the machine, and no cluster of its own.
INSTALL = r"""
set -e
export DEBIAN_FRONTEND=noninteractive
apt="apt-get -y -q --no-install-recommends -o DPkg::Lock::Timeout=300"
if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
fi
[ -n "$(find /var/lib/apt/lists -name '*_Packages*' -print -quit 2>/dev/null)" ] || apt-get -q update
case " $* " in *" postgresql-15 "*)
    $apt install postgresql-common || { apt-get -q update; $apt install postgresql-common; }
    sed -i 's/^#\? *create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
esac
$apt install "$@" || { apt-get -q update; $apt install "$@"; }
if [ -d /run/systemd/system ]; then
    for each in "$@"; do
        case $each in
            redis-server) systemctl disable redis-server ;;
            nginx-light) systemctl disable nginx ;;
        esac
    done
fi
"""


def say(text: str) -> None:
    print(text, flush=True)


def run(*command: str | Path, **options: object) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, cwd=CHECKOUT, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise NotReady(f"This did not work: {' '.join(words[:6])}")


def install_packages(names: list[str]) -> None:
    """Install Debian packages, or say which ones a person must install."""
    advice = f"Please install what these Debian packages hold, then try again:\n  apt-get install {' '.join(names)}"
    if not has_program("apt-get"):
        raise NotReady(advice)
    say(f"Installing Debian packages: {' '.join(names)}")
    if os.geteuid() == 0:
        prefix: tuple[str, ...] = ()
    elif (
        has_program("sudo") and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        prefix = ("sudo", "-n")
    else:
        raise NotReady(advice)
    try:
        run(*prefix, "sh", "-c", INSTALL, "install", *names)
    except NotReady:
        raise NotReady(advice) from None


def system_packages(level: str) -> None:
    missing = [name for name, is_there in PACKAGES[level].items() if not is_there()]
    if missing:
        install_packages(missing)


def mark_of(*files: Path) -> str:
    """One mark for the contents of files."""
    total = hashlib.sha256()
    for file in files:
        total.update(str(file.relative_to(CHECKOUT)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_stamped(stamp: Path, mark: str) -> bool:
    return stamp.exists() and stamp.read_text() == mark


def working_uv() -> str | None:
    """uv, if it is there and starts: a version manager may leave a stand-in that does not."""
    found = shutil.which("uv")
    works = found and subprocess.run([found, "--version"], check=False, capture_output=True).returncode == 0
    return found if works else None


def find_python() -> str | None:
    """A Python 3.11: the one that runs this, or one beside it."""
    if sys.version_info[:2] == (3, 11):
        return sys.executable
    return shutil.which("python3.11", path=PATHS)


def make_environment(uv: str | None) -> None:
    """Make .venv with whatever this machine has."""
    if uv and subprocess.run([uv, "venv", "-q", "--clear", "--python", "3.11", str(VENV)], check=False).returncode == 0:
        return
    python = find_python()
    if python is None:
        raise NotReady("Python 3.11 is needed, or uv, which fetches it. On Debian 12: apt-get install python3")
    command = [python, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, check=False, capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    install_packages(["python3-venv"])
    run(*command)


def python_environment(level: str) -> None:
    """Install the pinned packages; the set of the tests holds that of the demo."""
    lock = CHECKOUT / "requirements" / f"{level}.txt"
    stamps = {name: VENV / f".installed-{name}" for name in PACKAGES}
    marks = {name: mark_of(CHECKOUT / "requirements" / f"{name}.txt") for name in PACKAGES}
    if PYTHON.exists() and any(is_stamped(stamps[name], marks[name]) for name in {level, "test"}):
        return
    uv = working_uv()
    if not PYTHON.exists() or subprocess.run([str(PYTHON), "-c", "pass"], check=False).returncode:
        say("Making the Python environment ...")
        make_environment(uv)
    say(f"Installing {lock.relative_to(CHECKOUT)} ...")
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    if uv:
        run(uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "--no-deps", "-r", lock)
    else:
        run(
            PYTHON,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--require-hashes",
            "--no-deps",
            "-r",
            lock,
        )
    stamps[level].write_text(marks[level])


def front_end() -> None:
    """Fetch the npm packages and build the style sheets and scripts, with the Node of the environment."""
    lock = CHECKOUT / "package-lock.json"
    modules = CHECKOUT / "node_modules"
    environment = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    npm = VENV / "bin" / "npm"
    lock_mark = mark_of(lock, CHECKOUT / "package.json")
    # A folder that is a link is looked after where it leads to.
    if not modules.is_symlink() and not is_stamped(modules / ".installed", lock_mark):
        say("Fetching the front-end packages ...")
        run(npm, "ci", "--silent", env=environment)
        (modules / ".installed").write_text(lock_mark)
    built = CHECKOUT / "static" / "dist"
    sources = [file for file in (CHECKOUT / "static").rglob("*") if file.is_file() and built not in file.parents]
    mark = mark_of(lock, CHECKOUT / "package.json", *sorted(sources))
    if not built.is_dir() or not is_stamped(STAMPS / "front-end", mark):
        say("Building the front end ...")
        run(npm, "run", "--silent", "build", env=environment)
        STAMPS.mkdir(parents=True, exist_ok=True)
        (STAMPS / "front-end").write_text(mark)


def catalogues() -> None:
    """Compile the translations that changed."""
    for source in (CHECKOUT / "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            say(f"Compiling {source.relative_to(CHECKOUT)} ...")
            run("msgfmt", "--check-format", "-o", compiled, source)


def make_ready(level: str) -> None:
    """One at a time in a checkout: a second command waits, and then finds everything done."""
    (CHECKOUT / "var").mkdir(exist_ok=True)
    with (CHECKOUT / "var" / ".machine.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        system_packages(level)
        python_environment(level)
        front_end()
        catalogues()


if __name__ == "__main__":
    try:
        make_ready(sys.argv[1])
    except NotReady as problem:
        sys.exit(str(problem))
