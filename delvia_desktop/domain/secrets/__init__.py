"""Text that looks like a secret, found so that it is refused."""
