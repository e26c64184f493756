"""Evidence: dropped, listed, looked at."""
