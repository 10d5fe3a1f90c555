"""Reads pages as a browser without scripts would: forms with their hidden fields, and the words that are shown."""

import re
from html import unescape
from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "fields": {}, "offered": {}})
        elif tag == "input" and self.forms:
            form, name = self.forms[-1], given.get("name")
            if given.get("type") in {"radio", "checkbox"}:
                form["offered"].setdefault(name, []).append(given["value"])
                if "checked" in given:
                    form["fields"].setdefault(name, []).append(given["value"])
            elif name:
                form["fields"][name] = given.get("value", "")


def forms(response):
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms


def form(response, part):
    """The form whose address holds this part, or which sends to the page itself."""
    return next(one for one in forms(response) if part in (one["action"] or response.request["PATH_INFO"]))


def send(client, response, part, **fields):
    """Fill in and send a form of the page, and follow where it leads."""
    found = form(response, part)
    address = found["action"] or response.request["PATH_INFO"]
    return client.post(address, {**found["fields"], **fields}, follow=True)


def words(response):
    """What the page says, as one line."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def rows(response):
    """The cells of the first table's body, as text; none when there is no table."""
    body = "".join(re.findall(r"<tbody>(.*?)</tbody>", response.content.decode(), re.DOTALL)[:1])
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]*>", " ", cell)).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]
