"""Plans: made from what comes in, decided, and done as one act."""
