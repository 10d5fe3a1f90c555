"""Every component on a page: a URLconf that only tests serve, with the product's own addresses behind it.

To look at it while working: ROOT_URLCONF=tests.look.pages in a development server, then /patterns/person/.
"""

from datetime import timedelta
from pathlib import Path

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.html import format_html

from justice_portal import clock, home
from justice_portal.charts import Series, bar_chart, line_chart
from justice_portal.forms import DateParts, Form, KeyField, PasswordInput
from justice_portal.paging import paged
from justice_portal.tables import Column, Link, Status, Table, chosen_sort
from justice_portal.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django looks here

HERE = Path(__file__).parent


class EveryField(Form):
    key = KeyField()
    name = forms.CharField(label="Your name", max_length=40, help_text="The name you want to be called by.")
    story = forms.CharField(label="Your message", max_length=200, widget=forms.Textarea(attrs={"rows": 4}))
    passphrase = forms.CharField(label="Passphrase", widget=PasswordInput(attrs={"autocomplete": "current-password"}))
    born_on = forms.DateField(label="When were you born?", widget=DateParts(), help_text="For example, 27 3 1990.")
    wing = forms.ChoiceField(label="Which wing?", choices=[("", "Choose"), ("a", "A wing"), ("b", "B wing")])
    mood = forms.ChoiceField(
        label="How are you today?", choices=[("1", "Good"), ("2", "So so"), ("3", "Bad")], widget=forms.RadioSelect
    )
    likes = forms.MultipleChoiceField(
        label="What do you want help with?",
        choices=[("home", "A place to live"), ("work", "Work"), ("money", "Money")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Pick as many as you like.",
    )
    age = forms.IntegerField(
        label="How old are you?", widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"})
    )
    agreed = forms.BooleanField(label="I have read this")
    photo = forms.FileField(label="A picture", required=False)


class FilterForm(Form):
    q = forms.CharField(label="Name or number", required=False, max_length=40)
    wing = forms.ChoiceField(label="Wing", choices=[("", "All"), ("a", "A wing"), ("b", "B wing")], required=False)


COLUMNS = (
    Column("Name", sort="name", heads_row=True),
    Column("Wing", sort="wing"),
    Column("Progress", sort="progress", numeric=True),
    Column("Last contact"),
    Column("Next review"),
    Column("State"),
    Column("What needs me"),
)
STATES = (
    Status("good", "On track"),
    Status("wait", "Waiting for you"),
    Status("bad", "Stopped"),
    Status("none", "Not started"),
)


def people(count):
    for number in range(count):
        yield (
            Link(f"#person-{number}", f"Sam <Taylor> {number}", "A0001AA"),
            "AB"[number % 2],
            None if number % 7 == 3 else number * 3,
            clock.now() - timedelta(days=number),
            clock.today() + timedelta(days=number) if number % 3 else None,
            STATES[number % 4],
            "Review is due" if number % 2 else "",
        )


def table(request):
    sort = chosen_sort(request.GET, COLUMNS, "-progress")
    totals = ("Everyone", "", 128, None, None, "", "")
    return Table("People on your list", COLUMNS, people(14), query=request.GET, sort=sort, totals=totals)


def some_home():
    places = [
        ("Learn", "learn", "Lesson 3 of 8", 0, False),
        ("Messages", "messages", "2 new messages", 2, False),
        ("My plan", "plan", "Next step: open a bank account", 0, False),
        ("My week", "week", "", 0, True),
        ("Requests", "requests", "1 answer for you", 1, False),
        ("My reports", "report", "Ready to read", 0, False),
    ]
    made = home.Home(
        carry_on=home.CarryOn("Money maths", "#", "Carry on", text="You are on lesson 3 of 8.", icon="learn"),
        news=[
            home.News("2 new messages", "#", "messages"),
            home.News("1 answer to a request", "#", "requests"),
            home.News("A certificate for you", "#", "certificate"),
        ],
    )
    for title, icon, state, count, failed in places:
        place = home.Place(url="home", title=title, icon=icon, order=1, needs="own.settings")
        made.tiles.append(home.Tile(place, "#", None if failed else home.Panel(state=state, count=count), failed))
    return made


def navigation(staff):
    names = (
        [("Today", "today"), ("Caseload", "people"), ("Messages", "messages"), ("Reports", "report")]
        if staff
        else [("Learn", "learn"), ("Messages", "messages"), ("My plan", "plan")]
    )
    return [home.Link(title, "#", icon, title == "Messages") for title, icon in names]


def thread():
    now = clock.now()
    text = "Hi Sam. How did the lesson go?\n\nI am free on Friday."
    return [
        {"id": 1, "sender": "Alex, your mentor", "text": text, "at": now - timedelta(days=1), "is_mine": False,
         "state": "", "kind": "", "icon": "", "day": "Yesterday"},
        {"id": 2, "sender": "You", "text": "Good. I got 8 out of 10.", "at": now, "is_mine": True,
         "state": "Being checked", "kind": "wait", "icon": "", "day": "Today"},
        {"id": 3, "sender": "You", "text": "See you then.", "at": now, "is_mine": True,
         "state": "Sent", "kind": "good", "icon": "sent", "day": ""},
    ]  # fmt: skip


def context(request, staff):
    weeks = ["1 Sep", "8 Sep", "15 Sep", "22 Sep", "29 Sep", "6 Oct"]
    return {
        "user": request.user,
        "navigation": navigation(staff),
        "search_url": "/people/" if staff else "",
        "reader_base": "base_staff.html" if staff else "base_person.html",
        "home": some_home(),
        "icons": sorted(icon.stem for icon in (HERE.parents[1] / "static/icons").glob("*.svg")),
        "bars": bar_chart(
            "Lessons done", [("Money maths", 8), ("Food safety", 0), ("Writing a letter", None), ("Work", 5)],
            unit="lessons", as_of=clock.now(),
        ),
        "lines": line_chart(
            "Hours of learning a week", weeks,
            [Series("A wing", [2, 4, None, 6, 8, 9]), Series("B wing", [5, 5, 4, 3, 4, 8], dashed=True)],
        ),
        "thread": thread(),
        "table": table(request),
        "paging": paged(range(312), request.GET),
        "filter_form": FilterForm(request.GET),
        "rows": [
            {"label": "Name", "value": "Sam Taylor", "href": "#", "action": "Change"},
            {"label": "Warnings", "value": 0},
            {"label": "Release", "value": None},
        ],
        "facts": [{"label": "Release", "value": "3 March 2027"}, {"label": "Key worker", "value": None}],
        "alerts": [{"text": "No contact: see list", "kind": "bad"}, {"text": "Needs a hearing loop", "kind": "info"}],
        "tasks": [
            {"title": "Open a bank account", "status": "Done", "kind": "good", "href": "#", "hint": "You, 3 March"},
            {"title": "Get your birth certificate", "status": "Not started", "kind": "none", "href": "", "hint": ""},
        ],
        "events": [
            {"title": "Came to Hereford Green", "at": clock.now(), "by": "Reception", "text": "", "href": ""},
            {"title": "Passed Money maths", "at": clock.today(), "by": "", "text": "8 out of 10", "href": "#"},
        ],
        "tabs": [
            {"text": "Plan", "href": "#", "current": True, "count": 0},
            {"text": "Learning", "href": "#", "current": False, "count": 0},
            {"text": "Messages", "href": "#", "current": False, "count": 3},
        ],
        "crumbs": [{"text": "Caseload", "href": "#"}, {"text": "Person", "href": ""}],
        "bold": format_html("<strong>{}</strong>", "<b>"),
    }  # fmt: skip


def page(name, staff=False):
    @login_not_required
    def view(request):
        text = (HERE / f"{name}.html").read_text()
        given = context(request, staff)
        if name == "form":
            given["form"] = EveryField(request.POST or None, request.FILES or None)
        if request.GET.get("look"):
            size, spacing, colours = request.GET["look"].split(",")
            given["display"] = {"size": size, "spacing": spacing, "colours": colours, "sound": True}
        return HttpResponse(engines["django"].from_string(text).render(given, request))

    return view


urlpatterns = [
    path("patterns/person/", page("person"), name="pattern-person"),
    path("patterns/staff/", page("staff", staff=True), name="pattern-staff"),
    path("patterns/form/", page("form"), name="pattern-form"),
    path("patterns/home/", page("home"), name="pattern-home"),
    path("patterns/home-staff/", page("home", staff=True), name="pattern-home-staff"),
    path("patterns/door/", page("door"), name="pattern-door"),
    path("patterns/panel/", page("panel"), name="pattern-panel"),
    path("", include("justice_portal.urls")),
]
