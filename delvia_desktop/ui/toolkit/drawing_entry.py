"""The word with which our program draws one foreign file instead of showing a window."""

from __future__ import annotations

DRAW = "--draw-one-foreign-file"
"""Nobody types it: `ui/toolkit/drawing_apart.py` starts our program with it, installed or
frozen."""
