"""Which pages there are: by following links, and by asking Django's resolver for those that no link leads to."""

from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import NoReverseMatch, Resolver404, URLPattern, get_resolver, resolve, reverse

#: Addresses that end the visit, or are no pages.
LEFT_OUT = {"accounts:sign-out", "account_logout", "phones:leave", "admin:logout", "admin:jsi18n", "health"}


def name_of(path):
    """The URL name behind a path, or nothing for what is not ours (static files)."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def file_name(view_name):
    return view_name.replace(":", "-").replace("_", "-")


def without_arguments():
    """The paths of all pages that need nothing in their address."""
    found = []

    def walk(patterns, prefix):
        for entry in patterns:
            if isinstance(entry, URLPattern):
                try:
                    found.append(reverse(f"{prefix}{entry.name}"))
                except NoReverseMatch:
                    continue
            elif entry.namespace != "admin":
                walk(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)

    walk(get_resolver().url_patterns, "")
    return sorted(found)


def links_on(page):
    """The paths that a page links to, on the same site, in the order of the page."""
    here = urlsplit(page.url)
    for href in page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"):
        target = urlsplit(urldefrag(urljoin(page.url, href)).url)
        if (target.scheme, target.netloc) == (here.scheme, here.netloc):
            yield target.path + (f"?{target.query}" if target.query else "")


class Tour:
    """The order of a visit: each kind of page once (by its URL name), from home on, as far as links lead."""

    def __init__(self, start, extra=()):
        self.ahead = [*start]
        self.extra = list(extra)
        self.seen = set()

    def add(self, paths):
        self.ahead += paths

    def is_new(self, name, arrived):
        """Whether this visit shows a page not yet seen: a redirect may have led to another than was asked for."""
        there = name_of(arrived)
        if there == name:
            return True
        self.ahead.insert(0, arrived)
        return False

    def __iter__(self):
        while self.ahead or self.extra:
            path = (self.ahead or self.extra).pop(0)
            name = name_of(path.partition("?")[0])
            if name and name not in self.seen and name not in LEFT_OUT:
                self.seen.add(name)
                yield name, path
