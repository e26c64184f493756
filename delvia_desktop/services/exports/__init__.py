"""Everything out: a list or the whole register as XLSX, CSV, JSON or a page to read."""
