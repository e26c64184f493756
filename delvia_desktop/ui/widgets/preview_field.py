"""What an act on many will do, line by line, inside the form that asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr
from delvia_desktop.ui.widgets.fields import Field
from delvia_desktop.ui.widgets.labels import text_label


class PreviewField(Field):
    """Lines that will change, and lines that cannot with the reason; it holds no value."""

    def __init__(self, label: str) -> None:
        """Begin empty."""
        self.lines = QListWidget()
        self.lines.setWordWrap(True)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.lines.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.lines.setMinimumHeight(self.lines.fontMetrics().lineSpacing() * 14)
        self._count = text_label("", bold=True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._count)
        column.addWidget(self.lines)
        super().__init__(label, self.lines, holder=holder)

    def show_lines(self, lines: Sequence[tuple[str, str, bool]], going: int, left: int) -> None:
        """Show a name, words and whether it takes part, for each; `going` and `left` count all."""
        self.lines.clear()
        for name, words, takes_part in lines:
            self.lines.addItem(f"{'✓' if takes_part else '✗'} {name}\n    {words}")
        parts = [ntr("{n} will change", "{n} will change", going)]
        if left:
            parts.append(ntr("{n} cannot", "{n} cannot", left))
        self._count.setText(" · ".join(parts))

    @override
    def value(self) -> Any:
        return None

    @override
    def set_value(self, value: Any) -> None:
        """Ignore values: what is shown follows from the other fields."""
