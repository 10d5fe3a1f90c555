"""Open sessions on the stack that is attacked, and list what can be sent to it. Runs with that stack's variables.

    python -m tests.attack.sessions

Prints JSON: `cookies` by role, and `targets` by role: each kind of page once with the fields that it takes. They are
found by following links from home: nothing here names a page.
"""

import json
import sys

import django

ROLES = ("person", "key_worker", "moderator", "mentor", "manager", "administrator")


def main():
    django.setup()
    from tests.attack.targets import every_target

    clients = {role: client for role in ROLES if (client := signed_in(role))}
    targets = {role: every_target(client) for role, client in clients.items()}  # first: forms bring the CSRF cookie
    cookies = {role: {name: one.value for name, one in client.cookies.items()} for role, client in clients.items()}
    found = {"cookies": cookies, "targets": targets}
    json.dump(found, sys.stdout)


def signed_in(role):
    from django.contrib.auth import get_user_model
    from django.test import Client

    from tests.signing_in import sign_in

    user = get_user_model().objects.filter(held_roles__role=role, is_active=True).order_by("pk").first()
    return sign_in(Client(SERVER_NAME="127.0.0.1"), user) if user else None


if __name__ == "__main__":
    main()
