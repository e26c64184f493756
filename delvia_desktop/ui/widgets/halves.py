"""A list above what is chosen in it, with a handle between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from delvia_desktop.ui.widgets.page_area import PageArea


def halves(upper: QWidget, lower: QWidget) -> QSplitter:
    """Return both, one above the other; neither gets less height than its words need."""
    made = QSplitter(Qt.Orientation.Vertical)
    made.setChildrenCollapsible(False)
    for number, part in enumerate((upper, lower)):
        area = PageArea(part)
        area.stand_whole()
        made.addWidget(area)
        made.setStretchFactor(number, 1)
    return made
