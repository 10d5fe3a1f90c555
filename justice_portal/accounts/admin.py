"""Accounts, the roles they hold, and the tries to sign in."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.accounts import actions
from justice_portal.accounts.models import Door, LoginAttempt, RoleHeld, User
from justice_portal.accounts.reach import accounts_of, manages_estate
from justice_portal.accounts.role_rules import misfit
from justice_portal.admin_base import ReferenceAdmin
from justice_portal.changes.admin_base import SecondPersonAdmin
from justice_portal.errors import DomainError


class AccountForm(forms.ModelForm):
    """An account. Its passphrase is made by the product and shown once."""

    class Meta:
        model = User
        fields = ["username", "name", "email", "is_staff"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_staff") and self.instance.door == Door.TABLET:
            self.add_error("is_staff", _("An account of the tablet page never opens the administration site."))
        if User.objects.filter(username__iexact=given.get("username", "")).exists():
            self.add_error("username", _("There is an account with this user name already."))
        return given


@admin.register(User)
class UserAdmin(ReferenceAdmin):
    """Accounts. What happens to one goes through accounts.actions."""

    edit = Permission.ACCOUNT_MANAGE
    records_views = True
    form = AccountForm
    list_display = ["username", "name", "door", "is_staff", "is_active", "last_login"]
    list_filter = ["door", "is_staff", "is_active"]
    search_fields = ["username", "name"]
    search_help_text = _("User name or name.")
    ordering = ["username"]
    readonly_fields = ["roles", "is_active", "last_login", "joined_at"]
    actions = ["give_passphrase", "remove_second_factor", "close", "reopen"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return accounts_of(request.user).order_by("username")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return self.readonly_fields if obj is None else ["username", "door", *self.readonly_fields]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        given = ["username", "name", "email", "is_staff"]
        return given if obj is None else [*given, "door", *self.readonly_fields]

    def subjects(self, ids: list[Any]) -> set[Any]:
        """The people whose accounts were shown."""
        return set(User.objects.filter(pk__in=ids, person__isnull=False).values_list("person", flat=True))

    @admin.display(description=_("Roles"))
    def roles(self, user: User) -> SafeString:
        held = RoleHeld.objects.live().filter(user=user).select_related("establishment", "delivery_unit")
        lines = format_html_join("", "<li>{}{}</li>", ((str(one), _where(one)) for one in held))
        grant = f"{reverse('admin:justice_portal_roleheld_add')}?{urlencode({'user': str(user.pk)})}"
        return format_html('<ul>{}</ul><p><a href="{}">{}</a></p>', lines, grant, _("Ask for a role"))

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: forms.ModelForm) -> Model:
        if not is_new:
            given = {name: form.cleaned_data[name] for name in ("name", "email", "is_staff")}
            return actions.change_account(User.objects.get(pk=row.pk), **given, by=request.user)
        made, passphrase = actions.open_account(User, **form.cleaned_data, by=request.user)
        self._show(request, made, passphrase)
        return made

    @admin.action(description=_("Make a new passphrase (one account)"))
    def give_passphrase(self, request: HttpRequest, chosen: QuerySet) -> None:
        if chosen.count() != 1:
            self.message_user(request, _("Choose one account."), messages.WARNING)
            return
        user = chosen.get()
        if (passphrase := self._try(request, actions.reset_passphrase, user)) is not None:
            self._show(request, user, passphrase)

    @admin.action(description=_("Remove the second factor: they add a new one at the next sign-in"))
    def remove_second_factor(self, request: HttpRequest, chosen: QuerySet) -> None:
        self._each(request, chosen, actions.remove_second_factor, _("They can add a new second factor now."))

    @admin.action(description=_("Close the account: sessions end at once"))
    def close(self, request: HttpRequest, chosen: QuerySet) -> None:
        self._each(request, chosen, actions.close_account, _("Closed."))

    @admin.action(description=_("Open the account again"))
    def reopen(self, request: HttpRequest, chosen: QuerySet) -> None:
        self._each(request, chosen, actions.reopen_account, _("Open again."))

    def _each(self, request: HttpRequest, chosen: QuerySet, act: Any, done: Any) -> None:
        for user in chosen:
            if self._try(request, act, user) is not None:
                self.message_user(request, f"{user.username}: {done}", messages.SUCCESS)

    def _try(self, request: HttpRequest, act: Any, user: User) -> Any:
        try:
            return act(user, by=request.user)
        except (DomainError, PermissionDenied) as error:
            why = str(error) or _("You may not do this.")
            self.message_user(request, f"{user.username}: {why}", messages.ERROR)
            return None

    def _show(self, request: HttpRequest, user: User, passphrase: str) -> None:
        told = _("The passphrase of %(user)s is: %(passphrase)s. It is shown only now. Hand it over in person.")
        self.message_user(request, told % {"user": user.username, "passphrase": passphrase}, messages.WARNING)


class RoleHeldForm(forms.ModelForm):
    """A role to grant."""

    class Meta:
        model = RoleHeld
        fields = ["user", "role", "reach", "establishment", "delivery_unit", "ends_at"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            how = (given[name] for name in ("user", "role", "reach", "establishment", "delivery_unit"))
            if why := misfit(*how):
                raise forms.ValidationError(why)
        return given


@admin.register(RoleHeld)
class RoleHeldAdmin(SecondPersonAdmin):
    """Who holds which role. Asked for here and granted by a second person; ended here; never edited."""

    edit = Permission.ACCOUNT_MANAGE
    form = RoleHeldForm
    records_views = True
    list_display = ["user", "role", "reach", "establishment", "delivery_unit", "starts_at", "ends_at"]
    list_filter = ["role", "reach"]
    list_select_related = ["user", "establishment", "delivery_unit"]
    search_fields = ["user__username", "user__name"]
    autocomplete_fields = ["user", "establishment", "delivery_unit"]
    actions = ["end"]
    ordering = ["-starts_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows if manages_estate(request.user) else rows.filter(user__in=accounts_of(request.user).values("pk"))

    def subjects(self, ids: list[Any]) -> set[Any]:
        return set(
            RoleHeld.objects.filter(pk__in=ids, user__person__isnull=False).values_list("user__person", flat=True)
        )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_row(self, request: HttpRequest, row: Model, *, is_new: bool, form: forms.ModelForm) -> Model:
        given = dict(form.cleaned_data)
        return actions.ask_for_role(given.pop("user"), **given, by=request.user)

    @admin.action(description=_("End these roles now"))
    def end(self, request: HttpRequest, chosen: QuerySet) -> None:
        for held in chosen.select_related("user", "establishment"):
            try:
                actions.end_role(held, by=request.user)
            except (DomainError, PermissionDenied) as error:
                why = str(error) or _("You may not do this.")
                self.message_user(request, f"{held}: {why}", messages.ERROR)
            else:
                ended = _("Ended.")
                self.message_user(request, f"{held}: {ended}", messages.SUCCESS)


@admin.register(LoginAttempt)
class LoginAttemptAdmin(ReferenceAdmin):
    """Tries to sign in, to read. Names and devices are kept as keyed hashes: the same hash is the same name."""

    edit = Permission.ACCOUNT_MANAGE
    read_only = True
    list_display = ["at", "door", "succeeded", "account", "device", "address"]
    list_filter = ["door", "succeeded"]
    date_hierarchy = "at"
    ordering = ["-at", "-id"]

    @admin.display(description=_("Name (hash)"))
    def account(self, attempt: LoginAttempt) -> str:
        return attempt.account_key[:12]

    @admin.display(description=_("Device (hash)"))
    def device(self, attempt: LoginAttempt) -> str:
        return attempt.device_key[:12]

    @admin.display(description=_("Address (hash)"))
    def address(self, attempt: LoginAttempt) -> str:
        return attempt.address_key[:12]


def _where(held: RoleHeld) -> str:
    place = held.establishment or held.delivery_unit
    return f", {place}" if place else ""
