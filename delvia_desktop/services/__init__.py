"""What a person can do and ask, one module a subject, in the person's words."""
