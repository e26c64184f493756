"""The rules by which findings are made, one module a subject."""
