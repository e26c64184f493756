"""The Overview, what needs attention, and being told."""
