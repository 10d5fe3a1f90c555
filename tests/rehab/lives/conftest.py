"""One invented person is led through the front doors, on a clock that goes from gate to gate."""

import json
import re
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import RoleHeld
from justice_portal.jobs import schedules
from justice_portal.jobs.running import run_most_urgent
from justice_portal.models import Feed
from justice_portal.people.feeds.actions import open_feed
from justice_portal.people.models import Person
from mentoring.models import Rule
from mentoring.screening.actions import load_first_rules
from tests.factories import UserFactory
from tests.filled_forms import forms_of
from tests.justice_portal.devices.tablets import PIN, at_tablet, make_device
from tests.mentoring.pairs import vetted_mentor
from tests.signing_in import sign_in

EMAIL = "river@mail.invalid"


class Life:
    """What happens to one person. `who` is read anew at each gate: it is one record from the first to the last."""

    def __init__(self, world, machine):
        self.world, self.machine = world, machine
        self.began_on = clock.today() + timedelta(days=7 - clock.today().weekday())  # a Monday
        self.pk, self.number = None, ""
        self.unit_manager = UserFactory(name="Manager of the unit")
        RoleHeld.objects.create(user=self.unit_manager, role="manager", reach="delivery_unit", delivery_unit=world.unit)
        self.on(0)
        self.key = open_feed(Feed, name="NOMIS", by=SYSTEM)[1]

    @property
    def who(self):
        return Person.objects.get(pk=self.pk)

    @property
    def stands(self):
        """Where and as what, in one line."""
        who = self.who
        return str(who.establishment or who.place), who.status

    def on(self, day, hour=10):
        """Go to a day of this life, counted from its first."""
        moment = datetime.combine(self.began_on + timedelta(days=day), time(hour), clock.LONDON)
        self.machine.move_to(moment, tick=False)

    def night(self):
        """The clock does what is due; work that it gave out is done."""
        schedules.write_rows()
        schedules.start_due()
        while run_most_urgent():
            pass

    def tell(self, kind, **more):
        """A feed says that something happened now. Sent again it is known, and nothing is there twice."""
        event = {"number": self.number, "kind": kind, "happened_at": clock.now().isoformat(), **more}
        event.setdefault("reference", f"{kind} {clock.now().isoformat()}")
        for outcome in ("stored", "known"):
            answer = Client().post(
                "/api/movements/", json.dumps({"events": [event]}), content_type="application/json",
                headers={"Authorization": f"Feed {self.key}"},
            )  # fmt: skip
            assert answer.status_code == 200, answer.text
            assert answer.json()["events"][0]["outcome"] == outcome, answer.text
        self.machine.shift(60)

    def staff(self, user):
        return Desk(sign_in(Client(), user))

    def sees(self, user, name="people:person", pk=None):
        """Whether user may open a page of the person."""
        status = self.staff(user).client.get(reverse(name, args=[pk or self.pk])).status_code
        assert status in {200, 404}, status
        return status == 200

    def tablet(self):
        """The person at a tablet of their wing, through its door."""
        client = at_tablet(make_device(self.wing))
        client.post(reverse("accounts:sign-in"), {"number": self.number, "pin": PIN})
        return Desk(client)

    @property
    def wing(self):
        return self.who.wing or self.world.wing

    def first_night(self, given, family, born_on, *, number, status):
        """Reception, the account, and the PIN that the person chooses."""
        world, self.number = self.world, number
        desk = self.staff(world.manager)
        desk.fill(
            reverse("reception:receive", args=[world.here.pk]), prison_number=number, given_name=given, family_name=family,
            born_on=born_on, status=status, cell=world.cell.pk, language="English", reading="plain",
        )  # fmt: skip
        self.pk = Person.objects.get(prison_number=number).pk
        desk.press(reverse("people:person", args=[self.pk]) + "account/")
        self.choose_pin()
        self.give(world.manager, "prison", world.here, pom=world.pom, key_worker=world.key_worker)

    def choose_pin(self):
        page = self.staff(self.world.manager).client.post(reverse("pins:start", args=[self.pk]))
        client = at_tablet(make_device(self.wing))
        client.post(reverse("pins:code"), {"number": self.number, "code": page.context["code"]})
        client.post(reverse("pins:choose") + "?how=numbers", {"pin": PIN, "again": PIN})

    def give(self, manager, kind, place, **workers):
        """A manager gives the person to the workers of the place, each by role."""
        for role, worker in workers.items():
            url = reverse("allocations:give", args=[kind, place.pk, role])
            given = {"people": [self.pk], "worker": worker.pk}
            answer = self.staff(manager).client.post(url, given)
            assert answer.status_code == 302, answer.text

    def get_a_com(self):
        self.give(self.unit_manager, "unit", self.world.unit, com=self.world.com)

    def join_by_phone(self, worker):
        """A code on paper from staff, the day of birth, and a code that is sent: the person on a phone of their own."""
        page = self.staff(worker).client.post(reverse("phones:make-code", args=[self.pk]))
        born, client = self.who.born_on, Client()
        typed = {"born_on_day": born.day, "born_on_month": born.month, "born_on_year": born.year}
        client.post(reverse("phones:join"), {"code": page.context["code"], "contact": EMAIL, **typed})
        return self._with_code(client)

    def phone(self):
        """The person comes in on the phone that joined before. Whoever may not is sent no code."""
        client = Client()
        client.post(reverse("account_request_login_code"), {"contact": EMAIL})
        return self._with_code(client)

    def _with_code(self, client):
        mail.outbox.clear()
        while run_most_urgent():
            pass
        codes = [re.search(r"\d{6}", letter.body) for letter in mail.outbox if letter.to == [EMAIL]]
        if codes and codes[-1]:
            client.post(reverse("account_confirm_login_code"), {"code": codes[-1][0]})
        return Desk(client)


class Desk:
    """A browser, and what its reader does with pages."""

    def __init__(self, client):
        self.client = client

    @property
    def is_open(self):
        return self.client.get(reverse("home")).status_code == 200

    def read(self, name, *args):
        answer = self.client.get(reverse(name, args=args), follow=True)
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def press(self, url, **given):
        answer = self.client.post(url, given)
        assert answer.status_code == 302, (answer.status_code, _told(answer.text))
        return answer.headers["Location"]

    def fill(self, url, **given):
        """The form of the page that asks for these things: what it holds already is sent along."""
        page = self.client.get(url, follow=True)
        assert page.status_code == 200, page.status_code
        asks = [(to, form) for to, form in forms_of(page.text, url) if _has(form, given)]
        assert asks, f"no form asks for {sorted(given)}"
        to, form = asks[0]
        held = {name: values[0] for name, values in form.fields.items() if name not in form.choices and values[0]}
        return self.press(to, **{**held, **given})


def _told(page):
    """The errors of a page, or its words."""
    words = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    return re.sub(r"\s+", " ", words)[:600]


def _has(form, given):
    return all(name in form.fields or f"{name}_day" in form.fields for name in given)


@pytest.fixture
def life(world, time_machine, settings):
    settings.DEMO = True  # numbers of the reserved block are received
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    load_first_rules(Rule, by=SYSTEM)
    vetted_mentor(world.mentor, world.here, days=3000, called="Sam")
    return Life(world, time_machine)
