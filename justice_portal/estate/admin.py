"""Prisons and probation's units: reference data."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from justice_portal.access import Permission
from justice_portal.admin_base import ReferenceAdmin, holds
from justice_portal.estate.models import Address, Cell, DeliveryUnit, Establishment, Region, Wing


class AddressInline(admin.StackedInline):
    """The postal addresses of a prison."""

    model = Address
    extra = 0
    exclude = ["id"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request, Permission.ESTATE_EDIT)

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Establishment)
class EstablishmentAdmin(ReferenceAdmin):
    edit = Permission.ESTATE_EDIT
    inlines = [AddressInline]
    list_display = ["name", "code", "is_open", "holds_men", "holds_women", "monthly_reports"]
    list_filter = ["is_open", "holds_men", "holds_women", "is_contracted", "is_long_term", "monthly_reports"]
    search_fields = ["name", "name_welsh", "code"]


@admin.register(Wing)
class WingAdmin(ReferenceAdmin):
    edit = Permission.ESTATE_EDIT
    removable = True
    list_display = ["establishment", "code", "name"]
    list_select_related = ["establishment"]
    search_fields = ["code", "name", "establishment__name"]
    autocomplete_fields = ["establishment"]


@admin.register(Cell)
class CellAdmin(ReferenceAdmin):
    edit = Permission.ESTATE_EDIT
    removable = True
    list_display = ["code", "wing", "places"]
    list_select_related = ["wing"]
    search_fields = ["code"]
    autocomplete_fields = ["wing"]


@admin.register(Region)
class RegionAdmin(ReferenceAdmin):
    edit = Permission.ESTATE_EDIT
    search_fields = ["name"]


@admin.register(DeliveryUnit)
class DeliveryUnitAdmin(ReferenceAdmin):
    edit = Permission.ESTATE_EDIT
    list_display = ["name", "region", "is_open"]
    list_filter = ["region", "is_open"]
    list_select_related = ["region"]
    search_fields = ["name"]
