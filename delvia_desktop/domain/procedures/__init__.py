"""Procedures: their steps as data, what each step checks, and where it begins."""
