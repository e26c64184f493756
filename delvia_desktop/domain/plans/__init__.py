"""What comes in and goes out as tables: lines, matched with records, and what differs."""
