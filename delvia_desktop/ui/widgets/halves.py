"""A list above what is chosen in it, with a handle between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from delvia_desktop.ui.widgets.page_area import PageArea

_SHARE = 10_000
"""Pixels that neither has: the room is shared in this proportion."""


def halves(upper: QWidget, lower: QWidget) -> QSplitter:
    """Return two equal halves, a list above what is chosen, neither too low for its words."""
    made = QSplitter(Qt.Orientation.Vertical)
    made.setChildrenCollapsible(False)
    areas = PageArea(), PageArea()
    for number, area in enumerate(areas):
        made.addWidget(area)
        made.setStretchFactor(number, 1)
    for area, part in zip(areas, (upper, lower), strict=True):
        area.hold(part)
        area.stand_whole()
    made.setSizes([_SHARE, _SHARE])
    return made
