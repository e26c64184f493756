"""Documents: made, issued, checked, signed, handed over."""
