"""The journal, the edit that writes it, and what follows from it."""
