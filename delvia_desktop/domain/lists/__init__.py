"""What one line of each list shows, and how lists are filtered."""
