"""Bringing in what others have: read, understood, compared, recorded."""
