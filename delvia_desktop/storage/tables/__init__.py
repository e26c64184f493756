"""How records lie in tables."""
