"""Every page that a person may open, in English and in Welsh: with rows to show, without any, and with a form sent wrong."""

import inspect
import re
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from justice_portal import clock
from justice_portal.keys import uuid7
from justice_portal.models import Notice, OwnPhone, Passkey, Problem
from justice_portal.notices.kinds import KINDS
from justice_portal.pins.actions import start_code
from learning.practice.actions import try_question
from learning.quizzes.actions import start_quiz
from learning.review.actions import try_again
from mentoring.messages.drafts.actions import keep_draft
from mentoring.messages.held.actions import ask_second_look
from mentoring.models import Hold, Match
from rehab.models import Goal, PathwayState, Plan, Step
from reporting.models import Account, ProgressReport
from tests.factories import PersonFactory, sign_in_for, staff
from tests.justice_portal.devices.tablets import at_tablet, make_device
from tests.learning.content import (
    finish_lessons,
    gaps,
    hotspot,
    long,
    make_course,
    match,
    order,
    passage,
    rating,
    short,
    single,
    start,
    take_quiz,
)  # fmt: skip
from tests.learning.packages.states import course_with_rules
from tests.mentoring.pairs import PHONE, matched, proposed, say
from tests.policy import arguments, policy, room_rows
from tests.rehab.complaints.states import complaints_in_each_state
from tests.rehab.requests.states import requests_in_each_state
from tests.signing_in import remember, sign_in
from tests.told import Told

#: Public pages that are doors of staff, and what no reader opens.
STAFF_DOORS = {
    "account_login", "account_logout", "account_signup", "mfa_authenticate", "invitations:open", "invitations:take", "health", "resets:ask", "resets:asked",
    "resets:open", "resets:take", "becoming:open", "becoming:thanks",
    "devices:enrol", "visits:lock", "visits:demo-tablets", "visits:demo-tablet",
}  # fmt: skip
#: What somebody typed. It stays in the language that it was typed in.
TYPED = "I can do it."
#: Rooms that are the staff's, but for a form: the door of the tablet.
STAFF_ROOMS = {"accounts"}
#: What a person sends when they get everything wrong.
WRONG = "x" * 5001
#: Numbers and addresses change from page to page: the words around them do not.
CHANGING = re.compile(r"/\S*|\d+")
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*?\bname="([^"]+)"')


@dataclass(frozen=True)
class Visit:
    """One page: who opened it and how, what came, and the files that its words may come from.

    welsh is empty where a page says nothing that another page did not say.
    """

    where: str
    english: str
    welsh: str
    sources: frozenset


@dataclass(frozen=True)
class Page:
    """One request, and what came."""

    name: str
    verb: str
    url: str
    given: dict
    html: str
    sources: frozenset

    @classmethod
    def ask(cls, client, name, verb, url, given=()):
        return cls(name, verb, url, dict(given), *answer(client, verb, url, dict(given)))


def every_page(world):
    """Visits of a person in prison and one on probation with rows of all kinds, of one who is new, and at the door."""
    readers = {"in prison": (world.people["here"], "here"), "on probation": (world.people["released"], "released")}
    said = set()
    for reader, (person, state) in readers.items():
        made = {"person": person}
        for make in room_rows():
            made.update(make(world, state, person))
        made["everywhere"] = much_happened(world, person, made)
        yield from visits(reader, person.user, made, said)
    new = PersonFactory(establishment=world.here, wing=world.wing)
    yield from visits("new", sign_in_for(new), {"person": new}, said)
    yield from choosing_a_pin(world, new.user)
    yield from on_an_own_phone(world, world.people["released"])
    yield from visits("at the door", None, {"everywhere": ["/no/such/page/"]}, said)


def visits(reader, user, made, said):
    """All pages in English first, then in Welsh those that say something new; said collects what was said before."""
    client = Client()
    if user:
        sign_in(client, user)
    speak(client, user, "en")
    english = [page for page in opened(client, user, made, sends=reader != "on probation") if page.html]
    speak(client, user, "cy")
    for page in english:
        words = {CHANGING.sub("", text) for text in Told(page.html).pieces}
        welsh, _sources = answer(client, page.verb, page.url, page.given) if words - said else ("", ())
        said |= words
        yield Visit(f"{reader}: {page.name}", page.html, welsh, page.sources)


def speak(client, user, language):
    client.cookies["language"] = language
    if user:
        type(user).objects.filter(pk=user.pk).update(language=language)


