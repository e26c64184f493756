"""Who did what and when; the register of another moment; its journal as a file."""
