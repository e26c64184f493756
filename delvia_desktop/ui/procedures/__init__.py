"""Procedures, and adding an agency."""
