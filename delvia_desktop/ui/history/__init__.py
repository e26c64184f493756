"""The history, and the register of another moment."""
