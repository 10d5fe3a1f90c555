"""Pages that belong to no room."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


@login_not_required
def help_now(request: HttpRequest) -> HttpResponse:
    """Who to turn to at once: the same page for everyone, signed in or not."""
    return render(request, "help_now.html")
