"""Who has access: the records of it, and the steps that each of them takes."""
