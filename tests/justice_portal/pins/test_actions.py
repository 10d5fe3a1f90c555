"""A person's PIN: staff start, the person chooses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.models import Notice
from justice_portal.pins import actions
from justice_portal.pins.models import Pin, PinCode
from justice_portal.pins.secrets import weakness
from tests.factories import PersonFactory, WingFactory
from tests.justice_portal.devices.tablets import PIN, at_tablet, give_pin, make_device


@pytest.fixture
def tablet(world):
    return at_tablet(make_device(world.wing))


def start(world, browse, who="key_worker"):
    page = browse(getattr(world, who)).post(reverse("pins:start", args=[world.someone.pk]))
    return page.context["code"]


def type_code(client, world, code, number=None):
    number = number or world.someone.prison_number
    return client.post(reverse("pins:code"), {"number": number, "code": code})


def choose(client, pin=PIN, again=None, how="numbers"):
    return client.post(f"{reverse('pins:choose')}?how={how}", {"pin": pin, "again": again or pin})


def opens(client):
    return client.get(reverse("home")).status_code == 200


def test_a_first_pin_from_the_printed_code_to_the_first_page(world, browse, tablet):
    code = start(world, browse)
    assert type_code(tablet, world, code.lower()).headers["Location"] == reverse("pins:choose")
    page = tablet.get(reverse("pins:choose")).content.decode()
    assert "Key worker ZZA (Key worker) made this code for you on" in page
    assert choose(tablet).headers["Location"] == reverse("home")
    assert opens(tablet)
    kept = str(list(PinCode.objects.values()) + list(AuditEvent.objects.values()) + list(Pin.objects.values()))
    assert code.replace(" ", "") not in kept
    assert f"'{PIN}'" not in kept


def test_the_pin_is_kept_as_an_argon2id_hash(world, settings):
    from django.conf import settings as configured

    settings.PASSWORD_HASHERS = ["justice_portal.accounts.hashers.PortalArgon2Hasher"]
    assert configured.PASSWORD_HASHERS
    assert give_pin(world.person).secret.startswith("argon2$argon2id$")


def test_a_code_works_once(world, browse, tablet):
    code = start(world, browse)
    type_code(tablet, world, code)
    choose(tablet)
    other = at_tablet(make_device(world.wing))
    assert "did not work" in type_code(other, world, code).content.decode()
    assert other.get(reverse("pins:choose")).status_code == 302


def test_of_two_tablets_with_one_code_one_wins(world, browse, tablet):
    code, other = start(world, browse), at_tablet(make_device(world.wing))
    for client in (tablet, other):
        type_code(client, world, code)
    choose(tablet, "4862")
    choose(other, "7391")
    assert opens(tablet)
    assert not opens(other)


def test_a_code_works_for_half_an_hour(world, browse, tablet, time_machine):
    time_machine.move_to("2027-03-01 09:00+00:00", tick=False)
    code = start(world, browse)
    type_code(tablet, world, code)
    time_machine.shift(timedelta(minutes=30, seconds=1))
    assert choose(tablet).headers["Location"] == reverse("pins:code")
    assert "did not work" in type_code(tablet, world, code).content.decode()
    assert not Pin.objects.exists()


def test_a_code_works_on_tablets_of_the_wing_only(world, browse):
    code = start(world, browse)
    elsewhere = at_tablet(make_device(WingFactory(establishment=world.here)))
    assert "did not work" in type_code(elsewhere, world, code).content.decode()
    from django.test import Client

    assert type_code(Client(), world, code).headers["Location"] == reverse("accounts:sign-in")


def test_a_code_is_for_one_person(world, browse, tablet):
    from tests.factories import sign_in_for

    other = PersonFactory(establishment=world.here, wing=world.wing)
    sign_in_for(other)
    code = start(world, browse)
    assert "did not work" in type_code(tablet, world, code, other.prison_number).content.decode()


def test_a_new_code_ends_the_one_before(world, browse, tablet):
    first, second = start(world, browse), start(world, browse, "manager")
    assert "did not work" in type_code(tablet, world, first).content.decode()
    assert type_code(tablet, world, second).status_code == 302


def test_wrong_codes_count_as_tries_to_sign_in(world, browse, tablet):
    code = start(world, browse)
    for _ in range(5):
        type_code(tablet, world, "ABCD 2345")
    assert "did not work" in type_code(tablet, world, code).content.decode()


def test_t38a_a_reset_is_told_to_the_person_with_who_and_when_and_the_old_pin_goes_on(world, browse, tablet):
    give_pin(world.person)
    code = start(world, browse, "manager")
    assert Notice.objects.get(user=world.person).kind == "pin.code_started"
    number = world.someone.prison_number
    tablet.post(reverse("accounts:sign-in"), {"number": number, "pin": PIN})
    page = tablet.get(reverse("pins:mine")).content.decode()
    assert "Manager ZZA (Manager)" in page
    tablet.post(reverse("accounts:sign-out"))
    type_code(tablet, world, code)
    choose(tablet, "7391")
    kinds = set(Notice.objects.filter(user=world.person).values_list("kind", flat=True))
    assert kinds == {"pin.code_started", "pin.chosen"}
    tablet.post(reverse("accounts:sign-out"))
    again = start(world, browse)
    type_code(tablet, world, again)
    page = tablet.get(reverse("pins:choose")).content.decode()
    assert "Manager ZZA (Manager)" in page, "a code that staff used themselves shows with the next one"


def test_t38a_no_permission_of_staff_sets_a_pin(world, browse):
    start(world, browse)
    code, device = PinCode.objects.get(), make_device(world.wing)
    for who in ("key_worker", "manager", "administrator", "pom"):
        by = getattr(world, who)
        with pytest.raises(PermissionDenied):
            actions.choose_pin(code, kind="numbers", secret=PIN, tablet=device, by=by)
        pin = give_pin(world.person)
        with pytest.raises(PermissionDenied):
            actions.change_pin(pin, kind="numbers", secret="7391", tablet=device, by=by)
    assert AuditEvent.objects.filter(event__in=["pin.chosen", "pin.changed"]).count() == 0


@pytest.mark.parametrize("who", ["tutor", "mentor", "person", "key_worker_elsewhere", "administrator"])
def test_who_may_not_start_a_code(world, who):
    with pytest.raises(PermissionDenied):
        actions.start_code(world.someone, by=getattr(world, who))
    assert not PinCode.objects.exists()


def test_a_code_needs_a_wing_and_an_account(world):
    for person in (PersonFactory(establishment=world.here, wing=world.wing), PersonFactory(establishment=world.here)):
        with pytest.raises(DomainError):
            actions.start_code(person, by=world.manager)


WEAK = ["1234", "9876", "7890", "2468", "1111", "1212", "123123", "1122", "2580", "1990", "1705", "170590", "0001", "1000",
        "123", "1234567", "12a4", "", "１２３５"]  # fmt: skip


@pytest.mark.parametrize("secret", WEAK)
def test_weak_pins_are_refused_by_form_and_action(world, browse, tablet, secret):
    person = world.someone
    type(person).objects.filter(pk=person.pk).update(born_on=date(1990, 5, 17), prison_number="A0001QQ")
    person.refresh_from_db()
    assert weakness("numbers", secret, person)
    type(person).objects.filter(pk=person.pk).update(prison_number=world.person.username)
    type_code(tablet, world, start(world, browse))
    choose(tablet, secret)
    assert not Pin.objects.exists() or secret in {"0001", "1000"}


@pytest.mark.parametrize("secret", ["4862", "73915", "904716"])
def test_good_pins_are_taken(world, secret):
    assert weakness("numbers", secret, world.someone) == ""


def test_weak_pictures_are_refused():
    for weak in (
        "sun,moon,star,tree",
        "sun,sun,sun,sun",
        "sun,moon,sun,moon",
        "tree,star,moon,sun",
        "sun,fish",
        "sun,fish,key,x",
        "",
    ):
        assert weakness("pictures", weak, None), weak
    assert weakness("pictures", "sun,fish,key,moon", None) == ""


def test_pictures_are_chosen_and_open_the_door(world, browse, tablet):
    type_code(tablet, world, start(world, browse))
    names = ("fish", "key", "sun", "cup")
    given = {f"{field}_{n}": name for field in ("pin", "again") for n, name in enumerate(names, start=1)}
    tablet.post(f"{reverse('pins:choose')}?how=pictures", given)
    assert Pin.objects.get().kind == "pictures"
    assert opens(tablet)


def test_two_that_differ_are_told_and_nothing_is_set(world, browse, tablet):
    type_code(tablet, world, start(world, browse))
    assert "not the same" in choose(tablet, "4862", "4863").content.decode()
    assert not Pin.objects.exists()


def test_a_person_changes_their_pin_after_the_old_one(world, tablet, browse):
    give_pin(world.person)
    client = browse(world.person)
    url = reverse("pins:change")
    assert "not your PIN" in client.post(url, {"old": "9999", "pin": "7391", "again": "7391"}).content.decode()
    assert client.post(url, {"old": PIN, "pin": "7391", "again": "7391"}).status_code == 302
    client.post(reverse("accounts:sign-out"))
    tablet.post(reverse("accounts:sign-in"), {"number": world.someone.prison_number, "pin": "7391"})
    assert opens(tablet)


def test_choosing_on_a_tablet_ends_other_visits(world, browse, tablet):
    give_pin(world.person)
    other = browse(world.person)
    assert opens(other)
    type_code(tablet, world, start(world, browse))
    choose(tablet, "7391")
    assert not opens(other)
