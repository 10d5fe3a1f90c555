"""A picture of every page of every role: `make screenshots`."""
