"""What a page says: every text that a reader may meet on it, seen or read aloud."""

from html.parser import HTMLParser


class Told(HTMLParser):
    """The texts of a page, piece by piece. Left out: what is written in a language that it names."""

    SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-working", "data-text")
    SILENT = ("script", "style", "svg")

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.pieces, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        is_left_out = tag in self.SILENT or (tag != "html" and "lang" in given)
        if not is_left_out and not self.is_silent:
            spoken = [given.get(name) for name in self.SPOKEN]
            if tag == "input" and given.get("type") in {"submit", "button"}:
                spoken.append(given.get("value"))
            self.pieces += [text for text in spoken if text]
        if tag not in {"br", "hr", "img", "input", "link", "meta", "use", "source", "wbr", "path"}:
            self.open.append((tag, is_left_out or self.is_silent))

    def handle_endtag(self, tag):
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data):
        inside_box = bool(self.open) and self.open[-1][0] == "textarea"
        if data.strip() and not self.is_silent and not inside_box:
            self.pieces.append(" ".join(data.split()))

    @property
    def is_silent(self):
        return bool(self.open) and self.open[-1][1]
