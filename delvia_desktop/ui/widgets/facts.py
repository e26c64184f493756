"""Labels with their values, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from delvia_desktop.ui.widgets.labels import text_label


class Facts(QWidget):
    """A grid of facts; a value is a text, or a widget such as a chip or an id."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)

    def show_facts(self, facts: Sequence[tuple[str, str | QWidget]], columns: int = 2) -> None:
        """Show facts in columns; empty texts become a dash."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1 if column < columns * 2 else 0)
        for place, (label, value) in enumerate(facts):
            row, column = divmod(place, columns)
            name = text_label(label, muted=True)
            name.setWordWrap(False)
            name.setMinimumWidth(name.sizeHint().width())
            self._grid.addWidget(name, row, column * 2, Qt.AlignmentFlag.AlignTop)
            shown = value if isinstance(value, QWidget) else text_label(value or "—")
            if isinstance(shown, QLabel):
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(
                shown,
                row,
                column * 2 + 1,
                Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                if shown is value
                else Qt.AlignmentFlag.AlignTop,
            )
