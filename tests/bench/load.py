"""Requests over kept connections, from one client or several at once, each with its own session."""

import gzip
import http.client
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

SESSION, CSRF = "session", "csrf"


@dataclass
class Browser:
    """One client: a kept connection and its cookies."""

    port: int
    session: str = ""
    tablet: str = ""
    csrf: str = ""
    connection: http.client.HTTPConnection = None
    last_bytes: int = 0

    def send(self, method, path, fields=None):
        """Status and body; raises when the server says 5xx."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"{SESSION}={self.session}; {CSRF}={self.csrf}; tablet={self.tablet}", "Host": "127.0.0.1"}
        headers["Accept-Encoding"] = "gzip"  # as every browser says
        body = None
        if fields is not None:
            body = urlencode({"csrfmiddlewaretoken": self.csrf, **fields}, doseq=True)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}/",
            }
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except (http.client.HTTPException, ConnectionError):
            self.connection.close()
            self.connection = None
            raise
        self._keep_cookies(answer)
        self.last_bytes = len(content)
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        assert answer.status < 400, f"{method} {path} answered {answer.status}"
        return answer.status, content, answer.headers.get("Location", "")

    def _keep_cookies(self, answer):
        for header, value in answer.getheaders():
            if header.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                if name == CSRF:
                    self.csrf = rest.partition(";")[0]


@dataclass
class Times:
    """Seconds of each request, and of the whole."""

    each: list = field(default_factory=list)
    whole: float = 0.0

    def add(self, more):
        self.each += more.each
        self.whole += more.whole

    def at(self, share):
        ordered = sorted(self.each)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def per_second(self):
        return len(self.each) / self.whole


def run(clients, count):
    """Let each client (a function of the request's number) do its share of count requests, all at once."""
    times, lock, faults = Times(), threading.Lock(), []

    def work(client, share):
        for number in range(share):
            began = time.perf_counter()
            try:
                client(number)
            except (AssertionError, OSError, http.client.HTTPException) as fault:
                faults.append(fault)
                return
            with lock:
                times.each.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work, args=(client, count // len(clients))) for client in clients]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.whole = time.perf_counter() - began
    if faults:
        raise faults[0]
    return times