def opened(client, user, made, *, sends):
    for name, row in policy().items():
        if name in STAFF_DOORS or not may_open(row, user):
            continue
        try:
            url = reverse(name, kwargs=arguments(row, made))
        except KeyError:  # a row that this reader does not have
            continue
        opens = may_open(row, user, ("get",))
        page = Page.ask(client, name, "get", url) if opens else None
        if page:
            yield page
        if sends:
            yield from sent(client, name, url, page)
    for url in made.get("everywhere", ()):
        yield Page.ask(client, url, "get", url)


def may_open(row, user, verbs=("get", "post")):
    if row.get("public") or (user and row.get("everyone")):
        return True
    return user is not None and any("person" in row.get(verb, "").split() for verb in verbs)


def sent(client, name, url, page):
    """What comes back when the form of a page is sent empty, and with everything wrong."""
    fields = set(FIELD.findall(page.html)) - {"language", "next", "csrfmiddlewaretoken"} if page else set()
    if fields or not page:
        yield Page.ask(client, f"{name}, sent empty", "post", url)
    if fields:
        yield Page.ask(client, f"{name}, sent wrong", "post", url, dict.fromkeys(fields, WRONG))


def answer(client, verb, url, given):
    """The page that comes back and its sources, or nothing where none does. Whatever was changed is put back."""
    with transaction.atomic():
        response = getattr(client, verb)(url, given)
        if response.status_code == 302 and "sign-in" not in response.headers["Location"]:
            response = client.get(response.headers["Location"])
        transaction.set_rollback(True)
    if response.streaming:  # a file: read to its end, which closes it
        deque(response.streaming_content, maxlen=0)
        return "", frozenset()
    if response.status_code in {302, 405} or not response.headers.get("Content-Type", "").startswith("text/html"):
        return "", frozenset()
    return response.content.decode(), frozenset(sources(response))


def sources(response):
    """The templates of a page, and the modules of the room that it belongs to, as paths below the checkout."""
    yield from (template.origin.name for template in response.templates if template.origin)
    if response.status_code != 404:
        room = Path(inspect.getsourcefile(inspect.unwrap(response.resolver_match.func))).parent
        modules = (
            ("views", "forms", "actions", "models", "notice_kinds") if room.name not in STAFF_ROOMS else ("forms",)
        )
        yield from (str(room / f"{name}.py") for name in modules)


def choosing_a_pin(world, user):
    """The door of a tablet for who has a code on paper: the page that asks for it, and the one after a right code."""
    person = user.person
    client = at_tablet(make_device(person.wing))
    for language in ("en", "cy"):
        speak(client, user, language)
        code = start_code(person, by=world.manager)[1]
        client.post(reverse("pins:code"), {"number": user.username, "code": code})
        pages = [
            Page.ask(client, "pins:code", "get", reverse("pins:code")),
            Page.ask(client, "pins:code, sent wrong", "post", reverse("pins:code"), {"number": "x", "code": "x"}),
            *(
                Page.ask(client, f"pins:choose, {verb}", verb, f"{reverse('pins:choose')}?how={how}", {"pin": "1"})
                for how in ("numbers", "pictures")
                for verb in ("get", "post")
            ),
        ]
        if language == "en":
            english = pages
    for page, welsh in zip(english, pages, strict=True):
        yield Visit(f"with a code: {page.name}", page.html, welsh.html, page.sources)


def on_an_own_phone(world, person):
    """What is there only for who came by the door for own phones: with a passkey and without, at once and later."""
    phone = person.own_phones.filter(ended_at=None).first() or OwnPhone.objects.create(person=person, number=PHONE)
    pages = {}
    for language in ("en", "cy"):
        client = sign_in(Client(), person.user)
        fresh = [{"method": "code", "at": clock.now().timestamp()}]
        remember(client, door="phone", own_phone=str(phone.pk), account_authentication_methods=fresh)
        speak(client, person.user, language)
        listed = reverse("passkeys:passkey-list")
        pages[language] = [Page.ask(client, "no passkey", "get", listed)]
        key = software_passkey(person.user)
        pages[language].append(Page.ask(client, "passkeys made", "get", listed))
        pages[language].append(Page.ask(client, "passkeys:passkey-add, wrong", "post", reverse("passkeys:passkey-add")))
        remember(client, account_authentication_methods=[])
        pages[language].append(Page.ask(client, "passkeys later", "get", listed))
        pages[language].append(Page.ask(client, "display:settings", "get", reverse("display:settings")))
        key.authenticator.delete()
    for page, welsh in zip(pages["en"], pages["cy"], strict=True):
        yield Visit(f"on an own phone: {page.name}", page.html, welsh.html, page.sources)


