"""The register file: the only SQL of the program."""
