"""What our scripts leave in a browser."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
#: What is kept, and why it says nothing about a reader: one switch; typed words sealed with a key that only the server has.
STORED = {"SHORTCUT", "await"}  # `await place()`: where the sealed words lie
COOKIES = {"scripts"}
#: The list of help near you, the same for everybody (tests/rehab/directory/test_kept.py).
CACHES = {"kept.js"}


def test_scripts_keep_nothing_about_a_reader():
    """V14.3.3: no script writes to a store of the browser but for what is named here."""
    for path in sorted((ROOT / "static" / "js").glob("*.js")):
        text = path.read_text()
        cookies = re.findall(r"document\.cookie\s*=\s*[`\"'](\w+)=", text)
        assert len(cookies) == text.count("document.cookie"), path.name
        assert set(cookies) <= COOKIES, path.name
        assert "caches.open" not in text or path.name in CACHES, path.name
        stored = set(re.findall(r"setItem\(\s*([\w\"'`$.{}-]+)", text))
        assert stored <= STORED, f"{path.name}: {stored}"
