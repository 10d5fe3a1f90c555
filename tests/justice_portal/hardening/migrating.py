"""A migration of the test's own: one column more on the table that visitors write to, as `migrate` would add it.

    python -m tests.justice_portal.hardening.migrating

with the variables of a site. Ends with 1 when it could not have its lock, and has changed nothing then.
"""

import sys

import django


def main():
    django.setup()
    from django.db import OperationalError, connection, models, transaction

    from justice_portal import receivers
    from justice_portal.problems.models import Problem

    receivers.wait_briefly(using="default")
    column = models.CharField(max_length=20, null=True)
    column.set_attributes_from_name("added_by_the_test")
    column.model = Problem
    try:
        with transaction.atomic(), connection.schema_editor() as editor:
            editor.add_field(Problem, column)
    except OperationalError as error:
        sys.stdout.write(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
