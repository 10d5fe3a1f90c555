"""A variable that a template of ours names and nobody gave is an error, as HOUSE says; libraries' templates may be lax."""

import sys
from pathlib import Path

OURS = (Path(__file__).parent.parent / "templates").as_posix()


class Loud(str):
    """What Django puts in the place of a missing variable: for our own templates, a failure that names it."""

    __slots__ = ()

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, variable):
        context = sys._getframe(1).f_locals["context"]
        template = context.render_context.template or context.template
        origin = getattr(template.origin, "name", "")
        if origin.startswith(OURS) or "<unknown" in origin:
            raise AssertionError(f"{origin} names {variable}, which is not there")
        return ""
