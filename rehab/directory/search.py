"""Finding a service: by what somebody needs, and by a part of a town, a postcode or a name."""

from django.db.models import Q

from justice_portal.people.names import plain_name
from rehab.appointments.models import MeetingPlace
from rehab.directory.models import ServiceQuerySet

MOST_WORDS, LONGEST = 6, 80


def matching(services: ServiceQuerySet, *, need: str = "", words: str = "") -> ServiceQuerySet:
    """Services that help with the need and to which every word belongs. Each half uses the index of its own table."""
    if need:
        services = services.filter(needs__contains=[need])
    for word in words.replace(",", " ").split()[:MOST_WORDS]:
        part = plain_name(word)
        if not part:
            return services.none()
        places = MeetingPlace.objects.filter(search_key__contains=part)
        services = services.filter(Q(search_key__contains=part) | Q(place__in=places.values("pk")))
    return services
