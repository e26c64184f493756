"""What a half-typed line can become stands in nobody's way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QVBoxLayout, QWidget

from delvia_desktop.ui.fields.fields import ChoiceField, Field, Option
from delvia_desktop.ui.fields.filter_field import FilterField
from delvia_desktop.ui.fields.name_field import NameField
from delvia_desktop.ui.widgets.completions import Completions

NAMES = ["Mara Lindt", "Mara Wolf"]


def name_field() -> Field:
    return NameField("Accepted by", NAMES, {}, "")


def choice_field() -> Field:
    return ChoiceField("Person", [Option(name, name) for name in NAMES], searchable=True)


def filter_field() -> QWidget:
    return FilterField("Filter", lambda _: NAMES)


@pytest.mark.parametrize("make", [name_field, choice_field, filter_field])
def test_a_press_beside_what_is_offered_is_not_swallowed(qtbot, make):
    """With names offered below "Accepted by", the first press on "Accept" only closed them."""
    window, field, act = QWidget(), make(), QPushButton("Accept")
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addSpacing(300)
    column.addWidget(act)
    qtbot.addWidget(window)
    pressed: list[int] = []
    act.clicked.connect(lambda: pressed.append(1))
    window.show()
    qtbot.waitExposed(window)
    line = getattr(field, "editor", field)
    line = line.lineEdit() if isinstance(line, QComboBox) else line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Mar")
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Completions))
    where = act.mapTo(window, act.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
    assert QApplication.activePopupWidget() is None
    assert pressed == [1]
