"""A place of records of one kind."""
