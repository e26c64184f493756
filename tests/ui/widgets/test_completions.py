"""What a half-typed line can become stands in nobody's way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QVBoxLayout, QWidget

from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field
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


@pytest.fixture
def filter_line(qtbot):
    """A filter of which `who:` is half typed and `who:mar` is complete."""
    made = FilterField(
        "Filter",
        lambda part: [f"{part}{name}" for name in ("Lindt", "Wolf")],
        is_complete=lambda part: part == "who:mar",
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def typed(qtbot, line: FilterField, text: str) -> Completions:
    QTest.keyClicks(line, text)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Completions))
    return QApplication.activePopupWidget()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_keys_pass_by_the_suggestions_of_a_filter_that_is_complete(qtbot, filter_line, key):
    """Found by a newcomer: Down entered the suggestions, and Ctrl+A, R then wrote a filter."""
    popup = typed(qtbot, filter_line, "who:mar")
    with qtbot.waitSignal(filter_line.left):
        QTest.keyClick(popup, key)
    assert popup.isHidden()
    assert filter_line.text() == "who:mar"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_the_suggestions_of_a_filter_are_closed_without_taking_one(qtbot, filter_line, key):
    popup = typed(qtbot, filter_line, "who:mar")
    QTest.keyClick(popup, key)
    assert popup.isHidden()
    assert filter_line.text() == "who:mar"


def test_in_the_suggestions_of_a_half_typed_filter_no_key_takes_the_text_away(qtbot, filter_line):
    popup = typed(qtbot, filter_line, "who:")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert popup.selectionModel().hasSelection()
    QTest.keyClick(popup, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert popup.isHidden()
    assert not filter_line.hasSelectedText()
    QTest.keyClicks(filter_line, "r")
    assert filter_line.text() == "who:r"
