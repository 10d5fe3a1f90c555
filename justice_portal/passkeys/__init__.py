"""Passkeys: a key in a phone or computer in place of codes."""
