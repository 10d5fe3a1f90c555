"""What a web process loads before it is divided: workers then share it, and nobody waits for it with the first page."""

import gc
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

#: Of what a page makes, next to nothing stands in cycles: with Python's 700 it is looked through a dozen times a page.
SELDOM = (20_000, 50, 50)


def warm() -> None:
    """Load every page with its templates and both languages; then leave all of it alone when cycles are looked for.

    Looking would write to the memory that workers share, and so copy it; and it costs as much as a small page each time.
    """
    _load(get_resolver())
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("")
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.rglob("*.html")):
        get_template(str(path.relative_to(folder)))
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _load(resolver: Any) -> None:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            _load(pattern)
