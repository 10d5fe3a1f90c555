"""The letter as a tagged PDF: for an employer, so it bears no name of this product and no mark of who had it made."""

from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal.pdf.render import render_pdf
from learning.disclosure.models import DisclosureLetter
from learning.disclosure.parts import PARTS

TEMPLATE = "learning/disclosure/pdf.html"


def paragraphs(letter: DisclosureLetter) -> list[str]:
    """What was written, in the order of a letter."""
    return [words for part in PARTS if (words := getattr(letter, part.name))]


def as_pdf(letter: DisclosureLetter) -> bytes:
    """One page, in the language that the person wants. Raises PdfTooLong when it does not fit."""
    language = "cy" if letter.person.wants_welsh else "en"
    context = {"name": str(letter.person), "paragraphs": paragraphs(letter), "most_pages": 1}
    with translation.override(language):
        return render_pdf(TEMPLATE, context, title=_("A letter"), language=language)
