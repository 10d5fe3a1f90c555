"""A page that both the person and staff open: each in their own look."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.people.models import Person


def draw(request: HttpRequest, template: str, person: Person, *, tab: str, **context: Any) -> HttpResponse:
    """own: the reader is the person; otherwise the strip and tabs about the person are drawn, with tab the current one."""
    own = person.user_id == request.user.pk
    head = {} if own else tabs.head(request.user, person, tab)
    return render(request, f"rehab/{template}.html", {"own": own, "person": person, **head, **context})


def myself(request: HttpRequest, permission: Permission) -> Person:
    """The person who is signed in; 404 for anybody else."""
    person: Person | None = Person.objects.within(request.user, permission).filter(user=request.user).first()
    if person is None:
        raise Http404
    return person
