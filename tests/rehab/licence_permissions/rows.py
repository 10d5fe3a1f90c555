"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from rehab.models import LicencePermission


def rows(world, state, person):
    made_in = world.there if state == "elsewhere" else world.here
    days = {"starts_on": clock.today() + timedelta(days=5), "ends_on": clock.today() + timedelta(days=6)}
    about = {"person": person, "kind": "night", "what": "Some words", "place": "Some words", "made_in": made_in}
    asked = LicencePermission.objects.create(**about, **days)
    answered = {"answer": "Some words", "limits": "Some words", "answered_at": clock.now(), "answered_by": world.com}
    yes = LicencePermission.objects.create(
        **about, **days, **answered, status="agreed", from_on=days["starts_on"], to_on=days["ends_on"]
    )
    no = LicencePermission.objects.create(**about, **days, **answered, status="refused")
    late = LicencePermission.objects.create(**about, starts_on=clock.today(), ends_on=clock.today())
    typed = LicencePermission.objects.create(**about, **days, how="phone", written_by=world.com)
    wrong = LicencePermission.objects.create(
        **about, **days, how="beside", written_by=world.com, wrong_at=clock.now(), wrong_words="Some words"
    )
    urls = [one.get_absolute_url() for one in (yes, no, late, wrong)]
    return {"may_i": asked, "may_i_typed": typed, "may_i_kind": "night", "may_i_pages": urls}
