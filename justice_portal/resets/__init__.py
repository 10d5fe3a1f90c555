"""A new passphrase by email, for whoever comes by the staff door. The second factor stays."""
