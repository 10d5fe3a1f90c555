"""Primary keys: time-ordered and random, so that nothing outward can be counted or guessed."""

from uuid_utils.compat import uuid7

__all__ = ["uuid7"]
