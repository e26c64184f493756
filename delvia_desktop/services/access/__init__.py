"""Everything that gives access: recorded, changed step by step, ended."""
