"""What a web process loads before it is divided: workers then share it, and nobody waits for it with the first page."""

import ctypes
import gc
from typing import Any

from django.conf import settings
from django.template import engines
from django.template.base import Node, Template
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation
from django.utils.formats import date_format

from justice_portal import clock

#: Of what a page makes, next to nothing stands in cycles: with Python's 700 it is looked through a dozen times a page.
SELDOM = (20_000, 50, 50)
#: mallopt(3): from how many bytes memory is taken from the system by itself, and goes back to it when it is free.
MMAP_THRESHOLD, LARGE = -3, 128 * 1024


def warm() -> None:
    """Load every page with its templates and both languages; then leave all of it alone when cycles are looked for.

    Looking would write to the memory that workers share, and so copy it; and it costs as much as a small page each time.
    """
    _give_back_what_is_large()
    resolver = get_resolver()
    _load(resolver)
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            date_format(clock.today())
            for space in resolver.namespace_dict:
                _make_addresses(space)
    backend: Any = engines["django"]
    _ = backend.engine.template_context_processors  # imported when first asked for
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.rglob("*.html")):
        found: Any = get_template(str(path.relative_to(folder)))
        if not settings.DEBUG:
            _forget_source(found.template)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _give_back_what_is_large() -> None:
    """Said once, it stays. Left alone, glibc learns from the first check of a PIN to keep what each later one took (Argon2: 19 MiB)."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # another C library has its own ways
    if mallopt:
        mallopt(MMAP_THRESHOLD, LARGE)


def _load(resolver: Any) -> None:
    for pattern in resolver.url_patterns:
        _ = pattern.pattern.regex  # compiled when first asked for
        if hasattr(pattern, "url_patterns"):
            _load(pattern)


def _make_addresses(space: str) -> None:
    """Have the table made by which addresses of one room are found from their names. No page has this name."""
    try:
        reverse(f"{space}:-")
    except NoReverseMatch:
        return


def _forget_source(template: Template) -> None:
    """What a compiled template keeps for pages that show a developer where it broke."""
    template.source = ""
    for node in template.nodelist.get_nodes_by_type(Node):
        node.token = None
