"""What scrolls: which part comes into sight with the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from delvia_desktop.ui.widgets.page_area import PageArea


def test_a_list_that_takes_the_keys_leaves_what_stands_above_it_in_sight(qtbot):
    """O11: after the first Admin was recorded, id and owner had scrolled out of sight."""
    content = QWidget()
    column = QVBoxLayout(content)
    head = QLabel("7504233300559872017")
    rows = QListWidget()
    rows.addItems([f"Row {number}" for number in range(12)])
    rows.setFixedHeight(12 * 40)
    for place in range(12):
        rows.item(place).setSizeHint(rows.sizeHint().boundedTo(rows.sizeHint() * 0.2))
    column.addWidget(head)
    column.addWidget(rows)
    area = PageArea(content)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    rows.setCurrentRow(0)
    rows.setFocus()
    assert not head.visibleRegion().isEmpty()
    for _ in range(11):
        qtbot.keyClick(rows, Qt.Key.Key_Down)
        seen = rows.viewport().visibleRegion().boundingRect()
        assert seen.contains(rows.visualItemRect(rows.currentItem()).center())
    assert head.visibleRegion().isEmpty()
