"""What cannot be reached or read in a window of some size."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from delvia_desktop.ui.lists.chips import chip_width
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.table_cells import AROUND
from delvia_desktop.ui.widgets.page_area import KeyedArea

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)
_SLACK = 2
"""Pixels that a frame may be beyond what it is in."""

_ROWS = 3
"""Rows that are seen of any list that scrolls."""

_VIEWPORT = "qt_scrollarea_viewport"


def out_of_reach(whole: QWidget) -> list[str]:
    """Return what is cut off where nothing scrolls, squeezed, or scrolled across."""
    found = []
    for each in whole.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QScrollArea) and each.horizontalScrollBar().maximum() > 0:
            found.append(f"{each.accessibleName() or type(each).__name__} scrolls across")
        if isinstance(each, CONTROLS) and (cut := _cut_by(each, whole)) is not None:
            found.append(f"{_name(each)} is cut by {type(cut).__name__}")
        if isinstance(each, QLabel) and each.wordWrap() and each.text():
            needed = each.heightForWidth(each.width())
            if each.height() < needed - _SLACK:
                found.append(f"{_name(each)} lacks a line")
        if isinstance(each, QAbstractButton) and each.text() and _is_low(each):
            found.append(f"{_name(each)} is squeezed")
        if isinstance(each, QPushButton) and each.text() and _is_narrow(each):
            found.append(f"{_name(each)} has no room for its words")
    return list(dict.fromkeys(found))


def _cut_by(control: QWidget, whole: QWidget) -> QWidget | None:
    for part in _around(control, whole):
        if part.objectName() == _VIEWPORT:
            return None  # what is beyond it is scrolled to
        area = QRect(control.mapTo(part, QPoint(0, 0)), control.size())
        if not part.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(area):
            return part
    return None


def _around(control: QWidget, whole: QWidget) -> Iterator[QWidget]:
    part = control.parentWidget()
    while part is not None:
        yield part
        part = part.parentWidget() if part is not whole else None


def _is_low(button: QAbstractButton) -> bool:
    return button.height() < button.minimumSizeHint().height() - _SLACK


def _is_narrow(button: QPushButton) -> bool:
    return button.width() < button.sizeHint().width() - _SLACK


def _name(control: QWidget) -> str:
    words = control.accessibleName() or getattr(control, "text", str)()
    return f"{type(control).__name__} “{words}”"


def scrolled_twice(whole: QWidget) -> list[str]:
    """Return the lists that scroll in what scrolls too, and those of which next to nothing is seen.

    A list that is high needs three rows, one that is not all of its rows.
    """
    found = []
    for table in whole.findChildren(QTableView):
        if not table.isVisible() or not table.model().rowCount():
            continue
        scrolls = table.verticalScrollBar().maximum() > 0
        pages = [part for part in _around(table, whole) if isinstance(part, KeyedArea)]
        if scrolls and any(part.verticalScrollBar().maximum() > 0 for part in pages):
            found.append(f"{table.accessibleName()} scrolls in what scrolls")
        row = table.verticalHeader().defaultSectionSize()
        if scrolls and table.viewport().height() < _ROWS * row - _SLACK:
            found.append(f"{table.accessibleName()} is squeezed")
    return found


def cut_states(whole: QWidget) -> list[str]:
    """Return the states of lists that are not seen whole, or not at all."""
    found = []
    for table in whole.findChildren(ListTable):
        if not table.isVisible() or not table.list_model.rowCount():
            continue
        for place, column in enumerate(table.list_model.columns):
            if not column.whole or not column.kept:
                continue
            width, metrics = table.columnWidth(place), table.fontMetrics()
            texts = {column.text(row) for row in table.list_model.here()}
            chip = chip_width("", metrics) if column.tone is not None else 0
            room = width - AROUND - chip
            cut = [text for text in texts if metrics.horizontalAdvance(text) > room]
            found += [f"{table.accessibleName()}: {text}" for text in cut]
    return found
