"""Write screenshots/<role>/<page>-<size>.png for each role of the demo. Starts a demo where none is given.

    python -m tests.screenshots [--address http://127.0.0.1:8000 --accounts FILE] [--role person ...] [--out FOLDER]

Ends with 1 when a page is broken (500), writes to the console, or scrolls sideways.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"1024x768": (1024, 768), "360x740": (360, 740), "1280x900": (1280, 900)}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MOST_PAGES = 250  # of one role
#: Django is asked for addresses only, never for rows.
NEVER_ASKED = {"SECRET_KEY": "-", "DATABASE_URL": "postgres://nobody@nowhere/none", "REDIS_URL": "redis://nowhere"}
VISITOR = {"role": "visitor", "username": "", "sign_in_url": "/"}


def main():
    asked = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justice_portal.settings")
    with running_demo(asked) as (address, accounts), sync_playwright() as playwright:
        import django

        django.setup()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        faults = []
        for account in [VISITOR, *first_of_each_role(accounts)]:
            if not asked.role or account["role"] in asked.role:
                faults += photograph(browser, address, account, asked.out)
        browser.close()
    print("\n".join(faults) or "No page was broken.")
    return bool(faults)


def arguments():
    asked = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__.splitlines()[0])
    asked.add_argument("--address", help="a demo that runs already")
    asked.add_argument("--accounts", type=Path, help="its accounts, as demo_accounts --json prints them")
    asked.add_argument("--role", action="append", help="only this role; may be given again")
    asked.add_argument("--out", type=Path, default=ROOT / "screenshots")
    return asked.parse_args()


@contextmanager
def running_demo(asked):
    """The address and accounts of a demo: the one that was named, the one that runs here, or one of our own."""
    from justice_portal.servers import demo
    from justice_portal.servers.supervisor import State

    started = False
    if not asked.address and not State(demo.FOLDER).read():
        demo.up(demo.FOLDER, port=None, host=demo.LOOPBACK)
        started = True
    try:
        for name, value in {**NEVER_ASKED, **demo.variables()}.items():
            os.environ.setdefault(name, value)
        yield asked.address or State(demo.FOLDER).read()["address"], accounts_of(asked)
    finally:
        if started:
            demo.down(demo.FOLDER)


def accounts_of(asked):
    if asked.accounts:
        return json.loads(asked.accounts.read_text())
    command = [sys.executable, "manage.py", "demo_accounts", "--json"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def first_of_each_role(accounts):
    first = {}
    for account in accounts:
        first.setdefault(account["role"], account)
    return list(first.values())


def photograph(browser, address, account, out):
    """Every page that account reaches, at every size; returns what was wrong, a line each."""
    from django.utils.text import slugify

    from tests.screenshots.doors import sign_in
    from tests.screenshots.pages import Tour, file_name, links_on, without_arguments

    folder = out / slugify(account["role"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    page = browser.new_page()
    faults, said = [], []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    if account["username"]:
        sign_in(page, address, account)
    tour = Tour(["/"], without_arguments())
    for name, path in tour:
        if len(tour.seen) > MOST_PAGES:
            faults.append(f"{account['role']}: more than {MOST_PAGES} pages, the rest were left out")
            break
        said.clear()
        status, arrived = visit(page, address + path)
        if status >= 500:
            faults.append(f"{account['role']}: {path} answered {status}")
        if not 200 <= status < 300 or not tour.is_new(name, arrived):
            continue
        page.goto(address + path)
        tour.add(links_on(page))
        faults += [f"{account['role']}: {path} at {fault}" for fault in picture(page, folder / file_name(name))]
        faults += [f"{account['role']}: {path} said {line}" for line in said]
    print(f"{account['role']:36} {len(list(folder.glob('*.png'))) // len(SIZES):4} pages")
    page.close()
    return faults


def visit(page, url):
    """The status and the path that url leads to; the status is 0 for what is no page (a file)."""
    answer = page.request.get(url)
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    return answer.status if is_page or answer.status >= 500 else 0, urlsplit(answer.url).path


def picture(page, path):
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=f"{path}-{size}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"{size} scrolls sideways"


if __name__ == "__main__":
    sys.exit(main())
