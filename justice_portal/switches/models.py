"""Feature switches."""

from django.db import models

from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.switches.codes import SWITCHES


class Switch(models.Model):
    """Whether a part of the product is on, where an administrator decided otherwise than the code does."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=60, unique=True)
    is_on = models.BooleanField()
    note = models.CharField(max_length=300, blank=True, help_text="Why it is set this way.")

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.SWITCH_EDIT)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "switches"

    def __str__(self) -> str:
        return self.code

    @property
    def what(self) -> str:
        """What it turns on, in words."""
        declared = SWITCHES.get(self.code)
        return str(declared.what) if declared else ""
