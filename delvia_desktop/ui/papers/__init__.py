"""Documents: previewed, issued, signed, checked, handed over."""
