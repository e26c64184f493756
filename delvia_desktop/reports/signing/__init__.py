"""Digital signatures: added, shown and checked."""
