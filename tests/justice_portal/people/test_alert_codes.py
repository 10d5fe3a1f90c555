"""The national list of alerts, read through its command."""

import io

import pytest
from django.core.management import CommandError, call_command

from justice_portal.people.alerts.reference import CODES, DATA, TYPES
from justice_portal.people.models import AlertCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """run(types=…, codes=…) is what the command printed for edited files."""

    def go(*, types=lambda text: text, codes=lambda text: text):
        (tmp_path / TYPES).write_text(types((DATA / TYPES).read_text()))
        (tmp_path / CODES).write_text(codes((DATA / CODES).read_text()))
        out = io.StringIO()
        call_command("import_alert_codes", str(tmp_path), stdout=out)
        return out.getvalue()

    return go


def test_the_list_comes_in_whole_and_twice_is_once(run):
    assert "213 added, 0 changed, 0 closed, 0 unchanged" in run()
    assert AlertCode.objects.filter(is_active=True).count() == 171
    code = AlertCode.objects.get(code="XIT")
    assert (code.name, code.type_code, code.type_name, code.is_active) == ("No access to IT", "X", "Security", True)
    assert "0 added, 0 changed, 0 closed, 213 unchanged" in run()


def test_a_kind_goes_out_of_use_on_its_day_or_when_it_is_no_longer_named(run, time_machine):
    time_machine.move_to("2026-11-23 12:00+00:00")
    run()
    ends = "X,XIT,No access to IT,2026-11-24"
    assert "0 closed" in run(codes=lambda text: text.replace("X,XIT,No access to IT,", ends))
    time_machine.move_to("2026-11-24 12:00+00:00")
    printed = run(codes=lambda text: text.replace("X,XIT,No access to IT,", ends).replace("V,VI,Victim,\n", ""))
    assert "0 added, 0 changed, 2 closed, 211 unchanged" in printed
    assert not AlertCode.objects.filter(code__in=["XIT", "VI"], is_active=True).exists()
    assert "0 added, 2 changed, 0 closed, 211 unchanged" in run()


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (lambda text: text.replace("X,XIT,", "Q,XIT,"), "type: is not in the file of types"),
        (lambda text: text.replace(",XIT,", ",xit,"), "code: must be up to 12 capital letters"),
        (lambda text: text.replace("No access to IT,", ","), "description: is empty"),
        (lambda text: text.replace("No access to IT,", "No access to IT,24/11/2026"), "deactivated_on: must be a date"),
        (lambda text: text.replace("No access to IT,", "No access to IT,2026-02-30"), "not a day of the calendar"),
        (lambda text: text.replace("X,XIT,", "X,XA,"), "code: is the same as in row"),
    ],
)
def test_a_bad_row_refuses_the_list(run, codes, words):
    with pytest.raises(CommandError, match=words):
        run(codes=codes)
    assert not AlertCode.objects.exists()


def test_a_bad_type_refuses_the_list(run):
    with pytest.raises(CommandError, match="Row 2, code: must be 1 to 4 capital letters"):
        run(types=lambda text: text.replace("A,Social", "abc,Social"))
    with pytest.raises(CommandError, match="Row 1, description: this column is missing"):
        run(types=lambda text: text.replace("description", "meaning", 1))


def test_a_folder_without_the_files_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="could not be read"):
        call_command("import_alert_codes", str(tmp_path))
