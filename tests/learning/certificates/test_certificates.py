"""Certificates: who gets one, that it can be checked by others' code, and that it says nothing of custody."""

import copy
import io
import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from django.urls import reverse
from openbadgeslib.ob3 import contexts

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.files import open_stored
from justice_portal.jobs.running import run_job
from justice_portal.models import Notice
from justice_portal.rights.keepsakes import keepsakes_of
from learning.certificates import actions
from learning.certificates.models import Certificate, IssuerKey
from learning.quizzes.models import Attempt
from tests.learning.content import complete, finish_lessons, make_course, start, take_quiz
from tests.signing_in import sign_in

HERE = Path(__file__).parent
CUSTODY = re.compile(r"prison|custod|offend|justice|probation|hmp|sentence|licence|convict|inmate", re.IGNORECASE)
GIVEN = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
    "https://w3id.org/security/data-integrity/v2": "security-data-integrity-v2.json",
    "https://w3id.org/security/multikey/v1": "security-multikey-v1.json",
}


NODE = Path(sys.executable).with_name("node")


@pytest.fixture
def finished(enrolment):
    """A course that was finished, at the pace of a person."""
    complete(enrolment)
    slowly(enrolment)
    enrolment.refresh_from_db()
    return enrolment


def slowly(enrolment):
    for attempt in Attempt.objects.filter(enrolment=enrolment):
        Attempt.objects.filter(pk=attempt.pk).update(started_at=attempt.finished_at - timedelta(minutes=2))


@pytest.fixture
def certificate(finished, learner):
    made = actions.ask_certificate(finished, by=learner.user)
    assert run_job(made.job_id) == "done"
    made.refresh_from_db()
    return made


def verified(badge):
    root = Path(contexts.__file__).parent
    told = {url: json.loads((root / name).read_text()) for url, name in GIVEN.items()}
    done = subprocess.run(
        [NODE, HERE / "verify.mjs"],
        input=json.dumps({"badge": badge, "contexts": told}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() in {"true", "false"}, done.stderr
    return done.stdout.strip() == "true"


def test_the_badge_is_true_for_code_that_is_not_ours_and_false_after_one_word_is_changed(certificate):
    assert verified(certificate.badge)
    changed = copy.deepcopy(certificate.badge)
    changed["credentialSubject"]["achievement"]["description"] += " Distinction."
    assert not verified(changed)


def test_the_badge_names_nobody_and_no_place(certificate, learner, settings):
    badge = certificate.badge
    assert badge["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert badge["issuer"]["name"] == "Open Learning Register"
    assert badge["credentialSubject"]["id"] == certificate.subject.urn
    assert UUID(badge["credentialSubject"]["id"]).version == 4
    text = json.dumps(badge).replace(settings.SITE_URL, "")
    for word in (*str(learner).split(), learner.prison_number, str(learner.pk), learner.establishment.name):
        assert word not in text
    assert not CUSTODY.search(text)
    assert IssuerKey.objects.count() == 1
    assert "PRIVATE KEY" not in IssuerKey.objects.get().private


def test_the_paper_is_tagged_and_says_nothing_of_custody(certificate):
    with open_stored(certificate.path) as paper:
        content = paper.read()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert not CUSTODY.search(str(pdf.docinfo) + str(pdf.open_metadata()))
    words = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    assert certificate.holder in words
    assert certificate.code_as_read in words
    assert not CUSTODY.search(words)


def test_t20_numbers_of_certificates_cannot_be_counted(certificate):
    assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{12}", certificate.code)


def test_asking_twice_is_one_certificate_and_the_person_is_told(certificate, finished, learner):
    assert actions.ask_certificate(finished, by=learner.user) == certificate
    assert Certificate.objects.count() == 1
    assert Notice.objects.filter(user=learner.user, kind="certificate.ready").count() == 1
    events = set(AuditEvent.objects.values_list("event", flat=True))
    assert {"certificate.asked", "certificate.ready"} <= events


def test_a_course_that_is_not_finished_has_no_certificate(enrolment, learner):
    finish_lessons(enrolment, count=1)
    with pytest.raises(DomainError, match="Finish the course first"):
        actions.ask_certificate(enrolment, by=learner.user)
    assert not Certificate.objects.exists()


def test_a_certificate_needs_items_that_the_server_marked(finished, learner):
    for attempt in Attempt.objects.filter(enrolment=finished):
        attempt.answers.update(is_right=None)
    with pytest.raises(DomainError, match="no quiz that we mark"):
        actions.ask_certificate(finished, by=learner.user)
    assert not Certificate.objects.exists()


def test_practice_earns_no_certificate(finished, learner):
    Attempt.objects.filter(enrolment=finished).update(sort=Attempt.Sort.PRACTICE)
    with pytest.raises(DomainError, match="no quiz that we mark"):
        actions.ask_certificate(finished, by=learner.user)


def test_t73_a_quiz_done_in_two_seconds_gives_no_certificate_and_is_written_down(enrolment, learner, caplog):
    complete(enrolment)
    enrolment.refresh_from_db()
    with pytest.raises(DomainError, match="too fast"):
        actions.ask_certificate(enrolment, by=learner.user)
    assert f"certificate too quick enrolment={enrolment.pk}" in caplog.text
    take_quiz(enrolment)
    slowly(enrolment)
    assert actions.ask_certificate(enrolment, by=learner.user)


def test_whoever_holds_the_number_learns_that_it_stands_and_no_name(certificate, learner, client):
    url = reverse("certificates:check", args=[certificate.code])
    page = client.get(url)
    assert "This certificate is real" in page.text
    for word in (*str(learner).split(), learner.prison_number, learner.establishment.name):
        assert word not in page.text
    assert not CUSTODY.search(re.sub(r"<link[^>]*>", "", page.text))
    assert "Yes, this name is on it" in client.post(url, {"name": f"  {certificate.holder.upper()} "}).text
    assert "another name" in client.post(url, {"name": "Someone Else"}).text
    assert client.get(url.lower()).status_code == 200
    assert client.get(reverse("certificates:check", args=["ABCD2345EFGH"])).status_code == 404


def test_a_certificate_that_was_withdrawn_says_so_to_everybody(certificate, world, client, finished, learner):
    client = sign_in(client, world.tutor)
    url = reverse("certificates:withdraw", args=[certificate.pk])
    assert "jp-error" in client.post(url, {}).text or client.post(url, {}).status_code == 200
    assert client.post(url, {"reason": "name"}).status_code == 302
    page = client.get(reverse("certificates:check", args=[certificate.code]))
    assert "does not stand" in page.text
    told = client.get(reverse("certificates:revoked")).json()
    assert told["revokedCredentials"] == [{"id": certificate.badge["id"], "revoked": True}]
    assert certificate.badge["credentialStatus"]["id"] == told["id"]
    assert client.get(reverse("certificates:pdf", args=[certificate.pk])).status_code == 409
    again = actions.ask_certificate(finished, by=learner.user)
    assert again.code != certificate.code


def test_it_goes_into_the_folder_that_somebody_takes_with_them(certificate, learner):
    names = [name for name, _content in keepsakes_of(learner, SYSTEM)]
    assert sum(name.lower().startswith("certificates/") for name in names) == 2


def test_the_list_of_what_is_finished_costs_the_same_for_any_length(world, learner, same_queries, client, course):
    client = sign_in(client, learner.user)

    def add():
        enrolment = start(learner, make_course(f"more-{Certificate.objects.count()}-{Attempt.objects.count()}"))
        complete(enrolment)

    same_queries(client, reverse("certificates:mine"), add_row=add)
