"""The tests: through the front doors, on real servers."""
