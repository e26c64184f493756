"""A register with its people masked."""
