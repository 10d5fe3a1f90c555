"""The two bases of every admin class. The administration site takes no other.

ReferenceAdmin keeps reference data: who holds `edit` saves it, through actions, and each change is recorded.
ScopedAdmin shows rows about people: only those visible to the reader, never to change, and each view is recorded.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode

from justice_portal.access import Permission, Reference, Scope
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.reference import removing, saving

#: What the change list itself puts in the address, besides the filters that an admin class declares.
OWN_LOOKUPS = {"pk", "id", "id__exact", "pk__in"}


def holds(request: HttpRequest, permission: Permission) -> bool:
    """Whether the administrator who asks holds the permission, over whomever."""
    user: Any = request.user
    return user.holds(permission)


class _PortalAdmin(admin.ModelAdmin):
    """What both bases share: rows through visible_to, declared filters only, our audit log instead of Django's."""

    records_views = True
    show_full_result_count = False
    list_per_page = 50
    view_on_site = False

    def get_urls(self) -> list[Any]:
        """The pages of the class. Who is not signed in goes to the staff door, by the site's own way in."""
        urls = super().get_urls()
        for url in urls:
            url.callback.login_url = reverse_lazy("admin:login")  # type: ignore[attr-defined]
        return urls

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Keys are made by the product, and typed by nobody."""
        return [*(super().get_exclude(request, obj) or []), self.opts.pk.name]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = self.model.objects.visible_to(request.user)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Filters that are declared, and no others: a filter on any field would answer questions about it."""
        declared = [entry for entry in self.list_filter if isinstance(entry, str)]
        return lookup in OWN_LOOKUPS or any(lookup == name or lookup.startswith(f"{name}__") for name in declared)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", _visible(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", _visible(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        with _rules_told(self, request) as told:
            response = super().changelist_view(request, extra_context)
        if told:
            return HttpResponseRedirect(request.get_full_path())
        change_list = getattr(response, "context_data", {}).get("cl")
        if self.records_views and change_list is not None:
            self.record_list(request, [row.pk for row in change_list.result_list])
        return response

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A page about one row. Its title does not carry the row's name: titles are read over shoulders and kept."""
        context = {"subtitle": None, **(extra_context or {})}
        with _rules_told(self, request) as told:
            response = super().changeform_view(request, object_id, form_url, context)
        if told:
            return HttpResponseRedirect(request.get_full_path())
        if self.records_views and object_id and request.method == "GET" and response.status_code == 200:
            row = self.get_object(request, object_id)
            record(request.user, "admin.viewed", row, subjects=self.subjects([object_id]))
        return response

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        with _rules_told(self, request) as told:
            response = super().delete_view(request, object_id, {"subtitle": None, **(extra_context or {})})
        return HttpResponseRedirect(request.get_full_path()) if told else response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to a row is in the audit log, not in a second one."""
        if self.get_object(request, object_id) is None or not self.has_view_permission(request):
            raise Http404
        return HttpResponseRedirect(f"{reverse('audit:list')}?{urlencode({'thing': object_id})}")

    def record_list(self, request: HttpRequest, ids: list[Any]) -> None:
        """Write down that these rows were shown: a list names all its subjects."""
        record(request.user, "admin.listed", self.model, subjects=self.subjects(ids), count=len(ids))

    def subjects(self, ids: list[Any]) -> set[Any]:
        """The people whom these rows are about."""
        scope = self.model.scope
        if not isinstance(scope, Scope) or not scope.person:
            return set()
        return set(self.model.objects.filter(pk__in=ids).values_list(scope.person, flat=True)) - {None}

    def log_addition(self, *args: Any) -> Any:
        """Not kept twice: the action records it."""

    def log_change(self, *args: Any) -> Any:
        """Not kept twice: the action records it."""

    def log_deletions(self, *args: Any) -> Any:
        """Not kept twice: the action records it."""


class ReferenceAdmin(_PortalAdmin):
    """Reference data, changed by whoever holds `edit`, through the actions of justice_portal.reference.

    A room whose rows have rules of their own overrides save_row and remove_row with its own actions.
    """

    edit: Permission
    read_only = False
    removable = False
    records_views = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        scope = self.model.scope
        view = scope.view if isinstance(scope, Reference) else None
        return holds(request, view or self.edit)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not self.read_only and holds(request, self.edit)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return not self.read_only and holds(request, self.edit)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.removable and not self.read_only and holds(request, self.edit)

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: ModelForm) -> Model:
        """Save the row as the form filled it; the row as it is kept."""
        given = {"is_new": is_new, "fields": form.changed_data, "old": form.initial}
        return saving(self.edit)(type(row), row=row, **given, by=request.user)

    def remove_row(self, request: HttpRequest, row: Model) -> Any:
        removing(self.edit)(type(row), row=row, by=request.user)

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        obj.pk = self.save_row(request, obj, is_new=not change, form=form).pk

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        forms = {id(one.instance): one for one in formset.forms}
        for row in formset.save(commit=False):
            self.save_row(request, row, is_new=row in formset.new_objects, form=forms[id(row)])
        for row in formset.deleted_objects:
            self.remove_row(request, row)
        formset.save_m2m()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self.remove_row(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for row in queryset:
            self.remove_row(request, row)


class ScopedAdmin(_PortalAdmin):
    """Rows about people, through the one rule of access: to read, never to change."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return holds(request, self.model.scope.view)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@contextmanager
def _rules_told(page: admin.ModelAdmin, request: HttpRequest) -> Iterator[list[str]]:
    """Show a rule's refusal at the top of the page. What was to be saved is rolled back; the list says what it was."""
    told: list[str] = []
    try:
        yield told
    except DomainError as error:
        told.append(str(error))
        page.message_user(request, str(error), messages.ERROR)


def record_autocomplete(site: admin.AdminSite, request: HttpRequest, response: HttpResponse) -> None:
    """Names that a search box offered were shown too."""
    from django.apps import apps  # noqa: PLC0415

    field = apps.get_model(request.GET["app_label"], request.GET["model_name"])._meta.get_field(
        request.GET["field_name"]
    )
    shown = site.get_model_admin(field.remote_field.model)
    if isinstance(shown, ScopedAdmin):
        ids = [row["id"] for row in json.loads(response.content)["results"]]
        shown.record_list(request, ids)


def _visible(db_field: Any, request: HttpRequest) -> QuerySet | None:
    """The rows that a choice may offer: those that the reader may see."""
    related = db_field.remote_field.model
    return related.objects.visible_to(request.user) if hasattr(related, "scope") else None
