"""Reviews: their lines, their steps, and when they are due."""
