"""A small app whose jobs the tests break. Worker processes load it through tests.justice_portal.jobs.settings."""
