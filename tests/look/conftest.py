"""Pages of patterns, a browser, built assets."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.urls import clear_url_caches

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def patterns(settings):
    """The product's pages, and /patterns/ beside them."""
    settings.ROOT_URLCONF = "tests.look.pages"
    clear_url_caches()
    yield
    clear_url_caches()


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
