"""Rows for the access matrix."""

from datetime import time

from rehab.models import MeetingPlace, OpeningTime, Service


def rows(world, state, person):
    place, is_new = MeetingPlace.objects.get_or_create(
        name="Near help", postcode="ZZ1 2ZZ",
        defaults={"address": "2 Mill Lane, Hereford", "phone": "01632 960002", "is_for_meetings": False},
    )  # fmt: skip
    if is_new:
        for day in range(5):
            OpeningTime.objects.create(place=place, weekday=day, opens=time(9), closes=time(17))
    service, _new = Service.objects.get_or_create(
        place=place,
        defaults={"what": "Some words", "needs": ["accommodation", "health"], "area": "Some words",
                  "languages": "Some words", "access": "Some words"},
    )  # fmt: skip
    return {"service": service}
