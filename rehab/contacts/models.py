"""Contacts: when staff and a person last met or spoke. Gaps come from here, never from counts of messages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class Contact(models.Model):
    """Staff met, rang or saw a person on one day."""

    class Kind(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("Face to face")
        PHONE = "phone", _("Phone call")
        VIDEO = "video", _("Video call")
        LETTER = "letter", _("Letter")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    happened_on = models.DateField()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.CONTACT_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["person", "-happened_on"], name="contacts_of_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
