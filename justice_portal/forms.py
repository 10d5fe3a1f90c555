"""The one form renderer: Django forms drawn as GOV.UK components."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Draws every form with the templates under templates/forms/."""
