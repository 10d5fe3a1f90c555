"""Prints two figures: reports a second through the product's press, and through bare WeasyPrint on the same HTML."""

import sys
import time

import django

ROUNDS = 20


def main():
    django.setup()
    from django.template.loader import render_to_string
    from weasyprint import HTML

    from justice_portal.pdf.render import render_pdf

    given = {"data": invented(), "code": "ABCD 1234"}
    template = "reporting/progress/pdf.html"
    page = render_to_string(template, {**given, "title": "Progress report", "language": "en"})

    def bare():
        HTML(string=page).write_pdf()

    def ours():
        render_pdf(template, given, title="Progress report", language="en")

    sys.stdout.write("{} {}\n".format(*in_turns(ours, bare)))


def in_turns(*makers):
    """How often each does its work a second, one after the other in turns: a busy machine slows all alike."""
    spent = dict.fromkeys(makers, 0.0)
    for number in range(ROUNDS + 1):
        for make in makers:
            began = time.perf_counter()
            make()
            if number:  # the first warms up
                spent[make] += time.perf_counter() - began
    return [ROUNDS / spent[make] for make in makers]


def invented():
    """A report of three pages."""
    words = "I came to each class and I asked when I did not know. I want to work with wood when I leave. " * 6
    goal = {
        "title": "Find a place to live",
        "due_on": "2027-03-01",
        "status": "Working on it",
        "steps_done": 1,
        "steps_all": 3,
    }
    names = ["Home", "Thinking", "Family", "Drugs", "Work", "Money", "Health"]
    return {
        "language": "en", "title": "Progress report", "called": "Sam", "place": "Ashcombe (demo)",
        "from_on": "2026-08-01", "to_on": "2026-11-01",
        "accounts": [
            {"side": side, "heading": heading, "text": words, "by": "Sam", "written_on": "1 November 2026", "empty": ""}
            for side, heading in (("person", "In my own words"), ("staff", "What staff say"))
        ],
        "courses": [
            {"title": f"Course {n}", "lessons_done": n, "lessons_total": 5, "quiz": {"right": 6, "of": 8},
             "completed_on": "", "last_on": "1 November 2026"} for n in range(1, 6)
        ],
        "plan": {"pathways": [{"name": name, "status": "In progress", "goals": [goal]} for name in names],
                 "next_steps": ["Ask for a form"], "source": "From the resettlement plan", "changed_on": "1 November 2026"},
        "mentoring": {"since": "1 June 2026", "source": "From mentoring"},
    }  # fmt: skip


if __name__ == "__main__":
    main()