def software_passkey(user):
    known = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "passkey"})
    return Passkey.objects.create(authenticator=known, user=user, credential_id=b"x", public_key=b"x")


def much_happened(world, person, made):
    """More rows in more states than the access matrix asks for; the addresses of the pages that show them."""
    return [
        *problems_in_each_state(world, person),
        *messages_in_each_state(world, person, made["thread"]),
        *plan_in_each_state(world, made["plan"]),
        *reports_in_each_state(world, person, made["report_ready"]),
        *learning_in_each_state(person, made["course_code"]),
        *course_with_rules(world, person, TYPED),
        *requests_in_each_state(world, person),
        *complaints_in_each_state(world, person),
        *notices_of_each_kind(person, made["problem"]),
        *made["may_i_pages"],
        *made["cv_pages"],
        *made["course_pages"],
        *made["letter_pages"],
        *made["vacancy_pages"],
    ]


def problems_in_each_state(world, person):
    for kind, status in zip(Problem.Kind.values, ["new", "answered", "new", "looking", "answered"], strict=True):
        problem = Problem.objects.create(kind=kind, status=status, told_by=person.user, person=person, words=TYPED)
        if status != Problem.Status.NEW:
            problem.taken_by, problem.taken_at = world.manager, clock.now()
        if status == Problem.Status.ANSWERED:
            problem.answered_by, problem.answered_at = world.manager, clock.now()
            problem.answer, problem.answered_as = TYPED, "manager"
        problem.save()
        yield problem.get_absolute_url()


def messages_in_each_state(world, person, thread):
    mentor = thread.match.mentor
    say(thread, mentor, TYPED)
    say(thread, person.user, TYPED)
    for reason in Hold.Reason.values:
        hold = say(thread, person.user, PHONE).holds.get()
        stopped = {"status": "stopped", "reason": reason, "words": TYPED}
        Hold.objects.filter(pk=hold.pk).update(decided_at=clock.now(), decided_by=world.moderator, **stopped)
        type(hold.message).objects.filter(pk=hold.message_id).update(status="stopped")
    yield from other_states(world, person, thread)
    for changes in ({}, {"status": "paused"}, {"status": "ended", "ended_at": clock.now(), "end_reason": "away"}):
        match = matched(person, staff("mentor"), world.here)
        Match.objects.filter(pk=match.pk).update(**changes)
        yield reverse("messages:thread", args=[match.thread.pk])
    proposed(person, staff("mentor"), world.here)
    yield from (reverse("messages:thread", args=[thread.pk]) + f"?sent={thread.messages.first().pk}", "/messages/")


def other_states(world, person, thread):
    """In part, late, for the morning, taken back, asked for a second look, looked at a second time, begun."""
    messages = type(thread.messages.first()).objects
    for changes, state in (
        ({"status": "passed", "whole": TYPED, "reason": "contact", "words": TYPED}, "passed"),
        ({"due_at": clock.now() - timedelta(days=1)}, "held"),
        ({"second_asked_at": clock.now()}, "held"),
        ({"status": "withdrawn"}, "withdrawn"),
    ):
        hold = say(thread, person.user, PHONE).holds.get()
        decided = {"decided_at": clock.now(), "decided_by": world.moderator} if "status" in changes else {}
        Hold.objects.filter(pk=hold.pk).update(**changes, **decided)
        arrived = {"delivered_at": clock.now()} if state == "passed" else {}
        messages.filter(pk=hold.message_id).update(status=state, **arrived)
    stopped = Hold.objects.filter(message__thread=thread, status="stopped", second=None).first()
    message = messages.get(pk=stopped.message_id)
    ask_second_look(message, by=person.user)
    keep_draft(thread, words=TYPED, by=person.user)
    place = reverse("messages:thread", args=[thread.pk])
    later = say(thread, person.user, TYPED)
    messages.filter(pk=later.pk).update(status="later", delivered_at=None, goes_on_at=clock.now())
    yield from (
        place,
        f"{place}?kept=1",
        f"{place}?again={later.pk}",
        f"{place}?sent={later.pk}",
        "/messages/checking/",
    )


