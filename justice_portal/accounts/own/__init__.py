"""One's own account: a new passphrase, and where one is signed in."""
