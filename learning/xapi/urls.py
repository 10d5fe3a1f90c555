from django.urls import re_path
from django.urls.resolvers import URLPattern

from learning.xapi import api_documents, api_known, api_statements

app_name = "xapi"
VERSION = r"^xapi/(?P<version>2\.0|1\.0\.3)/"


def at(address: str, view: object, name: str) -> URLPattern:
    """An address of the standard, in both versions. They end without a slash."""
    return re_path(f"{VERSION}{address}$", view, name=name)


urlpatterns = [
    at("statements", api_statements.statements, "statements"),
    at(r"statements/more/(?P<token>[\w:.-]+)", api_statements.more, "more"),
    at("activities/state", api_documents.state, "state"),
    at("activities/profile", api_documents.activity_profile, "activity-profile"),
    at("activities", api_known.activities, "activities"),
    at("agents/profile", api_documents.agent_profile, "agent-profile"),
    at("agents", api_known.agents, "agents"),
    at("about", api_known.about, "about"),
]
