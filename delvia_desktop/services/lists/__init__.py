"""Every list by its name, and saved views."""
