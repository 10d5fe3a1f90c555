"""The bare Django view that everything is measured against: a session, one indexed query, a small template.

It runs on the same database and server with Django's own middleware and nothing of ours. `application` is for gunicorn.
"""

import os

import django
from django.conf import settings
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from justice_portal.environment import database_from_url

PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<ul>{% for row in rows %}<li>{{ row.name }}, {{ row.code }}</li>{% endfor %}</ul></body></html>"""

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {**database_from_url(os.environ["DATABASE_URL"]), "CONN_MAX_AGE": 60}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    SESSION_COOKIE_NAME="session",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402

template = engines["django"].from_string(PAGE)


def bare(request):
    """One session read, one query by primary key, one template."""
    user = request.session["_auth_user_id"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, username FROM justice_portal_user WHERE id = %s", [user])
        rows = [{"name": name, "code": code} for name, code in cursor.fetchall()]
    return HttpResponse(template.render({"title": "Bare", "rows": rows}, request))


urlpatterns = [path("bare/", bare)]
application = get_wsgi_application()
