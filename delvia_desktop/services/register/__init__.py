"""The open register and its one door; what its records and fields are called."""
