"""Labels with their values, in two columns or, where it is narrow, in one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from delvia_desktop.ui.widgets.labels import text_label

_TWO_COLUMNS = 100
_LEAST = 48
"""Average letters that two columns need where a value may wrap, and that one needs."""

_ROUNDED = 2
"""Pixels: letters have widths between pixels, which a sum of them leaves out."""


class Facts(QWidget):
    """A grid of facts; a value is a text, or a widget such as a chip or an id."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._cells: list[tuple[QLabel, QWidget]] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)

    def show_facts(self, facts: Sequence[tuple[str, str | QWidget]]) -> None:
        """Show facts; empty texts become a dash."""
        for cell in self._cells:
            for old in cell:
                old.hide()
                old.deleteLater()
        self._cells = [(_name(label), _value(value)) for label, value in facts]
        self._columns = 0
        self._lay_out()

    def _lay_out(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        columns = 2 if self.width() >= letter * _TWO_COLUMNS or self._stands_in_two() else 1
        self._share(columns)
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for place, (name, value) in enumerate(self._cells):
            row, column = divmod(place, columns)
            self._grid.addWidget(name, row, column * 2, Qt.AlignmentFlag.AlignTop)
            where = Qt.AlignmentFlag.AlignTop
            if not value.property("fills"):
                where |= Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(value, row, column * 2 + 1, where)
        for start in range(0, len(self._cells), columns):
            _on_one_line([each for cell in self._cells[start : start + columns] for each in cell])

    def _share(self, columns: int) -> None:
        """Share the width out to the values of both columns.

        Where those of one stand on one line in half of it and those of the other do not, the other
        has what is left of both.
        """
        between, sides = self._grid.horizontalSpacing(), self._sides()
        half = (self.width() - 3 * between - sum(names for names, _ in sides)) // 2
        fits = [columns > 1 and values <= half for _, values in sides]
        for place, (_, values) in enumerate(sides):
            is_whole = fits[place] and not all(fits)
            least = values if is_whole else 0
            stretch = 0 if is_whole or place >= columns else 1
            column = 2 * place + 1
            if (self._grid.columnMinimumWidth(column), self._grid.columnStretch(column)) != (
                least,
                stretch,
            ):
                self._grid.setColumnMinimumWidth(column, least)
                self._grid.setColumnStretch(column, stretch)

    def _stands_in_two(self) -> bool:
        """Tell whether every fact stands on one line in half of the width."""
        between = self._grid.horizontalSpacing()
        half = (self.width() - between) // 2
        return all(names + between + values <= half for names, values in self._sides())

    def _sides(self) -> list[tuple[int, int]]:
        """Return how wide the names and the values of each of two columns are on one line."""
        return [
            (
                max((name.sizeHint().width() for name, _ in side), default=0),
                max((_line_width(value) for _, value in side), default=0),
            )
            for side in (self._cells[::2], self._cells[1::2])
        ]

    @override
    def minimumSizeHint(self) -> QSize:
        # What stands in two columns must not keep the place from becoming narrower.
        least = self.fontMetrics().averageCharWidth() * _LEAST
        needed = super().minimumSizeHint()
        return QSize(min(least, needed.width()), needed.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


def _on_one_line(row: Sequence[QWidget]) -> None:
    """Let the words of a row begin as low as those of a button or chip in it."""
    framed = [each for each in row if each.objectName() == "chip" or isinstance(each, QPushButton)]
    above = max(map(_above, framed), default=0)
    for each in row:
        if each not in framed:
            each.setContentsMargins(0, above, 0, 0)


def _above(framed: QWidget) -> int:
    """Return how many pixels stand above the words within a frame; 0 where they wrap."""
    line = framed.fontMetrics().height()
    left = framed.sizeHint().height() - line
    return left // 2 if left < line else 0


def _line_width(value: QWidget) -> int:
    """Return how wide a value is on one line."""
    if isinstance(value, QLabel) and value.wordWrap():
        return value.fontMetrics().horizontalAdvance(value.text()) + _ROUNDED
    return value.sizeHint().width()


def _name(label: str) -> QLabel:
    name = text_label(label, muted=True)
    name.setWordWrap(False)
    name.setMinimumWidth(name.sizeHint().width())
    return name


def _value(value: str | QWidget) -> QWidget:
    shown = value if isinstance(value, QWidget) else text_label(value or "—")
    # A text takes the room that there is and wraps; a chip keeps its own width.
    shown.setProperty("fills", shown is not value)
    if isinstance(shown, QLabel):
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown
