"""Pages travel packed: a phone with little data fetches a third of the bytes. docs/decisions/0017 says why that is safe."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PackedPages(GZipMiddleware):
    """Pack HTML for whoever can unpack it. Files are packed already, or are streamed as they are made.

    A random number of bytes hides how long a page was (Heal the BREACH); Django masks its form token anew each time.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
