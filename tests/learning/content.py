"""Small courses for tests, as their files would hold them."""

from justice_portal.access import SYSTEM
from justice_portal.keys import uuid7
from learning.courses import actions as courses
from learning.courses.models import Course
from learning.loading import load_course
from learning.quizzes import actions as quizzes


def both(text):
    return {"en": text, "cy": f"{text} (cy)"}


def text(code="words", words="Some **words**."):
    return {"code": code, "kind": "text", "text": both(words)}


def check(code="check"):
    return {
        "code": code,
        "kind": "check",
        "question": both("What is half of 4?"),
        "choices": [
            {"text": both("1"), "feedback": both("Not quite. Share 4 by 2.")},
            {"text": both("2"), "right": True, "feedback": both("Yes. Half of 4 is 2.")},
        ],
    }


def picture(code="drawing"):
    return {
        "code": code,
        "kind": "picture",
        "picture": "courses/fractions-pizza.svg",
        "alt": both("Two pizzas"),
        "caption": both("Halves"),
    }


def sound(code="listen"):
    return {"code": code, "kind": "audio", "title": both("Listen"), "transcript": both("Said aloud."), "audio": None}


def lesson(code, *blocks):
    return {
        "code": code,
        "title": both(f"Lesson {code}"),
        "minutes": 5,
        "blocks": list(blocks) or [text(), picture(), sound(), check()],
    }


def single(code="q1"):
    return {
        "code": code,
        "kind": "single",
        "text": both("Half of 4?"),
        "feedback": both("Half of 4 is 2."),
        "choices": [{"code": "a", "text": both("1")}, {"code": "b", "text": both("2"), "right": True}],
    }


def multiple(code="q2"):
    return {
        "code": code,
        "kind": "multiple",
        "text": both("Which are a half?"),
        "feedback": both("Two of them are."),
        "choices": [
            {"code": "a", "text": both("1/2"), "right": True},
            {"code": "b", "text": both("2/4"), "right": True},
            {"code": "c", "text": both("1/3")},
        ],
    }


def number(code="q3"):
    return {
        "code": code,
        "kind": "number",
        "text": both("Half of £5?"),
        "feedback": both("It is £2.50."),
        "answer": 2.5,
        "tolerance": 0,
        "unit": both("£") | {"cy": "£"},
    }


def question(kind, code="q", /, **content):
    return {"code": code, "kind": kind, "text": both("What do you say?"), "feedback": both("This is why."), **content}


def truth(code="q", *, answer=False):
    return question("truth", code, answer=answer)


def short(code="q"):
    return question("short", code, accepted={"en": ["bin bag", "rubbish"], "cy": ["bag bin"]}, near=True)


def things(*codes, **more):
    return [{"code": code, "text": both(f"Thing {code}"), **more.get(code, {})} for code in codes]


def order(code="q"):
    return question("order", code, items=things("b", "c", "a"))


def match(code="q"):
    items = things("a", "b", a={"match": "e"}, b={"match": "d"})
    return question("match", code, items=items, matches=[{**one, "text": both(one["code"])} for one in things(*"def")])


def gaps(code="q"):
    written = {"code": "1", "accepted": {"en": ["ten", "10"], "cy": ["deg"]}}
    chosen = {"code": "2", "choices": things("a", "b", b={"right": True})}
    passage = {"en": "I have [1] and\n[2].", "cy": "Mae gen i [1] a\n[2]."}
    return question("gaps", code, passage=passage, gaps=[written, chosen])


def passage(code="q"):
    text = {"en": "[a: Hi mate], [b: please] write.\n[c: Cheers]", "cy": "[a: Iawn], [b: ysgrifennwch].\n[c: Hwyl]"}
    return question("passage", code, passage=text, right=["a", "c"])


def hotspot(code="q"):
    areas = things("a", "b", a={"x": 20, "y": 30}, b={"x": 70, "y": 80.5, "right": True})
    return question("hotspot", code, picture="courses/food-fridge.svg", alt=both("A fridge"), areas=areas)


def rating(code="q"):
    return question("rating", code, low=both("Not sure"), high=both("Very sure"), steps=5)


def long(code="q"):
    rubric = things("a", "b", a={"points": 2}, b={"points": 1})
    return question("long", code, rubric=rubric, points=2)


def course_content(
    code="halves", *, version=1, lessons=2, questions=None, subject="maths", title="Halves", pass_mark=2
):
    questions = questions or [single(), multiple(), number()]
    return {
        "code": code,
        "version": version,
        "subject": subject,
        "level": "entry-3",
        "minutes": 20,
        "picture": "courses/fractions-and-money.svg",
        "welsh_reviewed": False,
        "glossary": [],
        "title": both(title),
        "summary": both("Halves and quarters."),
        "lessons": [lesson(f"part-{n}") for n in range(1, lessons + 1)],
        "quiz": {"code": "quiz", "title": both("Quiz on halves"), "pass_mark": pass_mark, "questions": questions},
    }


def make_course(code="halves", **given):
    load_course(course_content(code, **given), by=SYSTEM)
    return Course.objects.get(code=code)


def start(person, course, *, key=None):
    """The person starts the course, by their own account or, for those without one, by the product."""
    return courses.start_course(person, key=key or uuid7(), course=course, by=person.user or SYSTEM)


def finish_lessons(enrolment, *, by=SYSTEM, count=None):
    for one in list(enrolment.version.lessons.all())[:count]:
        courses.finish_lesson(enrolment, key=uuid7(), lesson=one, by=by)


def take_quiz(enrolment, answers=(["b"], ["a", "b"], ["2.50"]), *, by=SYSTEM):
    """A try at the quiz with these answers; right ones unless said otherwise."""
    attempt = quizzes.start_quiz(enrolment, key=uuid7(), by=by)
    for question, sent in zip(attempt.quiz.questions.all(), answers, strict=False):
        quizzes.answer_question(attempt, key=uuid7(), question=question, sent=sent, by=by)
    return attempt


def complete(enrolment, *, by=SYSTEM):
    finish_lessons(enrolment, by=by)
    return take_quiz(enrolment, by=by)
