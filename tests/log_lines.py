"""What a test's own process logs, as production writes it."""

import logging
from contextlib import contextmanager

from justice_portal.logs import JsonFormatter

NAMES = ("", "django", "django.request", "django.security", "django.db.backends", "justice_portal")


@contextmanager
def log_lines():
    """Every line that is logged in here, down to the least."""
    kept = []

    class Keep(logging.Handler):
        def emit(self, record):
            kept.append(self.format(record))

    handler = Keep(level=logging.DEBUG)
    handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger(name) for name in NAMES]
    for one in loggers:
        one.addHandler(handler)
    try:
        yield kept
    finally:
        for one in loggers:
            one.removeHandler(handler)
