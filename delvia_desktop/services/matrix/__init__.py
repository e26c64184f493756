"""The access matrix, and as a file."""
