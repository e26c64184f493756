"""Reviews: begun, decided key by key, closed."""
