"""The person's pages of their licence. They read licences that were told, and nothing that is kept apart."""

from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import notify
from justice_portal.access import Permission
from justice_portal.audit.log import record
from rehab.licence.models import Licence, LicenceCondition
from rehab.licence.own import actions, showing
from rehab.licence.own.forms import AnswerForm, KeyForm
from rehab.licence.own.models import LicenceRead, TeachBack
from rehab.licence.plain_words import plain
from rehab.licence.questions import QUESTIONS


def _own(request: HttpRequest) -> Licence | None:
    """The licence in force of who asks."""
    if not request.user.holds(Permission.LICENCE_OWN):
        raise Http404
    found = Licence.objects.visible_to(request.user).filter(person__user=request.user).live()
    return found.select_related("policy", "person").order_by("kind").first()


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All the rules on one page, each with its picture and its plain sentence."""
    licence = _own(request)
    if licence is None:
        return render(request, "rehab/licence/own/none.html", {})
    record(request.user, "licence.viewed", licence)
    notify.seen(request.user, licence)
    conditions = list(_conditions(request, licence))
    rules = showing.rules(licence, conditions)
    return render(
        request,
        "rehab/licence/own/mine.html",
        {
            "licence": licence,
            "own_rules": [rule for rule in rules if rule.condition.kind != LicenceCondition.Kind.STANDARD],
            "standard_rules": [rule for rule in rules if rule.condition.kind == LicenceCondition.Kind.STANDARD],
            "week": showing.week_of(conditions),
            "read": LicenceRead.objects.visible_to(request.user).filter(licence=licence).first(),
            "asked": TeachBack.objects.visible_to(request.user).filter(licence=licence).first(),
            "key": KeyForm().fields["key"].initial(),
        },
    )


@require_safe
def told(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the notice of a new licence leads: to the licence as it is now."""
    get_object_or_404(Licence.objects.within(request.user, Permission.LICENCE_OWN).told(), pk=pk)
    return redirect("licence:mine")


def _conditions(request: HttpRequest, licence: Licence) -> QuerySet[LicenceCondition]:
    """Those that are for this person alone come first."""
    rows = LicenceCondition.objects.visible_to(request.user).filter(licence=licence).in_force()
    is_for_all = ExpressionWrapper(Q(kind=LicenceCondition.Kind.STANDARD), BooleanField())
    return rows.annotate(is_for_all=is_for_all).order_by("is_for_all", "position", "id")


@require_safe
def condition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One rule: what it says, what it means for me, who to ask, and the words of the law one tap away."""
    licence = _own(request)
    if licence is None:
        raise Http404
    found = get_object_or_404(_conditions(request, licence), pk=pk)
    record(request.user, "licence.viewed", licence)
    rows = list(_conditions(request, licence).values_list("pk", flat=True))
    place = rows.index(found.pk)
    return render(
        request,
        "rehab/licence/own/condition.html",
        {
            "licence": licence,
            "condition": found,
            "number": place + 1,
            "total": len(rows),
            "next": rows[place + 1] if place + 1 < len(rows) else None,
            **showing.meaning(licence, found),
        },
    )


@require_POST
def say_read(request: HttpRequest) -> HttpResponse:
    if licence := _own(request):
        actions.say_read(licence, by=request.user)
    return redirect(reverse("licence:mine") + "#next")


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    licence = _own(request)
    if licence is None:
        return redirect("licence:mine")
    form = KeyForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else form["key"].initial
    return redirect(actions.start_questions(licence, key=key, by=request.user))


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The next question; after an answer, what is right and why, whatever was chosen."""
    asked = get_object_or_404(TeachBack.objects.within(request.user, Permission.LICENCE_OWN), pk=pk)
    answers = {one.question: one for one in asked.answers.visible_to(request.user)}
    shown = request.GET.get("answered", "")
    if request.method == "GET" and shown in answers:
        return _explained(request, asked, answers, shown)
    code = next((one for one in asked.questions if one not in answers), None)
    sent = request.POST.get("question")
    if request.method == "POST" and sent in answers:
        code = sent  # the same answer sent twice: the first one counts
    if code is None:
        return _result(request, asked, answers)
    form = AnswerForm(request.POST or None, asked=QUESTIONS[code])
    if request.method == "POST" and form.is_valid():
        actions.answer_question(asked, **form.cleaned_data, by=request.user)
        return redirect(f"{asked.get_absolute_url()}?answered={code}")
    number, total = asked.questions.index(code) + 1, len(asked.questions)
    page = {"asked": asked, "form": form, "number": number, "total": total}
    return render(request, "rehab/licence/own/question.html", page)


def _explained(request: HttpRequest, asked: TeachBack, answers: dict, code: str) -> HttpResponse:
    said = QUESTIONS[code]
    choices = dict(said.lettered)
    page = {
        "asked": asked,
        "question": said,
        "answer": answers[code],
        "chosen": choices[answers[code].choice],
        "right": choices[said.right],
        "rule": _rule_about(request, asked, said.topic),
        "is_last": len(answers) == len(asked.questions),
        "number": asked.questions.index(code) + 1,
        "total": len(asked.questions),
    }
    return render(request, "rehab/licence/own/explained.html", page)


def _rule_about(request: HttpRequest, asked: TeachBack, topic: str) -> LicenceCondition | None:
    """The condition that the question is about, to read again."""
    licence = Licence.objects.visible_to(request.user).select_related("policy").get(pk=asked.licence_id)
    if not licence.is_live:
        return None
    return next((one for one in _conditions(request, licence) if plain(one, licence.policy)[0].code == topic), None)


def _result(request: HttpRequest, asked: TeachBack, answers: dict) -> HttpResponse:
    lines = [
        {
            "question": QUESTIONS[code],
            "answer": answers[code],
            "right": dict(QUESTIONS[code].lettered)[QUESTIONS[code].right],
        }
        for code in asked.questions
    ]
    right = sum(line["answer"].is_right for line in lines)
    title = _("You know your licence.") if right == len(lines) else _("Well done. You did it.")
    page = {"asked": asked, "lines": lines, "right": right, "total": len(lines), "title": title}
    page["again"] = [line for line in lines if not line["answer"].is_right]
    page["key"] = KeyForm().fields["key"].initial()
    return render(request, "rehab/licence/own/result.html", page)
