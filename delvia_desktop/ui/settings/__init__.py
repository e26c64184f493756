"""The settings: what a person chooses for this computer, and what a register goes by."""
