"""Only re-exports the rooms' models."""

from reporting.dashboards.models import CaseloadPrint
from reporting.progress.models import Account, ProgressReport, WingReport

__all__ = ["Account", "CaseloadPrint", "ProgressReport", "WingReport"]
