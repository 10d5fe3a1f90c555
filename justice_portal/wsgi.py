"""The entry of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justice_portal.settings")
application = get_wsgi_application()

from justice_portal.warm import warm  # noqa: E402 - it needs the apps

warm()
