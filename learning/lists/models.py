"""A list that somebody asked for on paper."""

from django.db import models
from django.urls import reverse

from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.exports.paper import PaperList, rules


class ListPrint(PaperList):
    """A list of learners as a PDF: theirs alone who asked for it, and only for the day. kind: which, in kinds.py."""

    kind = models.SlugField(max_length=20)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_ASSIGN, person=None, parties=("asked_by",))

    class Meta(PaperList.Meta):
        constraints = rules("list")

    def get_absolute_url(self) -> str:
        return reverse("lists:print", args=[self.pk])
