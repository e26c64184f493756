"""Pages drawn and bound into a PDF."""
