#!/usr/bin/env python
"""Django's command line."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justice_portal.settings")
    if "DATABASE_URL" not in os.environ:  # typed beside `make demo`, which keeps its settings to itself
        from justice_portal.servers import demo

        os.environ.update(demo.variables())
    if "DATABASE_URL" not in os.environ:
        sys.exit("Start the demo first (make demo-up), or set the variables that docs/operations.md lists.")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
