"""What an alert does, besides being shown: rules that an administrator writes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal.access import REFERENCE, ScopedQuerySet
from justice_portal.grants import Role
from justice_portal.keys import uuid7


class AlertRuleQuerySet(ScopedQuerySet):
    def of(self, effect: str) -> "AlertRuleQuerySet":
        """Rules with this effect that are in force."""
        return self.filter(effect=effect, is_on=True)


class AlertRule(models.Model):
    """One effect of one kind of alert, or of every kind of a type."""

    class Effect(models.TextChoices):
        BANNER = "banner", _("Show a warning to staff of these roles")
        NO_SIGN_IN = "no_sign_in", _("The person cannot sign in")
        HOLD_MESSAGES = "hold_messages", _("A moderator reads each message first")
        NO_MATCH = "no_match", _("No mentor")
        SECOND_MANAGER = "second_manager", _("Two managers for a match: one proposes, another starts")
        WITHHOLD = "withhold", _("Never shown or given to the person")

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.ForeignKey(
        "justice_portal.AlertCode", models.PROTECT, null=True, blank=True, related_name="rules", verbose_name=_("alert")
    )
    type_code = models.CharField(
        max_length=4, blank=True, help_text=_("Instead of one alert: the letter of a type, for every alert of it.")
    )
    effect = models.CharField(max_length=20, choices=Effect.choices)
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role.choices),
        default=list,
        blank=True,
        help_text=_("Who sees the warning."),
    )
    words = models.CharField(max_length=120, blank=True, help_text=_("What the warning says: what to do, not why."))
    is_on = models.BooleanField(default=True, verbose_name=_("in force"))

    objects = AlertRuleQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["code__code", "type_code", "effect"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__isnull=False, type_code="") | (Q(code=None) & ~Q(type_code="")),
                name="alert_rule_is_for_one_kind_or_one_type",
            ),
            models.CheckConstraint(
                condition=~Q(effect="banner") | (~Q(words="") & ~Q(roles=[])), name="alert_banner_says_what_to_whom"
            ),
            models.UniqueConstraint(fields=["code", "effect"], name="one_effect_once_for_an_alert"),
            models.UniqueConstraint(
                fields=["type_code", "effect"], condition=Q(code=None), name="one_effect_once_for_a_type"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_effect_display())
