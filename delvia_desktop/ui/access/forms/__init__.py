"""The forms for what gives access."""
