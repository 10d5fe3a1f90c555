"""Contacts: when staff and a person last met or spoke. Gaps come from here, never from counts of messages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class ContactQuerySet(ScopedQuerySet):
    def standing(self) -> "ContactQuerySet":
        """Those that count: not taken back."""
        return self.filter(withdrawn_at=None)


class Contact(models.Model):
    """Staff met, rang or saw a person on one day: key work or another talk, what of it both may read, and what comes next."""

    class Purpose(models.TextChoices):
        KEY_WORK = "key_work", _("Key work session")
        CONTACT = "contact", _("Another contact")

    class Kind(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("Face to face")
        PHONE = "phone", _("Phone call")
        VIDEO = "video", _("Video call")
        LETTER = "letter", _("Letter")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.CONTACT)
    happened_on = models.DateField()
    shared_note = models.CharField(max_length=500, blank=True, help_text=_("The person reads this."))
    staff_note = models.CharField(max_length=500, blank=True, help_text=_("Only staff read this."))
    next_step = models.CharField(max_length=140, blank=True, help_text=_("The person reads this."))
    next_on = models.DateField(null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who of the staff met them, when it was not who wrote it down."),
    )
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()
    scope = Scope(
        Permission.CONTACT_VIEW, made_in="made_in", parties=("person__user",), party_view=Permission.CONTACT_OWN
    )

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["person", "-happened_on"], name="contacts_of_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"

    @property
    def staff(self) -> str:
        """Who of the staff it was with."""
        return (self.met_by or self.added_by).name
