"""The signs before words that say what they are without their colour."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

WRONG = "⚠ "
"""Stands before what is wrong."""

ODD = "● "
"""Stands before what looks odd, or is to be known before an act."""


def show_marked(label: QLabel, sign: str, text: str) -> None:
    """Show words behind a sign, or nothing where there are none."""
    label.setText(f"{sign}{text}" if text else "")
    label.setVisible(bool(text))
