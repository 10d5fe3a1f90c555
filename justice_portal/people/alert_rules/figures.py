"""Which effects a person's alerts have now. No permission here: an effect counts whoever may see the alert.

Rooms above ask `applies(person, Effect.…)` where they do something, or put `among(Effect.…)` into a query of theirs; they
hear of alerts that came or ended as `person_changed` with the event "alerts".
"""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from justice_portal.people.alert_rules.models import AlertRule
from justice_portal.people.models import Alert
from justice_portal.prepared import prepared

Effect = AlertRule.Effect
#: The rule is for this alert's kind, or for its whole type.
FITS = Q(code=OuterRef("code")) | Q(type_code=OuterRef("code__type_code"))


def among(effect: str, **of: Any) -> QuerySet[Alert]:
    """Live alerts that have this effect; of: a filter, as person=OuterRef("pk")."""
    return Alert.objects.live().filter(Exists(AlertRule.objects.of(effect).filter(FITS)), **of)


def applies(person: Any, effect: str) -> bool:
    """Whether any live alert of the person (a row or an id) has this effect."""
    return among(effect, person=person).exists()


def shareable(alerts: QuerySet[Alert]) -> QuerySet[Alert]:
    """Alerts that may be shown or given to the person they are about: none that a rule withholds."""
    return alerts.exclude(Exists(AlertRule.objects.of(Effect.WITHHOLD).filter(FITS)))


@prepared
def warnings(user: Any, person: UUID) -> QuerySet[Any, Any]:
    """The warnings that user's roles are to see on the pages of the person with this key: their words."""
    roles = [held.role for held in user.roles_held()]
    live = Alert.objects.live().filter(person=person)
    fits = live.filter(Q(code=OuterRef("code")) | Q(code__type_code=OuterRef("type_code")))
    rules = AlertRule.objects.of(Effect.BANNER).filter(Exists(fits), roles__overlap=roles)
    return rules.order_by("words").values_list("words").distinct()


def banner(words: str) -> dict[str, Any]:
    return {"text": words, "kind": "bad"}


def effects_by_alert(alerts: list[Alert]) -> dict[Any, list[str]]:
    """For each alert, in words, what it does; one query."""
    codes, types = {alert.code_id for alert in alerts}, {alert.code.type_code for alert in alerts}
    rules = list(AlertRule.objects.filter(Q(code__in=codes) | Q(type_code__in=types), is_on=True))
    done = {}
    for alert in alerts:
        mine = [rule for rule in rules if rule.code_id == alert.code_id or rule.type_code == alert.code.type_code]
        done[alert.pk] = [
            _("Staff see: %(words)s") % {"words": rule.words} if rule.effect == Effect.BANNER
            else str(rule.get_effect_display())
            for rule in mine
        ]  # fmt: skip
    return done
