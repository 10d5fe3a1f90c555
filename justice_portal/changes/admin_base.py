"""For classes of the administration whose changes need a second person: saving asks, and leads to what was asked."""

from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from justice_portal.admin_base import ReferenceAdmin
from justice_portal.changes.models import PendingChange


class SecondPersonAdmin(ReferenceAdmin):
    """save_row and remove_row return a PendingChange; the row itself stays as it was."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No removing of many at once: each is asked for by itself."""
        return {name: act for name, act in super().get_actions(request).items() if name != "delete_selected"}

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        self._asked(request, self.save_row(request, obj, is_new=not change, form=form))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._asked(request, self.remove_row(request, obj))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        raise NotImplementedError("each is asked for by itself")

    def response_add(self, request: HttpRequest, obj: Model, post_url_continue: str | None = None) -> HttpResponse:
        return self._told(request)

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        return self._told(request)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        return self._told(request)

    def _asked(self, request: HttpRequest, change: Any) -> None:
        assert isinstance(change, PendingChange)
        request.asked_change = change  # type: ignore[attr-defined]

    def _told(self, request: HttpRequest) -> HttpResponse:
        messages.info(request, _("Nothing has changed yet. A second person must agree first."))
        return HttpResponseRedirect(request.asked_change.get_absolute_url())  # type: ignore[attr-defined]
