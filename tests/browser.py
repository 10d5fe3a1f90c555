"""One Chromium a test process, and the assets that its pages need: a second playwright in one process is refused."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def assets():
    """static/dist, built once where it is missing or old. The folder for collected files must be there for live_server."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    dist = ROOT / "static" / "dist"
    sources = [path for folder in ("scss", "js", "icons") for path in (ROOT / "static" / folder).iterdir()]
    newest = max(path.stat().st_mtime for path in sources)
    if not (dist / "portal.js").exists() or (dist / "portal.js").stat().st_mtime < newest:
        node = ROOT / ".venv" / "bin" / "node"
        subprocess.run([node if node.exists() else "node", "static/build.mjs"], cwd=ROOT, check=True)
    return dist


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
