"""When an answer is due. Days are days of the calendar, as wings answer on each of them; the day ends when the offices close."""

from datetime import datetime, timedelta

from justice_portal import clock, working_days

#: A late request goes up to the heads of its department and the prison's managers; after so long to those of the estate.
UP_AGAIN = timedelta(days=5)


def due_after(days: int) -> datetime:
    """The moment by which something asked now is to be answered. What is asked after hours counts as asked the next day."""
    return working_days.at_close(working_days.counts_from(clock.now()) + timedelta(days=days))
