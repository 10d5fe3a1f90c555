"""The reminder of the day before, by notice, text or email; and GOV.UK Notify as the real backend."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import time_machine

from justice_portal import clock
from justice_portal.govuk_notify import EmailBackend, NotifyRefused, send_text
from justice_portal.jobs.running import run_job
from justice_portal.models import Job, Notice
from justice_portal.phones.models import OwnPhone
from rehab.appointments import actions
from rehab.appointments.figures import attendance
from rehab.appointments.nightly import remind_of_tomorrow
from rehab.models import Appointment, Reminder
from tests.rehab.appointments.conftest import at

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"


def letters(settings):
    folder = Path(settings.EMAIL_FILE_PATH)
    return [json.loads(file.read_text()) for file in sorted(folder.glob("*.text.json"))] if folder.exists() else []


def send(reminder):
    """Run the job of this reminder."""
    return run_job(Job.objects.get(key=f"reminder:{reminder.pk}").pk)


def remind_at(hour):
    """At an hour of tomorrow: the roles of the world began only now, at whatever hour the test runs."""
    with time_machine.travel(at(1, hour)):
        remind_of_tomorrow()


def test_the_day_before_a_notice_and_a_text_that_names_nothing_once(world, book, settings):
    meeting, later = book(days=2), book(days=3)
    remind_at(8)  # nobody is texted early
    assert not Reminder.objects.exists()
    for hour in (11, 12):
        remind_at(hour)
    assert not later.reminders.exists()
    assert {one.way for one in meeting.reminders.all()} == {"notice", "text"}
    assert Notice.objects.filter(user=meeting.person.user, kind="appointment.tomorrow").count() == 1
    text = meeting.reminders.get(way="text")
    with time_machine.travel(at(1, 12)):
        assert [send(text), send(text)] == ["done", None]
    sent = letters(settings)
    assert [one["words"] for one in sent] == ["You have something on tomorrow. Sign in to see it."]
    assert Reminder.objects.get(pk=text.pk).status == "sent"


def test_who_does_not_want_texts_gets_the_notice_only(world, book):
    meeting = book(days=2)
    actions.choose_reminders(meeting.person, wants=False, by=meeting.person.user)
    remind_at(11)
    assert [one.way for one in meeting.reminders.all()] == ["notice"]


def test_a_moved_appointment_and_a_phone_that_is_gone_send_nothing(world, book, settings):
    meeting = book(days=2)
    remind_at(11)
    text = meeting.reminders.get(way="text")
    OwnPhone.objects.update(ended_at=clock.now())
    with time_machine.travel(at(1, 12)):
        send(text)
    assert letters(settings) == []
    assert Reminder.objects.get(pk=text.pk).status == "failed"


def test_missed_of_a_hundred_with_and_without_a_reminder(world, book):
    for nth in range(5):
        meeting = book(days=nth + 1)
        now = clock.now() - timedelta(days=nth + 1)
        is_missed = nth in {0, 4}
        decided = {"status": "acceptable", "asked_at": now, "reply_due_at": now} if is_missed else {"status": "kept"}
        Appointment.objects.filter(pk=meeting.pk).update(starts_at=now, ends_at=now + timedelta(hours=1), **decided)
        if nth < 2:
            Reminder.objects.create(appointment=meeting, way="text", for_day=now.date(), status="sent", sent_at=now)
    found = attendance(Appointment.objects.all())
    assert (found[True].total, found[True].rate) == (2, 50.0)
    assert (found[False].total, found[False].rate) == (3, 33.3)


class Notify(BaseHTTPRequestHandler):
    """Answers as the service does, and keeps what it was sent."""

    asked, status = [], 201

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"], body))
        self.send_response(self.status)
        self.end_headers()
        answer = {"id": "1"} if self.status == 201 else {"errors": [{"error": "RateLimitError", "message": "+44 77"}]}
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_given):
        pass


@pytest.fixture
def notify(monkeypatch):
    Notify.asked, Notify.status = [], 201
    server = HTTPServer(("127.0.0.1", 0), Notify)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setenv("NOTIFY_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("NOTIFY_API_KEY", f"portal-live-{SERVICE}-{SECRET}")
    monkeypatch.setenv("NOTIFY_TEXT_TEMPLATE", "text-template")
    monkeypatch.setenv("NOTIFY_EMAIL_TEMPLATE", "email-template")
    yield Notify
    server.shutdown()
    thread.join()
    server.server_close()


def claims_of(header):
    head, claims, signature = header.removeprefix("Bearer ").split(".")
    wanted = hmac.digest(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256)
    assert base64.urlsafe_b64encode(wanted).rstrip(b"=").decode() == signature
    return json.loads(base64.urlsafe_b64decode(claims + "=="))


def test_notify_gets_a_signed_request_for_a_text_and_an_email(notify, settings, mailoutbox):
    from django.core.mail import EmailMessage

    send_text("+447700900123", "Sign in.")
    assert EmailBackend().send_messages([EmailMessage("New", "Sign in.", to=["sam@mail.test"])]) == 1
    (path, token, text), (email_path, _token, email) = notify.asked
    assert (path, email_path) == ("/v2/notifications/sms", "/v2/notifications/email")
    claims = claims_of(token)
    assert claims["iss"] == SERVICE
    assert abs(claims["iat"] - clock.now().timestamp()) < 30
    assert text == {
        "phone_number": "+447700900123", "template_id": "text-template", "personalisation": {"words": "Sign in."},
    }  # fmt: skip
    assert email["personalisation"] == {"subject": "New", "words": "Sign in."}


def test_t10_a_refusal_raises_without_the_words_or_the_number(notify):
    notify.status = 429
    with pytest.raises(NotifyRefused) as refused:
        send_text("+447700900123", "Sign in.")
    assert str(refused.value) == "429 RateLimitError"


def test_the_reminder_goes_through_notify_where_the_deployment_says_so(world, book, notify, settings):
    settings.TEXT_MESSAGE_BACKEND = "justice_portal.govuk_notify.send_text"
    meeting = book(days=2)
    remind_at(11)
    text = meeting.reminders.get(way="text")
    notify.status = 500
    with time_machine.travel(at(1, 12)):
        send(text)
    assert Reminder.objects.get(pk=text.pk).status == "waiting"  # the job tries again
    notify.status = 201
    with time_machine.travel(at(1, 14)):
        send(text)
    assert Reminder.objects.get(pk=text.pk).status == "sent"
