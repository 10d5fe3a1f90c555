"""Accounts: who can sign in, and the roles they hold."""

from functools import cached_property
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, DeviceManager

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.accounts.standing import Standing, with_standing
from justice_portal.grants import GRANTS, REACHES, Reach, Role
from justice_portal.history.keeping import Kept, NotKept
from justice_portal.keys import uuid7
from justice_portal.prepared import prepared


class UserManager(BaseUserManager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Names are kept in one case: a prison number in capitals, any other name in small letters."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=self.model.normalise(username, fields.get("door", Door.STAFF)), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(username__iexact=username)


class Door(models.TextChoices):
    """The sign-in page that lets this account in."""

    TABLET = "tablet", _("Tablet or own phone")
    STAFF = "staff", _("Staff and mentors")
    PHONE = "phone", _("Own phone, on probation")


class User(Standing, AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in: a person, staff, a mentor, an administrator."""

    class Size(models.TextChoices):
        NORMAL = "normal", _("Normal")
        LARGE = "large", _("Large")
        LARGEST = "largest", _("Largest")

    class Spacing(models.TextChoices):
        NORMAL = "normal", _("Normal")
        WIDE = "wide", _("More space")

    class Colours(models.TextChoices):
        LIGHT = "light", _("Light")
        DIM = "dim", _("Dim, for night")
        CONTRAST = "contrast", _("High contrast")

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        WELSH = "cy", "Cymraeg"

    id = models.UUIDField(primary_key=True, default=uuid7)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    door = models.CharField(max_length=10, choices=Door.choices, default=Door.STAFF)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text=_("May open the administration site."))
    joined_at = models.DateTimeField(default=clock.now)
    language = models.CharField(max_length=5, choices=Language.choices, default=Language.ENGLISH)
    text_size = models.CharField(max_length=10, choices=Size.choices, default=Size.NORMAL)
    spacing = models.CharField(max_length=10, choices=Spacing.choices, default=Spacing.NORMAL)
    colours = models.CharField(max_length=10, choices=Colours.choices, default=Colours.LIGHT)
    sound = models.BooleanField(default=True)

    objects = UserManager()
    scope = Reference(Permission.ACCOUNT_MANAGE)
    history = Kept(hidden=("password",), ignored=("last_login",))

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_once_in_any_case"),
            models.CheckConstraint(condition=Q(door="staff") | Q(is_staff=False), name="tablet_accounts_never_admin"),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def normalise(username: str, door: object) -> str:
        username = username.strip()
        return username.upper() if door == Door.TABLET else username.lower()

    @property
    def needs_second_factor(self) -> bool:
        return self.door != Door.TABLET

    @property
    def display(self) -> dict[str, object]:
        """How pages look and sound for this reader, on every device."""
        return {"size": self.text_size, "spacing": self.spacing, "colours": self.colours, "sound": self.sound}

    @cached_property
    def _roles(self) -> list["RoleHeld"]:
        return live_roles(self.pk)

    def roles_held(self) -> list["RoleHeld"]:
        """The roles that count now; asked once a request."""
        return self._roles

    def holds(self, permission: str) -> bool:
        """Whether any role of this user grants the permission, over whomever."""
        return any(permission in GRANTS[held.role] for held in self.roles_held())

    def has_role(self, *roles: str) -> bool:
        return any(held.role in roles for held in self.roles_held())


class RoleHeldQuerySet(ScopedQuerySet):
    def live(self) -> "RoleHeldQuerySet":
        """Roles that have begun and not ended, of accounts that are active."""
        now = clock.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now, user__is_active=True)


class RoleHeld(models.Model):
    """A role that a user holds over the estate, an establishment, a delivery unit, a caseload or own rows."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(User, models.CASCADE, related_name="held_roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    reach = models.CharField(max_length=20, choices=Reach.choices)
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleHeldQuerySet.as_manager()
    scope = Reference(Permission.ACCOUNT_MANAGE)

    class Meta:
        verbose_name_plural = _("roles held")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *[Q(role=role, reach__in=sorted(reaches)) for role, reaches in REACHES.items()], _connector=Q.OR
                ),
                name="role_only_over_its_reaches",
            ),
            models.CheckConstraint(
                condition=~Q(reach="establishment") | Q(establishment__isnull=False), name="reach_names_establishment"
            ),
            models.CheckConstraint(
                condition=~Q(reach="delivery_unit") | Q(delivery_unit__isnull=False), name="reach_names_delivery_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.get_reach_display()})"

    def people(self) -> Q:
        """A filter over Person: those within this role's reach."""
        if self.role == Role.PERSON:
            return Q(user=self.user_id)
        if self.reach == Reach.ESTATE:
            return ~Q(pk__in=[])  # an empty Q would be lost in an OR
        if self.reach == Reach.ESTABLISHMENT:
            return Q(establishment=self.establishment_id)
        if self.reach == Reach.DELIVERY_UNIT:
            return Q(delivery_unit=self.delivery_unit_id)
        if self.reach == Reach.CASELOAD:
            return self._caseload()
        return Q(pk__in=[])

    def _caseload(self) -> Q:
        """People allocated to the user, or to someone the user covers for, in this role.

        A prison role ends with the place: the allocation counts only while the person is where it was made.
        """
        from justice_portal.people.models import Allocation, Cover  # noqa: PLC0415

        holders = Q(user=self.user_id) | Q(
            Exists(Cover.objects.live().filter(covered=OuterRef("user"), by=self.user_id, role=self.role))
        )
        allocations = Allocation.objects.live().filter(holders, role=self.role)
        if self.role in {Role.KEY_WORKER, Role.POM}:
            allocations = allocations.filter(establishment=F("person__establishment"))
            if self.establishment_id:
                allocations = allocations.filter(establishment=self.establishment_id)
        return Q(pk__in=allocations.values("person"))

    def places(self) -> Q:
        """A filter over Establishment: those that this role opens as a place."""
        if self.reach == Reach.ESTATE:
            return ~Q(pk__in=[])  # an empty Q would be lost in an OR
        if self.reach == Reach.ESTABLISHMENT:
            return Q(pk=self.establishment_id)
        return Q(pk__in=[])

    def units(self) -> Q:
        """A filter over DeliveryUnit: those that this role opens as a unit."""
        if self.reach == Reach.ESTATE:
            return ~Q(pk__in=[])  # an empty Q would be lost in an OR
        if self.reach == Reach.DELIVERY_UNIT:
            return Q(pk=self.delivery_unit_id)
        return Q(pk__in=[])


@prepared
def live_roles(user: UUID) -> models.QuerySet[RoleHeld]:
    """The roles that a user holds now."""
    return with_standing(RoleHeld.objects.live().filter(user=user))


class LoginAttempt(models.Model):
    """One try to sign in: what the throttle counts. Kept without the passphrase, and purged after 13 months."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=clock.now, db_index=True)
    door = models.CharField(max_length=10, choices=Door.choices)
    account_key = models.CharField(max_length=64, help_text=_("Keyed hash of the name that was typed."))
    device_key = models.CharField(max_length=64, help_text=_("Keyed hash of the device's cookie or address."))
    address_key = models.CharField(max_length=64, default="", help_text=_("Keyed hash of the address it came from."))
    wing_key = models.CharField(max_length=64, default="", blank=True, help_text=_("Keyed hash of the tablet's wing."))
    succeeded = models.BooleanField(default=False)
    was_refused = models.BooleanField(default=False, help_text=_("The door was closed: nothing was checked."))
    forgiven_at = models.DateTimeField(null=True, blank=True, help_text=_("When staff ended the lock it counted for."))

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.ACCOUNT_MANAGE)
    history = NotKept("What the throttle counts: nobody's record, and gone after a while.")

    class Meta:
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        indexes = [
            models.Index(fields=["account_key", "device_key", "at"], name="attempt_by_account"),
            models.Index(fields=["device_key", "at"], name="attempt_by_device"),
            models.Index(fields=["address_key", "at"], name="attempt_by_address"),
            models.Index(fields=["wing_key", "at"], name="attempt_by_wing"),
        ]

    def __str__(self) -> str:
        return f"{self.get_door_display()} {self.at:%Y-%m-%d %H:%M}"


class AllauthDevice(Device):
    """The bridge to django-otp: says that allauth checked the second factor. It holds no secret of its own."""

    last_step = models.BigIntegerField(
        default=0, help_text=_("The time step of the last code that was used: no code counts twice.")
    )

    objects = DeviceManager()
    scope = Reference(Permission.ACCOUNT_MANAGE)
    history = Kept(ignored=("last_step",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user"], name="one_bridge_a_user")]

    def __str__(self) -> str:
        return f"{self.name} of {self.user_id}"

    def verify_token(self, token: str) -> bool:
        """Whether the token is a code of the user's, used for the first time."""
        from justice_portal.accounts.second_factor import spend  # noqa: PLC0415

        return spend(self.user, token) is not None