def plan_in_each_state(world, plan):
    months = timedelta(days=40)
    for pathway, status in zip(
        ["accommodation", "education", "health", "finance", "drugs", "family"], PathwayState.Status.values, strict=True
    ):
        PathwayState.objects.create(plan=plan, pathway=pathway, status=status, changed_by=world.pom)
    for status in Goal.Status.values:
        late = clock.today() - months if status == "active" else clock.today()
        about = {"pathway": "health", "title": TYPED, "due_on": late, "status": status, "added_by": plan.person.user}
        goal = Goal.objects.create(plan=plan, made_in=plan.made_in, reason=TYPED, **about)
        for position, step in enumerate(Step.Status.values):
            turn = Step.Turn.values[position % 2]
            Step.objects.create(
                goal=goal, title=TYPED, position=position, status=step, turn=turn, added_by=world.pom,
                changed_by=plan.person.user, changed_at=clock.now(),
            )  # fmt: skip
        yield goal.get_absolute_url()
    closed = Plan.objects.create(
        person=plan.person, opened_by=world.pom, opened_at=clock.now() - months, closed_at=clock.now()
    )
    yield from (plan.get_absolute_url(), closed.get_absolute_url())


def reports_in_each_state(world, person, ready):
    months = {"from_on": clock.today() - timedelta(days=90), "to_on": clock.today()}
    for kind, status in (("wing", "open"), ("wing", "making"), ("monthly", "cancelled"), ("wing", "cancelled")):
        report = ProgressReport.objects.create(person=person, kind=kind, status=status, same_as=ready, **months)
        if kind == "wing":
            Account.objects.create(report=report, side="staff", text=TYPED, written_by=world.pom)
            Account.objects.create(report=report, side="person", text=TYPED, written_by=person.user)
        yield from (report.get_absolute_url(), reverse("reports:state", args=[report.pk]))


def learning_in_each_state(person, code):
    make_course(f"{code}-new")
    failed = start(person, make_course(f"{code}-failed"))
    finish_lessons(failed)
    attempt = take_quiz(failed, (["a"], ["c"], ["9"]))
    passed = take_quiz(failed, (["b"], ["a", "b"], ["1"]))
    half = start(person, make_course(f"{code}-half", lessons=3))
    finish_lessons(half, count=1)
    yield from (f"/learn/courses/{code}-{each}/" for each in ("new", "failed", "half"))
    yield from (f"/learn/courses/{code}-failed/quiz/", reverse("quizzes:result", args=[passed.pk]))
    yield reverse("quizzes:result", args=[attempt.pk])
    second = take_quiz(failed, (["b"],))
    yield reverse("quizzes:attempt", args=[second.pk])
    for made in (order(), match(), gaps(), passage(), hotspot(), rating(), short(), long()):
        asked = make_course(f"{code}-{made['kind']}", questions=[made, single("last")], pass_mark=1)
        yield reverse("quizzes:attempt", args=[start_quiz(start(person, asked), key=uuid7(), by=person.user).pk])
    waits = take_quiz(
        start(person, make_course(f"{code}-waits", questions=[long(), rating("r")], pass_mark=1)), (["Dear Sir"], ["2"])
    )
    hinted = make_course(f"{code}-practice", questions=[{**single("s"), "hint": short("h")["text"]}], pass_mark=1)
    practice = start_quiz(start(person, hinted), key=uuid7(), sort="practice", by=person.user)
    try_question(practice, key=uuid7(), question=practice.quiz.questions.get(), sent=["a"], by=person.user)
    yield f"{reverse('practice:practice', args=[practice.pk])}?at={practice.question_ids[0]}"
    was_wrong = waits.answers.model.objects.filter(attempt=attempt)
    was_wrong.update(answered_at=clock.now() - timedelta(days=3))
    gone = try_again(
        person, key=uuid7(), question=was_wrong.get(question__kind="single").question, sent=["b"], by=person.user
    )
    yield from (reverse("review:again"), f"{reverse('review:again')}?after={gone.pk}")
    yield from (f"/learn/courses/{code}-waits/quiz/", reverse("quizzes:result", args=[waits.pk]))


def notices_of_each_kind(person, problem):
    for name, kind in KINDS.items():
        if not may_open(policy().get(kind.leads_to, {}), person.user):
            continue  # a notice for staff
        try:
            kind.url("")
            about = {}
        except NoReverseMatch:
            about = {"about_type": problem._meta.label_lower, "about_id": str(problem.pk)}
        Notice.objects.get_or_create(user=person.user, kind=name, read_at=None, **about)
    yield reverse("notices:list")
