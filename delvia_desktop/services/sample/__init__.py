"""The sample register."""
