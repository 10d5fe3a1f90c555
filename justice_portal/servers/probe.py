"""Answers whether one process of this machine or container does its work: the health checks of docker-compose.yml."""

import contextlib
import importlib
import os
import socket
import subprocess

from justice_portal.servers.programs import answers
from justice_portal.servers.shape import HEALTH_PATH, SIGN_OF_LIFE


def probe(name: str) -> bool:
    if name == "web":
        port = os.environ.get("GUNICORN_CMD_ARGS", "").rpartition(":")[2] or "8000"
        return answers(f"http://127.0.0.1:{port}{HEALTH_PATH}")
    if name == "worker":
        node = f"celery@{socket.gethostname()}"
        command = ("celery", "--app=justice_portal", "inspect", "ping", "--timeout=5", f"--destination={node}")
        return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    return gave_sign_of_life(name)


def gave_sign_of_life(name: str) -> bool:
    """Whether a process of this kind said in the database, a moment ago, that it is there."""
    psycopg2 = importlib.import_module("psycopg2")  # only here, so that the rest needs nothing installed
    line = psycopg2.connect(os.environ["DATABASE_URL"], connect_timeout=3)
    with contextlib.closing(line), line.cursor() as cursor:
        cursor.execute(SIGN_OF_LIFE.format(name=name))
        row = cursor.fetchone()
    return bool(row and row[0])
