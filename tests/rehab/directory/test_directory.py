"""Local services: a list is taken in whole or not at all, can be sent twice, and is found by need and place."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.csv_input import BadFileError
from justice_portal.editing import stamp
from justice_portal.errors import DomainError
from rehab.directory import actions
from rehab.directory.hours import in_words
from rehab.directory.importer import read_services
from rehab.directory.loading import service_now
from rehab.models import MeetingPlace, OpeningTime, Service

HEAD = "name,what,needs,area,address,postcode,phone,opening_times,languages,access"
ROOM = 'Hafan,They help you find a room.,accommodation;finance,"Hereford, Ross",4 Mill Lane,hr12ab,01632 960101,"Mon-Fri 09:00-17:00; Sat 10:00-12:00, 13:00-15:00",English; Welsh,No steps'
LINE = "Clear Line,Call to talk about drink.,drugs-and-alcohol,Wales,,,01632 960105,always,English,"


def listed(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def load(*rows, by=SYSTEM, head=HEAD):
    return actions.load_services(Service, facts=read_services(listed(*rows, head=head)), by=by)


def upload(browser, data):
    return browser.post(reverse("directory:upload"), {"file": SimpleUploadedFile("services.csv", data)})


def one_more(**fields):
    place = MeetingPlace.objects.create(
        name=f"Help {uuid4().hex[:6]}", address="1 Low Road", postcode="ZZ1 1ZZ", is_for_meetings=False
    )
    OpeningTime.objects.create(place=place, weekday=0, opens=time(9), closes=time(17))
    return Service.objects.create(
        place=place, **{"what": "They help.", "needs": ["health"], "area": "Hereford", **fields}
    )


def everything():
    return list(Service.objects.values()), list(MeetingPlace.objects.values()), OpeningTime.objects.count()


def test_staff_send_a_list_and_the_person_finds_reads_and_prints_it(world, browse):
    answer = upload(browse(world.pom), listed(ROOM, LINE))
    assert answer.headers["Location"] == reverse("directory:services")
    assert AuditEvent.objects.filter(event="directory.services_loaded").exists()
    mine = browse(world.person)
    assert reverse("directory:mine") in mine.get("/").content.decode()
    room = Service.objects.get(place__name="Hafan")
    for asked in (
        {"need": "accommodation"},
        {"words": "hereford"},
        {"words": "HR1"},
        {"words": "hr1 2ab"},
        {"words": "hafan ross"},
    ):
        page = mine.get(reverse("directory:mine"), asked).content.decode()
        assert room.get_absolute_url() in page, asked
        assert "Clear Line" not in page, asked
    assert "We found no one" in mine.get(reverse("directory:mine"), {"words": "Hafan Cardiff"}).content.decode()
    page = mine.get(room.get_absolute_url()).content.decode()
    for words in (
        'href="tel:01632960101"',
        "Monday to Friday",
        "9am to 5pm",
        "10am to midday and 1pm to 3pm",
        "Shut",
        "HR1 2AB",
    ):
        assert words in page
    paper = mine.get(reverse("directory:paper"), {"need": "drugs-and-alcohol"}).content.decode()
    assert "All day and all night" in paper
    assert "Hafan" not in paper


def test_the_same_list_twice_is_one_list_and_a_changed_row_is_brought_up_to_date(world):
    assert vars(load(ROOM, LINE, by=world.com)) == {"added": 2, "changed": 0, "same": 0}
    before = everything()
    assert vars(load(ROOM, LINE, by=world.com)) == {"added": 0, "changed": 0, "same": 2}
    assert everything() == before
    changed = ROOM.replace("Hafan", "HAFAN").replace("hr12ab", "HR1 2AB").replace("Mon-Fri 09", "Mon-Fri 10")
    assert vars(load(changed, by=world.com)) == {"added": 0, "changed": 1, "same": 0}
    room = Service.objects.get(place__name="HAFAN")
    assert in_words(room.place.opening_times.all())[0] == ("Monday to Friday", "10am to 5pm")
    assert Service.objects.count() == 2


def test_a_key_finds_the_service_when_name_and_postcode_are_new(world):
    load(f"{ROOM},h-1", head=f"{HEAD},key")
    load(f"{ROOM.replace('Hafan', 'Hafan Homes').replace('hr12ab', 'HR3 4CD')},h-1", head=f"{HEAD},key")
    assert Service.objects.get().place.name == "Hafan Homes"
    with pytest.raises(BadFileError, match="Row 2, key"):
        load(f"{ROOM.replace('Hafan', 'Hafan Homes').replace('hr12ab', 'HR3 4CD')},h-2", head=f"{HEAD},key")


WRONG = {
    "no such need": (LINE.replace("drugs-and-alcohol", "housing"), "Row 3, needs"),
    "no such day": (LINE.replace("always", "Mun 09:00-17:00"), "Row 3, opening_times"),
    "closes before it opens": (LINE.replace("always", "Mon 17:00-09:00"), "Row 3, opening_times"),
    "one day twice": (LINE.replace("always", "Mon 09:00-10:00; Mon-Tue 11:00-12:00"), "Row 3, opening_times"),
    "not a postcode": (LINE.replace("Wales,,", "Wales,1 High St,HEREFORD"), "Row 3, postcode"),
    "an address without postcode": (LINE.replace("Wales,,", "Wales,1 High St,"), "Row 3, postcode"),
    "no way to reach it": (LINE.replace("01632 960105", ""), "Row 3, phone"),
    "words for a phone": (LINE.replace("01632 960105", "ask at desk"), "Row 3, phone"),
    "the same as row 2 but for a gap": (ROOM.replace("hr12ab", "HR1 2AB"), "row 2"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_list_with_one_bad_row_is_refused_whole_with_its_line(world, browse, fault):
    row, said = WRONG[fault]
    with pytest.raises(BadFileError, match=said):
        load(ROOM, row)
    answer = upload(browse(world.manager), listed(ROOM, row))
    assert answer.status_code == 400
    assert "thing to put right" in answer.content.decode()
    assert everything() == ([], [], 0)


def test_the_command_says_why_and_takes_nothing(db, tmp_path):
    file = tmp_path / "services.csv"
    file.write_bytes(listed(ROOM, LINE.replace("always", "now and then")))
    with pytest.raises(CommandError, match="Row 3, opening_times"):
        call_command("import_services", file)
    assert not Service.objects.exists()
    file.write_bytes(listed(ROOM, LINE))
    call_command("import_services", file)
    assert Service.objects.count() == 2


def test_an_office_where_staff_meet_people_is_changed_by_managers_only(world):
    office = MeetingPlace.objects.create(name="Hafan", address="1 Old Road", postcode="HR1 2AB")
    with pytest.raises(BadFileError, match="only a manager"):
        load(ROOM, by=world.com)
    load(ROOM, by=world.manager)
    office.refresh_from_db()
    assert (office.address, office.is_for_meetings) == ("4 Mill Lane", True)
    assert Service.objects.get().place == office


def test_services_crowd_no_list_of_places_to_meet(world, browse):
    load(ROOM)
    assert not MeetingPlace.objects.in_use().exists()
    assert "Hafan" not in browse(world.manager).get(reverse("appointments:places")).content.decode()


def test_i_checked_it_today_moves_the_review_date_once(world, browse):
    load(ROOM)
    service = Service.objects.get()
    com = browse(world.com)
    queue = reverse("directory:services") + "?due=1"
    assert "Hafan" in com.get(queue).content.decode()
    for _ in range(2):
        answer = com.post(reverse("directory:checked", args=[service.pk]), {"next": queue})
        assert answer.headers["Location"] == queue
    service.refresh_from_db()
    assert (service.checked_on, service.checked_by) == (clock.today(), world.com)
    assert service.review_on == clock.today() + timedelta(days=182)
    assert AuditEvent.objects.filter(event="directory.service_checked").count() == 1
    assert "Hafan" not in com.get(queue).content.decode()
    with time_machine.travel(clock.now() + timedelta(days=183)):
        assert list(Service.objects.due()) == [service]
    answer = com.post(reverse("directory:checked", args=[service.pk]), {"next": "https://evil.example/"})
    assert answer.headers["Location"] == service.get_absolute_url()


def test_key_workers_read_and_change_nothing(world):
    service = one_more()
    with pytest.raises(PermissionDenied):
        actions.check_service(service, by=world.key_worker)
    with pytest.raises(PermissionDenied):
        load(ROOM, by=world.key_worker)


def form(**changed):
    given = {
        "key": str(uuid4()), "name": "Side by Side", "what": "Somebody walks with you.", "needs": ["health", "family"],
        "area": "Leominster", "phone": "01632 960112", "hours_0": "09:00-12:00", "is_listed": "on",
    }  # fmt: skip
    return given | changed


def test_staff_add_and_change_one_service_and_bad_input_keeps_what_was_typed(world, browse):
    com, url = browse(world.com), reverse("directory:add")
    page = com.post(url, form(phone="", hours_0="9 to late")).content.decode()
    assert "Write a phone number or an address" in page
    assert "09:00-17:00" in page
    assert "Somebody walks with you." in page
    assert not Service.objects.exists()
    sent = form()
    assert com.post(url, sent).status_code == com.post(url, sent).status_code == 302
    service = Service.objects.get()
    assert not service.is_due
    change = reverse("directory:change", args=[service.pk])
    assert "09:00-12:00" in com.get(change).content.decode()
    com.post(change, form(name="Side by side", is_listed="", seen=stamp(service_now(service))))
    service.refresh_from_db()
    assert (service.place.name, service.is_listed) == ("Side by side", False)
    assert browse(world.person).get(service.get_absolute_url()).status_code == 404
    assert com.get(service.get_absolute_url()).status_code == 200
    again = com.post(url, form(name="Side by side")).content.decode()
    assert "on the list already" in again


def test_adding_a_service_twice_by_name_is_refused(world):
    service = one_more()
    place = {"name": service.place.name, "postcode": "ZZ1 1ZZ", "address": "1 Low Road"}
    facts = {"what": "x", "needs": ["work"], "area": "x"}
    with pytest.raises(DomainError, match="already"):
        actions.add_service(Service, key=uuid4(), place=place, hours={}, facts=facts, by=world.com)


@pytest.mark.parametrize(
    ("who", "url"), [("person", "directory:mine"), ("person", "directory:paper"), ("com", "directory:services")]
)
def test_lists_cost_the_same_for_any_length(world, browse, same_queries, who, url):
    same_queries(browse(getattr(world, who)), reverse(url) + "?words=hereford", add_row=one_more)
