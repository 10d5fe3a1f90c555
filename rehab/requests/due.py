"""When an answer is due. Days are days of the calendar; the day ends when the offices close."""

from datetime import datetime, time, timedelta

from justice_portal import clock

#: Offices close. What is asked later counts as asked the next day.
CLOSES = time(17)
#: A late request goes up to the heads of its department and the prison's managers; after so long to those of the estate.
UP_AGAIN = timedelta(days=5)


def due_after(days: int) -> datetime:
    """The moment by which something asked now is to be answered."""
    asked = clock.now().astimezone(clock.LONDON)
    first = asked.date() if asked.time() < CLOSES else asked.date() + timedelta(days=1)
    return datetime.combine(first + timedelta(days=days), CLOSES, clock.LONDON)
