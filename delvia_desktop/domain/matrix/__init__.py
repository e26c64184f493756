"""The access matrix: every asset against everyone who can work on it."""
