"""The other records, all kinds in one table, and the register as a whole."""
