"""T110: nobody is given a map of the API: not by a page that describes it, nor by asking an address what it takes."""

import pytest
from django.urls import reverse

from tests.masked import masked
from tests.policy import url_names

MAPS = (
    "api/", "api/schema/", "api/docs/", "schema/", "schema.json", "openapi.json", "swagger/", "swagger.json", "redoc/", "docs/",
    "graphql", "api/v1/", "admin/doc/",
)  # fmt: skip
KINDS = ("person", "mentor", "pom", "administrator")


@pytest.mark.parametrize("kind", KINDS)
def test_t110_no_address_describes_the_api(world, browse, kind):
    client = browse(getattr(world, kind))
    for api in ("", "api/"):
        nowhere = masked(client.get(f"/{api}no-such-page/"))
        assert nowhere[0] == 404
        for path in MAPS:
            if path.startswith("api/") == bool(api) and not path.startswith("admin/"):
                assert masked(client.get(f"/{path}")) == nowhere, path


def test_t110_nor_for_who_is_not_signed_in(world, client):
    answers = {client.get(f"/{path}").status_code for path in MAPS}
    assert answers <= {302, 404}


@pytest.mark.parametrize("kind", KINDS)
def test_t110_an_address_does_not_say_what_it_takes(world, browse, kind):
    client = browse(getattr(world, kind))
    answer = client.options(reverse("sync:facts"))
    assert answer.status_code in {403, 405}
    assert b"actions" not in answer.content
    assert b"happened_at" not in answer.content


def test_t110_the_description_is_no_page_at_all():
    assert not {name for name in url_names() if "schema" in name or "swagger" in name or "redoc" in name}
