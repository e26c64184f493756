"""What an act on many will do, line by line, inside the form that asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QListWidget, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr
from delvia_desktop.ui.widgets.fields import Field
from delvia_desktop.ui.widgets.labels import text_label

_BATCH = 100
"""Lines that are laid out at a time, so that thousands keep nobody waiting."""


class PreviewLine(NamedTuple):
    """One of many: its name, what happens to it or why nothing does, and whether it takes part."""

    name: str
    words: str
    takes_part: bool


class PreviewField(Field):
    """Lines that will change, and lines that cannot with the reason; it holds no value."""

    def __init__(self, label: str) -> None:
        """Begin empty."""
        self.lines = QListWidget()
        self.lines.setWordWrap(True)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.lines.setResizeMode(QListView.ResizeMode.Adjust)
        self.lines.setLayoutMode(QListView.LayoutMode.Batched)
        self.lines.setBatchSize(_BATCH)
        self.lines.setSpacing(2)
        self.lines.setMinimumHeight(self.lines.fontMetrics().lineSpacing() * 14)
        self.warning = text_label("", bold=True)
        self.warning.setProperty("role", "problem")
        self.count = text_label("", bold=True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.warning)
        column.addWidget(self.count)
        column.addWidget(self.lines)
        super().__init__(label, self.lines, holder=holder)
        self.warning.hide()

    def show_lines(
        self, lines: Sequence[PreviewLine], warnings: Sequence[str], missing: Sequence[str]
    ) -> None:
        """Show the lines, those that cannot first; `missing` is what must be typed before."""
        able = [line for line in lines if line.takes_part]
        left = [line for line in lines if not line.takes_part]
        self.lines.clear()
        self.lines.addItems([_text(line) for line in (*left, *able)])
        self.warning.setText("\n".join(f"⚠ {text}" for text in warnings))
        self.warning.setVisible(bool(warnings))
        parts = [ntr("{n} cannot take part", "{n} cannot take part", len(left))] if left else []
        going = len(able)
        if missing:
            parts.insert(0, ntr("{n} can take part", "{n} can take part", going))
        else:
            parts.insert(0, ntr("{n} will change", "{n} will change", going))
        self.count.setText("\n".join([" · ".join(parts), *missing]))

    def say(self, text: str) -> None:
        """Say why there are no lines."""
        self.lines.clear()
        self.warning.hide()
        self.count.setText(text)

    @override
    def value(self) -> Any:
        return None

    @override
    def set_value(self, value: Any) -> None:
        """Ignore values: what is shown follows from the other fields."""


def _text(line: PreviewLine) -> str:
    head = f"{'✓' if line.takes_part else '✗'} {line.name}"
    return f"{head}\n    {line.words}" if line.words else head
