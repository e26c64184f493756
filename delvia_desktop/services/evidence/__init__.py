"""Files and notes kept with records."""
