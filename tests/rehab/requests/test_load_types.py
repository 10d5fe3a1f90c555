"""manage.py load_request_types, which a new house runs once."""

from io import StringIO

from django.core.management import call_command

from rehab.models import RequestType


def test_types_are_loaded_once_however_often_it_runs(db):
    for _run in range(2):
        out = StringIO()
        call_command("load_request_types", stdout=out)
        assert out.getvalue() == f"{RequestType.objects.count()} types\n"
    assert RequestType.objects.filter(is_on=True).exists()
