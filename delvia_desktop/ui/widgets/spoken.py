"""What screen readers tell of an editor: its name, and the words that stand under it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QComboBox, QWidget


def name(editor: QWidget, words: str) -> None:
    """Name an editor, and the line and the list of a box."""
    for part in _parts(editor):
        part.setAccessibleName(words)
    if isinstance(editor, QComboBox):
        editor.view().setAccessibleName(words)


def describe(editor: QWidget, *words: str) -> None:
    """Describe an editor in words, of which some may be empty."""
    for part in _parts(editor):
        part.setAccessibleDescription(". ".join(each.rstrip(".") for each in words if each))


def _parts(editor: QWidget) -> Iterator[QWidget]:
    """Yield what the keys can be in: a box that is typed into has a line of its own."""
    yield editor
    line = editor.lineEdit() if isinstance(editor, QComboBox) else None
    if line is not None:
        yield line
