"""What pages of messages cost while the estate grows round one reader: at a few thousand messages, then at five million."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.load import Browser

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, MESSAGES_EACH = 100_000, 50
#: So many of the new messages wait for the same moderators: far more than they see at once.
WAITING = 5_000
#: Waiting ones before that: a full page of the queue already, so that both sizes show the same.
FIRST_WAITING = 60
#: What each row may cost in the grown estate, next to the first.
GROWTH = 1.3
GROWN = f", {PEOPLE * MESSAGES_EACH:,} messages"
#: Most that looking through a message of 2,000 characters with 2,000 rules may take, in milliseconds of CPU.
SCREENING_MS = 5
PAGES = ("inbox", "thread", "mentor's desk", "moderator's queue")


def measure(measuring, sql, count):
    """sql: what runs a statement in the estate's database as its superuser."""
    measuring.row("screening", lambda: measuring.results["pages"].update(screening=screening()))
    if measuring.only and not any(page.startswith(one) for one in measuring.only for page in PAGES):
        return
    found = {key: ids(sql, query) for key, query in MODELS.items()}
    grow_holds(sql, found, FIRST_WAITING)
    readers(measuring, "", count)
    grow(sql, found)
    readers(measuring, GROWN, count)


def readers(measuring, suffix, count):
    facts, port = measuring.facts, measuring.portal.port
    person = facts["people"][0]
    inside = Browser(port, session=person["session"], tablet=person["tablet"])
    mentor, moderator = Browser(port, session=facts["mentor"]), Browser(port, session=facts["moderator"])
    addresses = zip(
        PAGES,
        (inside, inside, mentor, moderator),
        ("/messages/", f"/messages/{person['thread']}/", "/mentoring/messages/", "/moderation/"),
        strict=True,
    )
    for name, browser, address in addresses:
        measuring(f"{name}{suffix}", [lambda _n, ask=browser.send, url=address: ask("GET", url)], count)


#: A row that is there, from which the others are made.
MODELS = {
    "thread": "SELECT t.id FROM mentoring_thread t JOIN mentoring_message m ON m.thread_id = t.id WHERE t.match_id IS NOT NULL LIMIT 1",
    "message": "SELECT id FROM mentoring_message WHERE status = 'passed' LIMIT 1",
    "hold": "SELECT id FROM mentoring_hold WHERE status = 'waiting' LIMIT 1",
}


def ids(sql, query):
    found = sql(query).strip()
    assert found, f"the seed gave no row: {query}"
    return found


def grow(sql, found):
    """People, matches, threads and messages by the statement, past every rule and trigger: only their number is wanted."""
    thread, message = found["thread"], found["message"]
    match = f"(SELECT match_id FROM mentoring_thread WHERE id = '{thread}')"
    person = f"(SELECT person_id FROM mentoring_thread WHERE id = '{thread}')"
    numbered = f"generate_series(1, {PEOPLE}) AS g"
    new = {"person": key("p"), "match": key("m"), "thread": key("t"), "mentor": key("u", "g % 5000")}
    sql(
        copied(sql, "justice_portal_user", f"(SELECT mentor_id FROM mentoring_match WHERE id = {match})",
               "generate_series(0, 4999) AS g", {"id": key("u"), "username": "'grown-' || g", "email": "''"})
        + copied(sql, "justice_portal_person", person, numbered,
                 {"id": new["person"], "prison_number": "'G' || lpad(g::text, 6, '0')", "crn": "''", "user_id": "NULL"})
        + copied(sql, "mentoring_match", match, numbered,
                 {"id": new["match"], "person_id": new["person"], "mentor_id": new["mentor"]})
        + copied(sql, "mentoring_thread", f"'{thread}'", numbered,
                 {"id": new["thread"], "match_id": new["match"], "person_id": new["person"]})
        + copied(sql, "mentoring_message", f"'{message}'", f"{numbered}, generate_series(1, {MESSAGES_EACH}) AS n", {
            "id": key("w", "g || '-' || n"), "thread_id": new["thread"], "author_id": new["mentor"],
            "sent_at": "now() - (n || ' days')::interval - (g % 86400) * interval '1 second'",
        })
    )  # fmt: skip
    grow_holds(sql, found, WAITING)
    sql("VACUUM ANALYZE")


def grow_holds(sql, found, count):
    """Messages that wait for a moderator, each with a message of its own."""
    numbered = f"generate_series(1, {count}) AS g"
    name = f"h{count}"
    sql(
        copied(sql, "mentoring_message", f"(SELECT message_id FROM mentoring_hold WHERE id = '{found['hold']}')", numbered,
               {"id": key(name), "sent_at": "now() - g * interval '1 minute'"})
        + copied(sql, "mentoring_hold", f"'{found['hold']}'", numbered,
                 {"id": key(f"{name}h"), "message_id": key(name), "opened_at": "now() - g * interval '1 minute'", "first_id": "NULL"})
    )  # fmt: skip


def key(kind, of="g"):
    """A UUID for a number, the same each time."""
    return f"md5('{kind}' || ({of}))::uuid"


def copied(sql, table, row, series, changed):
    """A statement that copies one row for each number of a series, with some columns of its own."""
    query = (
        "SELECT column_name FROM information_schema.columns"
        f" WHERE table_name = '{table}' AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position"
    )
    columns = sql(query).split()
    assert set(changed) <= set(columns), f"{table}: {set(changed) - set(columns)}"
    values = ", ".join(changed.get(column, f'one."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        "SET session_replication_role = replica; "
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS one, {series} WHERE one.id = {row};\n"
    )


def screening():
    """Milliseconds of CPU to look through the worst messages of 2,000 characters with 2,000 rules, the worst of them."""
    script = (
        "import django,json;django.setup()\n"
        "from mentoring.screening.screening import RuleBook\n"
        "from tests.mentoring.screening.test_screening import WORST, cpu, many_rules\n"
        "book=RuleBook(many_rules(2000))\n"
        "print(json.dumps({name: cpu(lambda: book.screen((words*2000)[:2000])) for name,words in WORST.items()}))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout.splitlines()[-1])
    figures = {"plain ms": found["plain"], "worst ms": max(found.values())}
    return figures | {"limits": {"worst ms": SCREENING_MS}}
