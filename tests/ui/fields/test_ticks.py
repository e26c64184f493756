"""Lists of ticks: a click anywhere on a row or the space key turns its tick; nothing else does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.ticks_field import TicksField


@pytest.fixture
def field(qtbot):
    field = TicksField("People", [Option(n, name) for n, name in enumerate(("Ada", "Mara"))])
    qtbot.addWidget(field)
    field.resize(400, 200)
    field.show()
    qtbot.waitExposed(field)
    return field


def places(field: TicksField) -> list[QPoint]:
    """Return where the tick of the second row is, its words, and the empty end of the row."""
    row = field.list.visualItemRect(field.list.item(1))
    across = (row.left() + 10, row.left() + 45, row.right() - 5)
    return [QPoint(x, row.center().y()) for x in across]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_click_anywhere_on_a_row_turns_its_tick_once(qtbot, field, place):
    """Found by a newcomer: the row of a name that was clicked was marked, and its box empty."""
    where = places(field)[place]
    qtbot.mouseClick(field.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert field.value() == (1,)
    assert field.beside() == "1 selected"
    qtbot.mouseClick(field.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert field.value() == ()


def test_a_press_that_is_let_go_on_another_row_and_the_right_button_turn_no_tick(qtbot, field):
    port, words = field.list.viewport(), places(field)[1]
    other = field.list.visualItemRect(field.list.item(0)).center()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=other)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=words)
    qtbot.mouseClick(port, Qt.MouseButton.RightButton, pos=words)
    assert field.value() == ()


def test_the_keys_turn_the_current_row_which_is_never_marked_as_chosen(qtbot, field):
    field.list.setFocus()
    qtbot.keyClick(field.list, Qt.Key.Key_Home)
    qtbot.keyClick(field.list, Qt.Key.Key_Down)
    assert field.list.currentRow() == 1
    qtbot.keyClick(field.list, Qt.Key.Key_Space)
    assert field.value() == (1,)
    assert field.list.selectedItems() == []


def test_the_row_of_a_list_of_ticks_that_the_edge_cuts_fades(qtbot):
    """The last row of a template's access was cut through its words."""
    from delvia_desktop.ui.toolkit.faded_edge import FadedEdge

    field = TicksField("Access", [Option(n, f"Level {n}") for n in range(60)])
    qtbot.addWidget(field)
    field.resize(300, 600)
    field.show()
    qtbot.waitExposed(field)
    rows, veil = field.list, field.list.findChild(FadedEdge)
    row = rows.visualItemRect(rows.item(3))
    rows.setFixedHeight(rows.height() - rows.viewport().height() + row.center().y())
    QApplication.processEvents()
    assert veil.isVisible()
    rows.setFixedHeight(rows.height() + row.bottom() + 1 - row.center().y())
    QApplication.processEvents()
    assert not veil.isVisible()


def test_a_list_of_ticks_in_a_form_stands_whole_and_the_form_follows_the_keys(qtbot):
    """Found by a newcomer: the form had a scroll bar, and the list in it one of its own."""
    field = TicksField("Access", [Option(n, f"Level {n}") for n in range(60)])
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(field)
    qtbot.addWidget(area)
    area.resize(300, 300)
    area.show()
    qtbot.waitExposed(area)
    rows = field.list
    assert rows.verticalScrollBar().maximum() == 0
    area.activateWindow()
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    qtbot.keyClick(rows, Qt.Key.Key_End)
    seen = area.viewport().rect()
    assert rows.currentRow() == 59
    row = rows.visualItemRect(rows.item(59))
    assert seen.contains(rows.viewport().mapTo(area.viewport(), row.center()))
