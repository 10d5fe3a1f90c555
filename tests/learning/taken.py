"""Takes a list of learners away as CSV and on paper, to hold both against the page."""

import csv
import io

from django.urls import reverse
from pypdf import PdfReader

from justice_portal.jobs.running import run_most_urgent
from learning.models import ListPrint
from tests.learning.pages import rows


def same_everywhere(client, address):
    """The rows of the page, after CSV and PDF were found to say the same cell by cell."""
    page = client.get(address)
    offer, shown = page.context["offer"], rows(page)
    text = b"".join(client.get(offer.csv).streaming_content).decode("utf-8-sig")
    head, *lines, mark = csv.reader(io.StringIO(text))
    assert mark[0].startswith("Taken by")
    assert all(column in page.text for column in head)
    assert [[plain(cell) for cell in row] for row in lines] == [[plain(cell) for cell in row] for row in shown]
    said, at = "".join(paper(client, offer).split()), 0
    for row in shown:
        at = said.index("".join("".join(row).split()), at)
    return shown


def plain(cell):
    """A day of the CSV and a day of the page are written differently: their parts are the same."""
    months = dict(zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), range(1, 13), strict=True))
    parts = cell.removeprefix("'").replace(" ", "-").replace(":", "-").split("-")
    numbers = [int(months.get(part, part)) for part in parts if part in months or part.isdigit()]
    return sorted(numbers) if len(numbers) == len(parts) > 2 else cell.removeprefix("'")


def paper(client, offer):
    for _ in range(2):  # a double click makes one
        client.post(offer.pdf, {"key": offer.key, "query": offer.query})
    assert run_most_urgent() == "done"
    made = ListPrint.objects.get(pk=offer.key)
    file = client.get(reverse("lists:print-download", args=[made.pk]), follow=True)
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(b"".join(file.streaming_content))).pages)
