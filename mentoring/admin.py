"""What the administration site shows of mentoring: each room's own admin.py."""

from mentoring.drift import admin as drift
from mentoring.matching import admin as matching
from mentoring.mentors import admin as mentors
from mentoring.privileged import admin as privileged
from mentoring.screening import admin as screening

__all__ = ["drift", "matching", "mentors", "privileged", "screening"]
