"""What our scripts leave in a browser."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
#: What is kept, and why it says nothing about a reader: one switch; typed words sealed with a key that only the server has.
KEPT = {"no-shortcut"}


def test_scripts_keep_nothing_about_a_reader():
    """V14.3.3: no script writes to a store of the browser but for what is named here."""
    for path in sorted((ROOT / "static" / "js").glob("*.js")):
        text = path.read_text()
        assert "document.cookie" not in text, path.name
        assert "caches.open" not in text, path.name
        stored = set(re.findall(r"setItem\(\s*([\w\"'`$.{}-]+)", text))
        assert stored <= {"SHORTCUT", "SEALED"}, f"{path.name}: {stored}"
