"""Where a file is fetched: an address that opens for one reader, in the session that asked, for a few minutes (T09).

The page of the file stays where it is. Who opens it, and may, is led to the same address with a key; the key opens
nothing for anybody else, in no other session, and soon not for them either. The row is found and its rules are asked
each time, with a key or without.
"""

import re
from datetime import timedelta

from django.core.signing import Signer
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from justice_portal import clock

KEY = "key"
OPENS_FOR = timedelta(minutes=5)
SHAPE = re.compile(r"[0-9]{1,12}\.[\w-]{20,64}")


def on_the_way(request: HttpRequest) -> HttpResponseRedirect | None:
    """Nothing when the address bears a key that opens; otherwise the way to one that does.

    Call it when the row is found and its rules are asked, before the file is recorded as taken and sent.
    Raises Http404 for a key that is old, or somebody else's.
    """
    if KEY not in request.GET:
        return redirect(f"{request.path}?{KEY}={_key(request, int(clock.now().timestamp()))}")
    given = request.GET[KEY]
    if not SHAPE.fullmatch(given):
        raise Http404
    made_at = int(given.partition(".")[0])
    age = clock.now().timestamp() - made_at
    if not -1 <= age <= OPENS_FOR.total_seconds() or not constant_time_compare(given, _key(request, made_at)):
        raise Http404
    return None


def _key(request: HttpRequest, made_at: int) -> str:
    of_whom = f"{request.user.pk}:{request.session.session_key}:{request.path}:{made_at}"
    return f"{made_at}.{Signer(salt='justice_portal.file_links').signature(of_whom)}"
