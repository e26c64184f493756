"""Reviews: begun, decided, closed."""
