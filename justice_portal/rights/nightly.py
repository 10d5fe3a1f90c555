"""What the clock starts: telling the dates, then removing what may be kept no longer."""

from justice_portal.jobs.schedules import nightly
from justice_portal.rights.round import purge


@nightly(at="01:40", seconds=3600)
def nightly_purge() -> None:
    """Tell people until when their record is kept, and remove what has reached its day."""
    purge()
