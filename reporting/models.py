"""Only re-exports the rooms' models."""

from reporting.progress.models import Account, ProgressReport, WingReport

__all__ = ["Account", "ProgressReport", "WingReport"]
