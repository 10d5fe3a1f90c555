"""Pages travel packed, with a length that tells nothing (docs/decisions/0017)."""

import gzip

from django.urls import reverse

PACKED = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


def test_a_page_travels_packed_and_fits_a_thin_line(world, browse):
    client = browse(world.person)
    plain, packed = client.get("/"), client.get("/", **PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.content).startswith(b"<!doctype html>")
    assert "Content-Encoding" not in plain.headers
    assert len(packed.content) < len(plain.content) / 3


def test_the_length_of_a_packed_page_differs_from_one_time_to_the_next(world, browse):
    client = browse(world.person)
    lengths = {len(client.get("/", **PACKED).content) for _time in range(8)}
    assert len(lengths) > 1


def test_files_and_answers_of_the_api_go_as_they_are(world, browse):
    file = browse(world.manager).get(reverse("learners:report-csv"), **PACKED)
    answer = browse(world.person).post(reverse("sync:facts"), "[]", content_type="application/json", **PACKED)
    assert (file.status_code, answer.status_code) == (200, 400)
    assert "Content-Encoding" not in file.headers
    assert "Content-Encoding" not in answer.headers
