"""Files and notes that are kept, and what a file is by its content."""
