"""Documents for tests: print the body between the head and the feet of templates/pdf/base.html."""

from django.template import engines

from justice_portal.pdf import render


def print_body(body, *, title="A report", language="en", **context):
    template = engines["django"].from_string("{% extends 'pdf/base.html' %}{% block main %}" + body + "{% endblock %}")
    return render.print_page(template.render({"title": title, "language": language, **context}))
