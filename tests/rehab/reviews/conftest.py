from importlib import import_module

import pytest
from django.apps import apps


@pytest.fixture(autouse=True)
def rules(db):
    """The rules that the migration wrote: a test elsewhere that commits empties every table when it ends."""
    import_module("rehab.migrations.0013_first_review_rules").load(apps, None)
