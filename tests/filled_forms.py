"""The forms of a page, filled in as somebody would who answers everything: for tests that send every form there is."""

from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from justice_portal import clock

#: What goes into a field without a choice, by a word in its name; the first that fits wins.
WORDS = (
    ("number", "A0999ZZ"),
    ("email", "someone@example.invalid"),
    ("postcode", "LS1 4AP"),
    ("day", "3"),
    ("month", "2"),
    ("year", "1991"),
    ("minutes", "15"),
)


class Form:
    """One form: where it goes, its fields as name -> list of values, and the choices of those that have any."""

    def __init__(self, action, method):
        self.action, self.method = action, method
        self.fields, self.choices, self.dates = {}, {}, set()

    def filled(self):
        """Everything answered: the first choice of each, words in each text, the day after tomorrow for each date."""
        sent = {}
        for name, values in self.fields.items():
            options = [value for value in self.choices.get(name, []) if value]
            sent[name] = options[:1] or [value for value in values if value] or [self._words(name)]
        day = clock.today() + timedelta(days=2)
        for name in self.dates:
            for part in ("day", "month", "year"):
                sent[f"{name}_{part}"] = [str(getattr(day, part))]
        return sent

    def _words(self, name):
        if name == "key":
            return str(uuid4())
        return next((words for part, words in WORDS if part in name), "Words of a test")

    def keys(self):
        """Fields whose value is the key of a row: name -> the keys that the page offers."""
        found = {}
        for name, values in self.fields.items():
            offered = [value for value in (self.choices.get(name) or values) if is_key(value)]
            if offered and name != "key":
                found[name] = offered
        return found


class Page(HTMLParser):
    """The forms of a page that change something."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.open, self.select = [], None, ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is None:
            return
        elif tag == "option" and self.select:
            self.open.choices.setdefault(self.select, []).append(given.get("value", ""))
        elif tag in {"input", "textarea", "select"} and given.get("name"):
            self._field(tag, given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""

    def _field(self, tag, given):
        name, kind = given["name"], given.get("type", "text")
        self.open.fields.setdefault(name, []).append(given.get("value", ""))
        if tag == "select":
            self.select = name
        elif kind in {"radio", "checkbox"}:
            self.open.choices.setdefault(name, []).append(given.get("value") or "on")
        elif name.endswith("_day"):
            self.open.dates.add(name.removesuffix("_day"))


def forms_of(content, here):
    """(where, form) for each form of the page that is sent by POST to a page of ours."""
    for form in Page(content).forms:
        there = urlsplit(form.action)
        if form.method == "post" and there.hostname in {None, "testserver"}:
            query = f"?{there.query}" if there.query else ""
            yield (there.path or here) + query, form


def is_key(value):
    try:
        return bool(UUID(value))
    except ValueError:
        return False
