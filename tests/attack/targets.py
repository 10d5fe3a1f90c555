"""What can be sent to the product: each kind of page once, with the fields of its forms and the questions of its links."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from tests.screenshots.pages import LEFT_OUT, name_of, without_arguments

MOST_PAGES = 200
TOKEN = "csrfmiddlewaretoken"


class Page(HTMLParser):
    """The links of a page, and its forms as (action, method, fields)."""

    def __init__(self, text):
        super().__init__()
        self.links, self.forms = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append((given.get("action") or "", (given.get("method") or "get").lower(), {}))
        elif tag in {"input", "textarea", "select", "button"} and self.forms and given.get("name"):
            self.forms[-1][2].setdefault(given["name"], given.get("value") or "1")


def every_target(client):
    """Addresses with fields, as this client meets them."""
    ahead, seen, found = deque(["/", *without_arguments()]), set(), []
    while ahead and len(seen) < MOST_PAGES:
        path = ahead.popleft()
        name = name_of(path.partition("?")[0])
        if not name or name.startswith("admin:") or name in seen | LEFT_OUT:
            continue
        seen.add(name)
        response = client.get(path, follow=True)
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            response.getvalue() if response.streaming else None
            continue
        page = Page(response.content.decode())
        here = response.redirect_chain[-1][0] if response.redirect_chain else path
        ahead += [address for link in page.links if (address := within(here, link))]
        found += targets_of(here, page)
    return unique(found)


def within(here, link):
    there = urlsplit(urldefrag(urljoin(f"http://127.0.0.1{here}", link)).url)
    return f"{there.path}?{there.query}".rstrip("?") if there.hostname == "127.0.0.1" else ""


def targets_of(here, page):
    for action, method, fields in page.forms:
        where = within(here, action or here)
        if where and name_of(where.partition("?")[0]) not in LEFT_OUT:
            yield {"path": where, "method": method, "fields": fields}
    for link in page.links:
        where = within(here, link)
        if "?" in where and name_of(where.partition("?")[0]) not in LEFT_OUT:
            path, _mark, query = where.partition("?")
            yield {"path": path, "method": "get", "fields": dict(parse_qsl(query))}


def unique(targets):
    """One of each kind: the same view with the same names of fields."""
    kinds = {}
    for target in targets:
        names = tuple(sorted(set(target["fields"]) - {TOKEN}))
        if names:
            view = name_of(target["path"].partition("?")[0])
            kinds.setdefault((view, target["method"], names), {**target, "view": view})
    return list(kinds.values())
