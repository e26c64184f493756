"""Procedures: begun, followed step by step, finished."""
