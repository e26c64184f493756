"""Single fields without a register: an id, a day, a choice, levels, and a form of them by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication

from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.widgets.labels import IdLabel


def test_an_id_is_copied_whole_in_one_click(qtbot):
    label = IdLabel("Asset ID", "7123998103425571842")
    qtbot.addWidget(label)
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "7123998103425571842"
    assert "7123\N{NARROW NO-BREAK SPACE}9981" in label.text()


def test_a_day_is_typed_or_picked(qtbot):
    field = DayField("Date", lambda text: f"<{text}>", "hint")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.editor, "3 Feb 2026")
    assert field._hint.text() == "<3 Feb 2026>"
    field._pick.click()
    field._picked(QDate(2026, 2, 4))
    assert field.value() == "2026-02-04"
    field.set_value("")
    assert field._hint.text() == "hint"


@pytest.mark.parametrize("corner", ["bottomRight", "bottomLeft", "topRight", "topLeft"])
def test_the_calendar_opens_wholly_on_the_screen_and_leaves_its_line_free(qtbot, corner):
    """Found by a newcomer: its right edge, or at 200 % its end, was off the screen."""
    field = DayField("Date", lambda text: text)
    qtbot.addWidget(field)
    field.show()
    room = field.screen().availableGeometry()
    place = field.geometry()
    getattr(place, f"move{corner[0].upper()}{corner[1:]}")(getattr(room, corner)())
    field.move(place.topLeft())
    field._pick.click()
    shown = field._calendar.geometry()
    line = QRect(field._line.mapToGlobal(QPoint(0, 0)), field._line.size())
    assert room.contains(shown)
    assert not shown.intersects(line)
    assert shown.size().height() >= field._calendar.sizeHint().height()
    field._calendar.hide()


def test_a_choice_is_found_by_typing_and_levels_are_one_or_several(qtbot):
    options = [Option(n, f"Name {n}", f"about {n}") for n in range(12)]
    choice = ChoiceField("Asset", options)
    qtbot.addWidget(choice)
    choice._box.setEditText("name 7")
    assert choice.value() == 7
    choice._box.setEditText("nobody")
    assert choice.value() is None
    level = LevelField("Level")
    qtbot.addWidget(level)
    level.offer([Option("A", "a", ""), Option("B", "b", "")], several=False)
    assert level.value() == ("A",)
    level.set_value(("B",))
    assert level.value() == ("B",)
    level.offer([Option("A", "a", ""), Option("B", "b", "")], several=True)
    level.set_value(("A", "B"))
    assert level.value() == ("A", "B")


def test_words_that_ask_are_no_text_and_give_way_to_what_is_typed(qtbot):
    """Fresh eyes: “Choose a person” stood there like a name, and was typed behind."""
    asking = Option(None, "Choose a person", asks=True)
    choice = ChoiceField("Person", [asking, Option(1, "Ada"), Option(2, "Bo")], searchable=True)
    qtbot.addWidget(choice)
    line = choice.editor.lineEdit()
    assert (line.text(), line.placeholderText()) == ("", "Choose a person")
    assert (choice.value(), choice.unread()) == (None, "")
    qtbot.keyClicks(line, "bo")
    assert choice.value() == 2
    choice.set_value(None)
    assert (line.text(), line.placeholderText()) == ("", "Choose a person")


def test_a_box_that_is_emptied_asks_again_and_means_nobody(qtbot):
    """In a seat's form a name that was deleted stood for somebody new."""
    asking = Option(0, "Choose a person", asks=True)
    options = [asking, Option(1, "Ada"), Option(2, "Bo"), Option(None, "New person")]
    choice = ChoiceField("Person", options, searchable=True)
    qtbot.addWidget(choice)
    line = choice.editor.lineEdit()
    assert (choice.value(), line.text(), line.placeholderText()) == (0, "", "Choose a person")
    choice.set_value(1)
    qtbot.keyClicks(line, "\b" * len("Ada"))
    line.clear()
    assert choice.value() == 0
    choice.settle()
    assert (line.text(), line.placeholderText()) == ("", "Choose a person")


def test_a_list_of_few_shows_words_that_ask_as_an_empty_line_would(qtbot, qapp):
    from PySide6.QtGui import QColor

    from delvia_desktop.ui.toolkit import theme

    def darkest():
        image = choice.editor.grab().toImage().copy(8, 8, 80, 16)  # without frame and arrow
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return min(image.pixelColor(x, y).lightness() for x, y in places)

    theme.apply(qapp, dark=False)
    asking = Option(None, "Choose…", asks=True)
    choice = ChoiceField("Kind", [asking, Option(1, "HHHH"), Option(2, "HHHHH")])
    qtbot.addWidget(choice)
    choice.resize(400, 100)
    choice.show()
    hint = QColor(theme.tokens().muted).lightness()
    assert darkest() >= hint
    choice.set_value(2)
    assert darkest() < hint
    choice.set_value(None)
    assert darkest() >= hint


def test_a_form_submits_and_cancels_by_keys(qtbot):
    from delvia_desktop.ui.fields.fields import LineField, NotesField

    fields = {"name": LineField("Name"), "note": NotesField("Note")}
    panel = FormPanel("Form", "Record", fields)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    panel.begin()
    panel.show_banner("Something")
    fields["note"].set_value("a\nb")
    assert panel.values() == {"name": "", "note": "a\nb"}
    with qtbot.waitSignal(panel.cancelled):
        panel.cancelled.emit()
