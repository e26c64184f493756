"""Each kind of document: what it holds."""
