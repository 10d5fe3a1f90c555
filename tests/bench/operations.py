"""The operations that people do most, as requests."""

from uuid import uuid4

from tests.filled_forms import forms_of

WORDS = "I did the lesson on money today. It went well and I want to do the next one soon."


#: More than most people write in a day; over the limit of a prison, all that they write would wait for a moderator.
MESSAGES_A_DAY = 10


class Person:
    """A person's session, and what they can do in it. night: what lets a day pass between messages."""

    def __init__(self, browser, facts, night=None):
        self.browser, self.facts, self.night = browser, facts, night
        self.attempt = self.report = None
        self.sent = 0

    def home(self, _number):
        self.browser.send("GET", "/")

    def lesson(self, _number):
        self.browser.send("GET", f"/learn/courses/{self.facts['course']}/lessons/{self.facts['lesson']}/")

    def plan(self, _number):
        self.browser.send("GET", f"/plan/{self.facts['plan']}/")

    def next_message(self):
        """Its number; now and then a night passes first, so that this is one of a few of its day."""
        self.sent += 1
        if self.sent % MESSAGES_A_DAY == 0:
            self.night()
        return self.sent

    def send_message(self, number):
        fields = {"key": str(uuid4()), "body": f"{WORDS} ({number})"}
        self.browser.send("POST", f"/messages/{self.facts['thread']}/", fields)

    def sign_in(self, _number):
        fields = {"number": self.facts["at_the_door"], "pin": "4862"}
        status, _body, where = self.browser.send("POST", "/sign-in/", fields)
        assert status == 302, "signed in"
        assert "sign-in" not in where

    def next_report(self):
        """The address of a report that waits to be made; the one before is stopped first, so that each is new."""
        if self.report:
            self.browser.send("POST", f"{self.report}stop/", {})
        asked = f"/people/{self.facts['person']}/reports/"
        _status, _body, self.report = self.browser.send("POST", asked, {"months": "3"})
        return self.report

    def queue_report(self, report):
        self.browser.send("POST", f"{report}make/", {})

    def next_question(self):
        """The form of the next question, fetched outside the measurement; starts the quiz (again) where needed."""
        for _try in range(3):
            if self.attempt:
                status, page, _where = self.browser.send("GET", self.attempt)
                asked = [form for _where, form in forms_of(page.decode(), self.attempt) if "question" in form.fields]
                if status == 200 and asked:
                    return answered(asked[0])
            course = f"/learn/courses/{self.facts['course']}/quiz/"
            self.browser.send("GET", course)
            _status, _page, self.attempt = self.browser.send("POST", f"{course}start/", {"key": str(uuid4())})
        raise AssertionError("no question came")

    def answer(self, fields):
        self.browser.send("POST", self.attempt, fields)


def answered(form):
    """An answer of any kind. Where each line has choices of its own (a=1, a=2, b=1 ...), the first line has the first."""
    sent = {}
    for name, values in form.fields.items():
        lines = {}
        for value in (one for one in form.choices.get(name, []) if not one.endswith("=") and one):
            lines.setdefault(value.partition("=")[0] if "=" in value else "", []).append(value)
        each = [offered[number % len(offered)] for number, offered in enumerate(lines.values())]
        sent[name] = each or [value or "2" for value in values]
    return sent


class Manager:
    """A manager's session."""

    def __init__(self, browser):
        self.browser = browser

    def caseload(self, _number):
        self.browser.send("GET", "/caseload/")

    def class_report(self, _number):
        self.browser.send("GET", "/learn/report/")

    def class_csv(self, _number):
        self.browser.send("GET", "/learn/report/csv/")
