"""Tables over long lists, and their columns."""
