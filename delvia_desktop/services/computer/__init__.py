"""What this computer remembers, and what the program is made of."""
