"""Only re-exports the rooms' models."""
