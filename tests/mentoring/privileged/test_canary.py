"""T49: a mark that is typed into legal messages is in no store of the product, in no form."""

import os
import subprocess
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from justice_portal.backups.programs import environment, program
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_job
from justice_portal.rights.actions import ask_copy
from justice_portal.rights.copying import collect
from mentoring.models import PrivilegedLetter
from rehab.models import CareAlert
from tests.log_lines import log_lines
from tests.mentoring.pairs import matched, say
from tests.mentoring.privileged.stores import everywhere, files_with, forms, has, tables_with
from tests.mentoring.privileged.threads import threaded

MARK = "Quokka7Zephyr9Marmalade"
SAD = "I want to kill myself."


def typed(client, url, words, **more):
    return client.post(url, {"key": str(uuid4()), "body": words, **more})


def lived(world, browse):
    """Twenty letters typed through the pages by both, some badly; everything that follows from them; each page read."""
    thread = threaded(world.someone, world.legal)
    url = thread.get_absolute_url()
    person, adviser = browse(world.person), browse(world.legal)
    for nth in range(10):
        assert typed(person, url, f"{MARK} {nth}. {SAD} Call 07700 900123.").status_code == 302
        assert typed(adviser, url, f"{nth} {MARK} https://example.com").status_code == 302
    assert MARK in typed(person, url, MARK, key="no key").text, "what was typed is still in the form"
    assert MARK in typed(adviser, url, f"{MARK} " * 200).text
    typed(person, url, f"{MARK}\u200b")
    typed(person, f"{url}?before={MARK}", "")
    for client in (person, adviser):
        assert MARK in client.get(url).text
        assert client.get("/legal-messages/").status_code == client.get("/").status_code == 200
    return thread


def test_t49_a_mark_in_twenty_letters_is_in_no_table_history_job_log_file_or_cache(world, browse, tmp_path):
    ordinary = matched(world.someone, world.mentor, world.here).thread
    with log_lines() as logged, CaptureQueriesContext(connection) as asked:
        thread = lived(world, browse)
        for job in Job.objects.filter(status="waiting"):
            run_job(job.pk)
    assert PrivilegedLetter.objects.filter(thread=thread).count() == 20
    assert len(asked) > 100
    assert not has("".join(one["sql"] for one in asked).encode(), MARK), "no statement carried a word"
    assert not has("\n".join(logged).encode(), MARK)
    found = everywhere(MARK, tmp_path)
    assert not any(found.values()), found
    copied = [one.rows for one in collect(world.someone, reader=world.person) if one.name == "PrivilegedLetter"]
    assert len(copied[0]) == 20
    assert not CareAlert.objects.exists(), "no code read the words"
    say(ordinary, world.person, f"Hello {MARK}. {SAD}")
    assert "mentoring_message" in tables_with(MARK)[1], "the same search finds it in an ordinary message"
    assert CareAlert.objects.exists()


def test_the_search_knows_a_mark_in_each_form():
    for form in forms(MARK):
        assert has(form.encode(), MARK)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE sink AS SELECT convert_to(%s, 'UTF8') AS kept", [f"a {MARK} b"])
    assert "sink" in tables_with(MARK)[1]


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_t49_no_dump_and_no_copy_of_the_record_holds_a_word(world, browse, tmp_path):
    lived(world, browse)
    assert run_job(ask_copy(world.someone, key=uuid4(), by=world.person).job_id) == "done"
    assert [path.suffix for path in tmp_path.rglob("*") if path.suffix in {".pdf", ".zip"}]
    assert not files_with(MARK, tmp_path)
    name = connection.settings_dict["NAME"]
    command = [program("pg_dump"), "--format=plain", "--no-owner", f"--dbname={name}"]
    dump = subprocess.run(command, env={**os.environ, **environment(name)}, check=True, capture_output=True).stdout
    assert b"mentoring_privilegedletter" in dump
    assert not has(dump, MARK)
