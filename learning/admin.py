"""What the administration site shows of learning: each room's own admin.py."""

from learning.courses import admin as courses
from learning.quizzes import admin as quizzes
from learning.record_store import admin as record_store

__all__ = ["courses", "quizzes", "record_store"]
