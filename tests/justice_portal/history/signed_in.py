"""Signing in at the test's database as somebody else, past the product."""

from contextlib import closing

import psycopg2
from django.db import connection

SUPERUSER = "postgres"


def signed_in_as(role):
    settings = connection.settings_dict
    line = psycopg2.connect(dbname=settings["NAME"], user=role, host=settings["HOST"], port=settings["PORT"])
    line.autocommit = True
    return closing(line)


def refusal(role, *statements):
    """What the database says to the last of these statements when role sends them; "" when it does as told."""
    with signed_in_as(role) as line, line.cursor() as cursor:
        *before, last = statements
        for statement in before:
            cursor.execute(statement)
        try:
            cursor.execute(last)
        except psycopg2.Error as error:
            return str(error)
    return ""
