"""Making a machine ready: what is missing is named, what is there is left alone, and the commands are what we say."""

import os
import subprocess

import pytest

from justice_portal.servers import machine
from justice_portal.servers.machine import NotReady
from justice_portal.servers.places import CHECKOUT

pytestmark = pytest.mark.quick


def make(*words):
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", *words], check=True, cwd=CHECKOUT, capture_output=True, text=True
    )
    return done.stdout


def test_this_machine_has_all_that_the_tests_need():
    assert [name for name, is_there in machine.TEST_PACKAGES.items() if not is_there()] == []


def test_where_there_is_no_apt_the_packages_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "PATHS", str(tmp_path))
    with pytest.raises(NotReady, match="apt-get install libpango-1.0-0 gettext"):
        machine.install_packages(["libpango-1.0-0", "gettext"])


def test_what_is_missing_is_seen(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "PATHS", str(tmp_path))
    assert not machine.has_program("msgfmt")
    assert not machine.has_library("libno-such-library.so.0")
    assert not machine.has_file(f"{tmp_path}/**/*.ttf")


def test_the_preparation_needs_nothing_but_a_bare_python():
    imports = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='looked at')"
    file = str(CHECKOUT / "justice_portal" / "servers" / "machine.py")
    subprocess.run(["python3", "-I", "-S", "-c", imports, file], check=True)


def test_a_catalogue_is_compiled_only_when_it_changed(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "CHECKOUT", tmp_path)
    source = tmp_path / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes"\nmsgstr "Ie"\n')
    machine.catalogues()
    compiled = source.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    machine.catalogues()
    assert compiled.stat().st_mtime_ns == first
    os.utime(source, ns=(first + 10**9, first + 10**9))
    machine.catalogues()
    assert compiled.stat().st_mtime_ns > first


def test_a_catalogue_with_a_wrong_placeholder_is_refused(monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(machine, "CHECKOUT", tmp_path)
    source = tmp_path / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('#, python-format\nmsgid "%(count)s new"\nmsgstr "%(cyfrif)s newydd"\n')
    with pytest.raises(NotReady):
        machine.catalogues()
    assert "argument 'count'" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["demo", "demo-up"])
def test_the_port_can_be_chosen(command):
    assert f"servers {command} --port 8123" in make(command, "PORT=8123")


def test_ci_runs_what_a_developer_runs():
    assert "\nexec make test\n" in (CHECKOUT / ".ci" / "run").read_text()
    assert os.access(CHECKOUT / ".ci" / "run", os.X_OK)


def test_operations_names_every_package_and_command():
    told = (CHECKOUT / "docs" / "operations.md").read_text()
    for package in machine.TEST_PACKAGES:
        assert package in told
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"], check=True, cwd=CHECKOUT, capture_output=True, text=True
    ).stdout
    for line in listed.splitlines():
        assert f"make {line.split()[0]}" in told
