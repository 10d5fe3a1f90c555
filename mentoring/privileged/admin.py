"""The list of bodies whose letters nobody else reads."""

from django.contrib import admin

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin
from mentoring.privileged.models import ListedBody


@admin.register(ListedBody)
class ListedBodyAdmin(ReferenceAdmin):
    edit = Permission.LEGAL_BODY_EDIT
    list_display = ["name", "source", "is_open"]
    list_filter = ["is_open"]
    search_fields = ["name"]
