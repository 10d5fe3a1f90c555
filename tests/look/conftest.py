"""Pages of patterns."""

import pytest
from django.urls import clear_url_caches


@pytest.fixture
def patterns(settings, db):
    """The product's pages, and /patterns/ beside them."""
    settings.ROOT_URLCONF = "tests.look.pages"
    clear_url_caches()
    yield
    clear_url_caches()
