"""A CV as a tagged PDF.

An employer reads it: it bears no name of this product and no mark of who had it made (T108 is for papers that stay
with the service). Who printed it, and when, is in the log.
"""

from django.utils import translation

from justice_portal.pdf.render import render_pdf
from learning.cv.models import CV
from learning.cv.sheet import sheet_of

TEMPLATE = "learning/cv/pdf.html"


def as_pdf(cv: CV) -> bytes:
    """One page, in the language that the person wants. Raises PdfTooLong when it does not fit."""
    language = "cy" if cv.person.wants_welsh else "en"
    with translation.override(language):
        sheet = sheet_of(cv.person, cv, cv.jobs.all())
        return render_pdf(TEMPLATE, {"sheet": sheet, "most_pages": 1}, title="CV", language=language)
