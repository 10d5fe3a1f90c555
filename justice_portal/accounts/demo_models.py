"""What a demo adds to a database: accounts that everybody knows, and the mark that says so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.accounts.models import User


class DemoAccount(models.Model):
    """An account with a passphrase that everybody knows. Kept only in a demo."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="demo_account")
    role_name = models.CharField(max_length=60)
    what = models.CharField(max_length=200, help_text=_("What this account is there to show."))
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.ACCOUNT_MANAGE)

    class Meta:
        ordering = ["order", "user_id"]

    def __str__(self) -> str:
        return self.role_name


class DemoMark(models.Model):
    """The one row that says: everything in this database is invented. Only `seed --demo` writes it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    marked_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.ACCOUNT_MANAGE)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_demo_mark")]

    def __str__(self) -> str:
        return f"demo, marked {self.marked_at:%Y-%m-%d}"
