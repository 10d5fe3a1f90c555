"""How pages look, sound and speak for one reader, on every device."""
