"""Where someone can be, and as what. Data only; the names of Person.Place and Person.Status."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    PRISON = "prison", _("In prison")
    TRANSFER = "transfer", _("In transfer")
    COMMUNITY = "community", _("In the community")
    ENDED = "ended", _("Ended")


class Status(models.TextChoices):
    UNSENTENCED = "unsentenced", _("Unsentenced")
    SENTENCED = "sentenced", _("Sentenced")
    ROTL = "rotl", _("Released for a short time (ROTL)")
    HDC = "hdc", _("Home detention curfew")
    LICENCE = "licence", _("On licence")
    POST_SENTENCE = "post_sentence", _("Post-sentence supervision")
    COMMUNITY_ORDER = "community_order", _("Community order")
    RECALLED = "recalled", _("Recalled")
    ENDED = "ended", _("Ended")


#: Why someone comes into prison. Someone from another prison keeps the status they had.
ON_ARRIVAL = (Status.UNSENTENCED, Status.SENTENCED, Status.RECALLED)
#: What a release can lead to. ENDED: at the end of the sentence or from court, with nobody to report to.
AFTER_RELEASE = (Status.LICENCE, Status.HDC, Status.POST_SENTENCE, Status.COMMUNITY_ORDER, Status.ENDED)
CAN_BE_RECALLED = (Status.LICENCE, Status.HDC, Status.POST_SENTENCE)
#: What supervision in the community turns into.
SUPERVISION_AFTER: dict[str, tuple[Status, ...]] = {
    Status.HDC: (Status.LICENCE, Status.POST_SENTENCE),
    Status.LICENCE: (Status.POST_SENTENCE, Status.COMMUNITY_ORDER),
    Status.POST_SENTENCE: (Status.COMMUNITY_ORDER,),
}
