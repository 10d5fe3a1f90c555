"""What pages weigh: SQL statements and bytes, the first visit in Chromium, memory, and PDFs beside bare WeasyPrint."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from justice_portal.servers.shape import WEB_VARIABLE
from tests.bench.load import Browser
from tests.bench.processes import pss_mib

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLE_SECONDS = 6


def measure(measuring, variables):
    """Each kind for itself: one that fails is named, and the others are measured."""
    portal, found = measuring.portal, measuring.results["pages"]
    person = measuring.facts["people"][0]
    measuring.row("page weights", lambda: found.update(weights(portal, measuring.facts, variables)))
    measuring.row("first visit", lambda: found.update({"first visit": first_visit(portal.port, person)}))
    measuring.row("PDF", lambda: found.update({"PDF": printing(variables)}))
    measuring.row("memory", lambda: found.update({"memory": memory(portal, variables)}))


def weights(portal, facts, variables):
    """SQL statements and bytes of each page."""
    person, found = facts["people"][0], {}
    addresses = {
        "sign-in": "/sign-in/",
        "home": "/",
        "lesson": f"/learn/courses/{person['course']}/lessons/{person['lesson']}/",
        "plan": f"/plan/{person['plan']}/",
        "thread": f"/messages/{person['thread']}/",
        "caseload": "/caseload/",
        "class report": "/learn/report/",
        "class CSV": "/learn/report/csv/",
    }
    sessions = dict.fromkeys(addresses, person["session"]) | {"sign-in": ""}
    sessions |= dict.fromkeys(("caseload", "class report", "class CSV"), facts["manager"])
    wanted = [(name, sessions[name], url) for name, url in addresses.items()]
    statements = counted(variables, wanted, person["tablet"])
    for name, url in addresses.items():
        browser = Browser(portal.port, session=sessions[name], tablet=person["tablet"])
        browser.send("GET", url)
        found[f"page {name}"] = {"SQL statements": statements[name], "kB": browser.last_bytes / 1000}
    return found


def counted(variables, wanted, tablet):
    """SQL statements of each page, counted in a process of its own."""
    script = (
        "import django,json,sys;django.setup()\n"
        "from django.db import connection\nfrom django.test import Client\n"
        "from django.test.utils import CaptureQueriesContext\n"
        "found={}\n"
        "for name,session,url in json.loads(sys.argv[1]):\n"
        "    c=Client(SERVER_NAME='127.0.0.1');c.cookies['session']=session;c.cookies['tablet']=sys.argv[2];b''.join(c.get(url))\n"
        "    with CaptureQueriesContext(connection) as q:\n"
        "        page=c.get(url); assert page.status_code==200, url; b''.join(page)\n"
        "    found[name]=len(q)\nprint(json.dumps(found))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, json.dumps(wanted), tablet],
        cwd=ROOT, env={**os.environ, **variables, "DEBUG": "0"}, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(found.stdout.splitlines()[-1])


def first_visit(port, person):
    """Bytes on the wire, requests and largest paint of the sign-in page and home, cold, then home again, warm."""
    from playwright.sync_api import sync_playwright

    figures = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for slow in (1, 4):
            context = chromium.new_context(viewport={"width": 1024, "height": 768})
            address = f"http://127.0.0.1:{port}"
            cookies = [{"name": name, "value": person[name], "url": address} for name in ("session", "tablet")]
            context.add_cookies(cookies)
            page = context.new_page()
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.send("Emulation.setCPUThrottlingRate", {"rate": slow})
            seen = {"bytes": 0, "requests": 0}

            def finished(event, seen=seen):
                seen["bytes"] += event["encodedDataLength"]
                seen["requests"] += 1

            wire.on("Network.loadingFinished", finished)
            page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
            paint = page.evaluate(
                "new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
                ".observe({type: 'largest-contentful-paint', buffered: true}))"
            )
            figures[f"largest paint ms at {slow}x slower CPU"] = float(paint)
            if slow == 1:
                figures |= {"kB": seen["bytes"] / 1000, "requests": seen["requests"]}
                seen.update(bytes=0, requests=0)
                page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
                figures["warm kB"] = seen["bytes"] / 1000
            context.close()
        chromium.close()
    figures["limits"] = {"kB": 100, "requests": 6, "warm kB": 10}
    return figures


def printing(variables):
    """Reports a second through the product's press, next to bare WeasyPrint on the same HTML, one process each."""
    command = [sys.executable, "-m", "tests.bench.printing"]
    found = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.PIPE, text=True
    )
    ours, bare = (float(figure) for figure in found.stdout.split()[-2:])
    return {"reports a second": ours, "bare WeasyPrint a second": bare, "share of bare": ours / bare}


def memory(portal, variables):
    """PSS of web alone, and of web with a worker and the clock."""
    programs = [
        [
            Path(sys.executable).parent / "celery",
            "--app=justice_portal",
            "worker",
            "--concurrency=2",
            "--loglevel=ERROR",
        ],
        [sys.executable, "manage.py", "clock"],
    ]
    background = {
        name: value for name, value in {**os.environ, **variables}.items() if not name.startswith(WEB_VARIABLE)
    }
    started = [
        subprocess.Popen(command, cwd=ROOT, env=background, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in programs
    ]
    try:
        time.sleep(SETTLE_SECONDS)
        web = portal.memory()
        everything = web + sum(pss_mib(process.pid) for process in started)
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=60)
    limits = {"web MiB": 220, "web, worker and clock MiB": 600}
    return {"web MiB": web, "web, worker and clock MiB": everything, "limits": limits}
