"""People, to read: through the one rule of access, each view recorded. Alert codes: reference data."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, ScopedAdmin
from justice_portal.people.alert_rules import admin as alert_rules
from justice_portal.people.feeds.models import Feed
from justice_portal.people.models import Alert, AlertCode, Allocation, Movement, Person

__all__ = ["alert_rules"]


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    list_display = ["family_name", "given_name", "prison_number", "crn", "place", "establishment", "wing"]
    list_filter = ["place", "status"]
    list_select_related = ["establishment", "wing"]
    search_fields = ["family_name", "given_name", "prison_number", "crn"]
    exclude = ["user"]


@admin.register(Movement)
class MovementAdmin(ScopedAdmin):
    list_display = ["happened_at", "person", "kind", "from_establishment", "to_establishment"]
    list_filter = ["kind"]
    list_select_related = ["person", "from_establishment", "to_establishment"]
    date_hierarchy = "happened_at"


@admin.register(Feed)
class FeedAdmin(ReferenceAdmin):
    """Opened and ended by manage.py feeds, which tells a new key once."""

    edit = Permission.ESTATE_EDIT
    read_only = True
    exclude = ["key_hash"]
    list_display = ["name", "opened_at", "used_at", "ended_at"]


@admin.register(Allocation)
class AllocationAdmin(ScopedAdmin):
    list_display = ["person", "user", "role", "establishment", "started_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["person", "user", "establishment"]


@admin.register(Alert)
class AlertAdmin(ScopedAdmin):
    list_display = ["person", "code", "starts_on", "ends_on"]
    list_select_related = ["person", "code"]


@admin.register(AlertCode)
class AlertCodeAdmin(ReferenceAdmin):
    edit = Permission.ESTATE_EDIT
    list_display = ["code", "name", "type_name", "is_active"]
    list_filter = ["type_name", "is_active"]
    search_fields = ["code", "name"]
