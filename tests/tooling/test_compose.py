"""docker-compose.yml describes what `make stack` runs: commands, variables, health checks, nginx's site."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from justice_portal.servers import shape
from justice_portal.servers.places import CHECKOUT
from justice_portal.servers.stack import Stack

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def compose():
    return YAML(typ="safe").load((CHECKOUT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def dockerfile():
    return (CHECKOUT / "Dockerfile").read_text()


@pytest.mark.parametrize("process", shape.PROCESSES, ids=lambda process: process.name)
class TestEachProcess:
    def test_runs_the_same_command(self, compose, process):
        assert tuple(compose["services"][process.name]["command"]) == process.command

    def test_has_the_same_health_check(self, compose, process):
        assert compose["services"][process.name]["healthcheck"]["test"] == ["CMD", *process.health]

    def test_gets_the_same_variables(self, compose, process):
        told = set(compose["services"][process.name]["environment"]) - {"GUNICORN_CMD_ARGS"}
        more = {shape.PURGE_VARIABLE: process.removes, shape.WEB_VARIABLE: process.opens_letters}
        assert told == set(shape.VARIABLES) | {name for name, is_told in more.items() if is_told}

    def test_may_finish_its_work(self, compose, process):
        assert compose["services"][process.name]["stop_grace_period"] == f"{process.stop_seconds}s"

    def test_can_be_scaled_when_nothing_names_one_copy_of_it(self, compose, process):
        ties = {"container_name", "ports", "hostname"} & set(compose["services"][process.name])
        assert not ties


def test_the_stack_sets_the_listed_variables(tmp_path):
    assert set(Stack(tmp_path, port=1, web_port=2).variables()) == set(shape.VARIABLES)


def test_t104_what_removes_signs_in_as_the_purger_and_web_never_does(compose, tmp_path, monkeypatch):
    """Without it the nightly purge would remove nothing; with it web could rewrite history."""
    monkeypatch.delenv(shape.PURGE_VARIABLE, raising=False)
    stack = Stack(tmp_path, port=1, web_port=2)
    for process in shape.PROCESSES:
        told = compose["services"][process.name]["environment"], stack.environment_of(process)
        lines = [variables.get(shape.PURGE_VARIABLE) for variables in told]
        if process.removes:
            assert all(line.startswith(f"postgres://{shape.PURGER}") for line in lines)
        else:
            assert lines == [None, None]
    assert [process.name for process in shape.PROCESSES if process.removes] == ["worker", "clock"]


def test_t49_web_alone_is_told_the_key_of_legal_threads(compose, tmp_path, monkeypatch):
    """Also on a machine whose shell has one: no job, no clock and nothing that they start can open a letter."""
    monkeypatch.setenv(shape.WEB_VARIABLE, "of this shell")
    stack, file = Stack(tmp_path, port=1, web_port=2), f"{shape.WEB_VARIABLE}_FILE"
    for process in shape.PROCESSES:
        told = {**compose["services"][process.name]["environment"], **stack.environment_of(process)}
        assert {name for name in told if name.startswith(shape.WEB_VARIABLE)} == (
            {shape.WEB_VARIABLE, file} if process.name == "web" else set()
        )
    key = Path(stack.environment_of(shape.WEB)[file])
    assert key.stat().st_mode & 0o777 == 0o600
    assert shape.WEB_VARIABLE not in stack.variables()


def test_nginx_serves_the_same_site(compose):
    assert compose["configs"]["site"]["content"].replace("$$", "$") == shape.nginx_site_of_compose()


def test_the_sites_differ_only_in_who_stands_in_front():
    def the_rest(site):
        apart = ("listen", "resolver", "set $web", "proxy_pass", "X-Forwarded", "X-Device")
        return [line for line in site.splitlines() if not any(word in line for word in apart)]

    of_stack = shape.nginx_site(listen="127.0.0.1:80", upstream="127.0.0.1:8000")
    assert the_rest(of_stack) == the_rest(shape.nginx_site_of_compose())


def test_web_listens_where_nginx_looks(compose):
    assert {"GUNICORN_CMD_ARGS": compose["services"]["web"]["environment"]["GUNICORN_CMD_ARGS"]} == shape.bind_argument(
        "0.0.0.0:8000"
    )
    assert "web:8000" in shape.nginx_site_of_compose()


def test_redis_never_throws_work_away(compose):
    command = compose["services"]["redis"]["command"]
    told = {option.removeprefix("--"): value for option, value in zip(command[1::2], command[2::2], strict=True)}
    assert told == shape.REDIS_OPTIONS


def test_postgres_keeps_what_it_answered_for(compose):
    settings = compose["services"]["postgres"]["command"][2::2]
    assert dict(setting.split("=") for setting in settings) == shape.POSTGRES_OPTIONS
    assert compose["services"]["postgres"]["image"].startswith("postgres:15")


def test_prepare_migrates_and_the_image_collects_the_static_files(compose, dockerfile):
    migrate, collect = shape.PREPARE
    assert tuple(compose["services"]["prepare"]["command"]) == migrate
    assert " ".join(collect) in dockerfile


def test_web_and_worker_share_one_media_folder(compose):
    folders = {name: compose["services"][name]["volumes"] for name in ("web", "worker", "clock")}
    assert all("media:/data/media" in each for each in folders.values())


def test_anchors_outlive_the_database(compose):
    assert "anchors:/data/anchors" in compose["services"]["clock"]["volumes"]
    assert not any("anchors" in volume for volume in compose["services"]["postgres"]["volumes"])


def test_only_prepare_is_the_owner_of_the_database(compose):
    roles = {
        name: service["environment"]["DATABASE_URL"].removeprefix("postgres://").partition(":")[0]
        for name, service in compose["services"].items()
        if "DATABASE_URL" in service.get("environment", {})
    }
    assert roles.pop("prepare") == shape.OWNER
    assert set(roles.values()) == {shape.APPLICATION}


def test_secrets_have_no_default(compose):
    variables = compose["services"]["web"]["environment"]
    assert variables["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert ":?" in variables["DATABASE_URL"]


@pytest.mark.parametrize("file", ["Dockerfile", "docker-compose.yml"])
def test_says_at_the_top_that_it_was_never_tried(file):
    head = Path(CHECKOUT / file).read_text().splitlines()[:3]
    assert "HAS NEVER BEEN" in " ".join(head)


def test_the_image_holds_no_test_or_demo_packages(dockerfile):
    assert "requirements/base.txt" in dockerfile
    assert "requirements/test.txt" not in dockerfile
    assert "\nUSER portal" in dockerfile
