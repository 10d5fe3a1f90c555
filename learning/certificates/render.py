"""The paper: a tagged PDF that could come from any school."""

from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal.pdf.render import render_pdf
from learning.certificates.badge import ISSUER
from learning.certificates.models import Certificate


def as_pdf(certificate: Certificate) -> bytes:
    """It bears no mark of who had it made: it is for strangers to read."""
    with translation.override(certificate.language):
        context = {"certificate": certificate, "title_said": certificate.name, "house": ISSUER}
        return render_pdf(
            "learning/certificates/pdf.html", context, title=_("Certificate"), language=certificate.language
        )
