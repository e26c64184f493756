"""The file itself: connections, its lock, its format, and what the disk can do to us."""
