"""A register as CSV: prison number and outcome, for one session."""

from justice_portal.csv_input import Row, read_csv
from learning.attendance.models import Outcome

COLUMNS = ("number", "outcome")


def read_register(data: bytes) -> dict[str, str]:
    """Outcome by prison number. Raises BadFileError with every bad row."""

    def each(row: Row) -> tuple[str, str]:
        outcome = row["outcome"].lower()
        if outcome not in Outcome.values:
            row.bad("outcome", ", ".join(Outcome.values))
        return row.text("number", most=7, required=True).upper(), outcome

    return dict(read_csv(data, columns=COLUMNS, each=each, unique=("number",), mark_ok=True))
