"""One function a tool. Each takes the address and an open session, keeps to its time, and gives what it found, as lines."""

import json
import re
import subprocess
import time
from urllib.parse import urlencode

from tests.attack import tools
from tests.attack.targets import TOKEN

#: Kinds of target that sqlmap has tried, by run.
TRIED = {}

#: What is so on loopback and not in production, with the place that proves it.
ACCEPTED = {
    "Secure Flag cookie": "loopback has no TLS; production's __Host- cookies: tests/justice_portal/accounts",
    "HTTP Strict Transport Security (HSTS)": "loopback has no TLS; `check --deploy` asks for it",
    "Cookie Secure Flag": "loopback has no TLS; production's __Host- cookies: tests/justice_portal/accounts",
    "Unencrypted Channels": "loopback has no TLS; the gateway ends it in production",
}
MODULES = (
    "backup,cookieflags,crlf,csp,exec,file,htaccess,http_headers,methods,permanentxss,redirect,sql,timesql,xss,xst"
)


def cookie(cookies):
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def wapiti(address, role, cookies, targets, folder, seconds):
    """Crawls as this role and attacks every page and form that it meets."""
    report = folder / f"wapiti-{role}.json"
    command = [
        tools.environment("pages") / "wapiti", "--url", f"{address}/", "--scope", "folder", "--module", MODULES,
        "--header", f"Cookie: {cookie(cookies)}", "--exclude", f"{address}/sign-out/", "--exclude", f"{address}/staff/sign-out/",
        "--max-links-per-page", "40", "--max-files-per-dir", "40", "--depth", "4", "--max-scan-time", str(seconds // 2),
        "--max-attack-time", str(max(seconds // 25, 10)), "--tasks", "2", "--timeout", "20", "--flush-session", "--no-bugreport",
        "--store-session", folder / f"wapiti-{role}", "--store-config", folder / "wapiti", "--format", "json", "--output", report,
        "--verbose", "0", "--level", "1",
    ]  # fmt: skip
    for target in targets:
        if target["method"] == "get":
            command += ["--start", f"{address}{target['path']}?{urlencode(target['fields'])}"]
    log = folder / f"wapiti-{role}.log"
    for _try in range(2):  # its own notebook is now and then locked by itself
        with log.open("a") as said:
            subprocess.run(command, check=False, stdout=said, stderr=said, timeout=seconds * 2 + 300, cwd=folder)
        if report.exists():
            break
    else:
        return [f"wapiti as {role} wrote no report: see {log}"], 0, 0
    found = json.loads(report.read_text())
    lines = [
        f"wapiti as {role}: {kind}: {one['method']} {one['path']} {one['parameter'] or ''} ({one['info']})"
        for group in ("vulnerabilities", "anomalies")
        for kind, ones in found[group].items()
        for one in ones
        if kind not in ACCEPTED
    ]
    return lines, found["infos"].get("crawled_pages_nbr", 0), 0


def sqlmap(address, role, cookies, targets, folder, seconds):
    """Tries every field of every kind of form and question that no role before tried, until the time is over."""
    until, lines, tried = time.monotonic() + seconds, [], 0
    known, mine = TRIED.setdefault(folder, set()), []
    for target in targets:
        kind = kind_of(target)
        if kind not in known:
            mine.append((kind, target))
    for kind, target in mine:
        if time.monotonic() > until:
            break
        known.add(kind)
        fields = dict(target["fields"])
        if TOKEN in fields:
            fields[TOKEN] = cookies.get("csrf", fields[TOKEN])
        query = urlencode(fields)
        where = f"{address}{target['path'].partition('?')[0]}"
        command = [tools.sqlmap(), "--batch", "--flush-session", "--disable-coloring", "--ignore-code=*"]
        command += ["-u", where, "--data", query] if target["method"] == "post" else ["-u", f"{where}?{query}"]
        command += [
            "--cookie", cookie(cookies), "--dbms", "PostgreSQL", "--technique", "BEUS", "--level", "1", "--risk", "1",
            "--skip", TOKEN, "--threads", "2", "--retries", "0", "--timeout", "20", "--output-dir", folder / "sqlmap",
            "--smart", "--drop-set-cookie",
        ]  # fmt: skip
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
        (folder / f"sqlmap-{role}.log").open("a").write(f"\n=== {target['method']} {where}?{query}\n{done.stdout}")
        tried += 1
        lines += verdicts(done.stdout, f"sqlmap as {role}: {target['method']} {target['path']}")
    return lines, tried, len(mine) - tried


def kind_of(target):
    """The same view with the same fields is the same code, whoever sends it."""
    return target["view"], target["method"], tuple(sorted(target["fields"]))


def verdicts(said, who):
    """What it held to the end: it names what may be a way in, tries it out, and takes back what was none."""
    taken_back = set(re.findall(r"parameter '([^']+)' does not seem to be injectable", said))
    for line in said.splitlines():
        held = re.search(r"parameter '([^']+)' appears to be .*injectable", line)
        if held and held[1] not in taken_back:
            yield f"{who}: {line.strip()}"
        if "(Internal Server Error)" in line:
            yield f"{who}: {line.strip()}"


def schemathesis(address, role, cookies, targets, folder, seconds):
    """Sends what the API's own description allows, and what it does not."""
    log = folder / f"schemathesis-{role}.log"
    command = [
        tools.environment("api") / "schemathesis", "run", folder / "openapi.json", "--url", address, "--header", f"Cookie: {cookie(cookies)}",
        "--header", f"X-CSRFToken: {cookies.get('csrf', '')}", "--header", f"Referer: {address}/", "--max-examples", "40",
        "--phases", "examples,coverage,fuzzing", "--seed", "1", "--no-color", "--max-failures", "20", "--request-timeout", "20",
        "--exclude-checks", "unsupported_method",  # nginx refuses TRACE by itself and names no other methods: T18 asks all of them
    ]  # fmt: skip
    with log.open("w") as said:
        done = subprocess.run(command, check=False, stdout=said, stderr=said, timeout=seconds + 300, cwd=folder)
    if done.returncode == 0:
        return [], 1, 0
    wanted = ("- ", "FAILED", "Failures:", "[", "Error", "Invalid")
    lines = [line for line in log.read_text().splitlines() if line.startswith(wanted)]
    return [f"schemathesis as {role}: {line}" for line in lines[:40]], 1, 0
