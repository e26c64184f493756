"""One register open: made, opened, saved apart, restored, exported."""
