"""What is asked of a layout is the layout's own: nothing of it stays behind in Python."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtWidgets import QLabel, QLayoutItem, QVBoxLayout, QWidget, QWidgetItem

from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.story import delete_now


def items_that_count() -> list[QLayoutItem]:
    known = (each for each in gc.get_objects() if type(each) is QWidgetItem)
    return [each for each in known if shiboken6.isValid(each)]


def test_an_item_of_a_layout_is_not_known_any_more_once_its_widget_was_told(qtbot):
    """PySide took what lay where Qt had deleted an item for that item, and the program ended."""
    home = QWidget()
    qtbot.addWidget(home)
    column = QVBoxLayout(home)
    before = len(items_that_count())
    for _ in range(20):
        label = QLabel(home)
        column.addWidget(label)
        assert widget_at(column, 0) is label
        delete_now([label])
    assert column.count() == 0
    assert widget_at(column, 0) is None
    assert len(items_that_count()) == before


def test_a_layout_of_ours_goes_on_holding_what_was_told(qtbot):
    home = QWidget()
    qtbot.addWidget(home)
    flow = Flow(home)
    label = QLabel(home)
    flow.addWidget(label)
    assert widget_at(flow, 0) is label
    assert widget_at(flow, 0) is label
