"""Lists and their filters as SQL."""
