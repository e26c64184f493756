"""Forms by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from delvia_desktop.domain.words.errors import Invalid, Notice, Problem
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, NotesField
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.forms.form_panel import FormPanel

LEVELS = (Option("A", "Analyst", "Sees."), Option("O", "Operator", "Changes."))


@pytest.fixture
def panel(qtbot: QtBot) -> FormPanel:
    fields: dict[str, Field] = {
        "name": LineField("Name"),
        "note": NotesField("Note"),
        "end": LineField("Planned end"),
    }

    def look(values: object) -> list[Notice]:
        name = fields["name"].value()
        if name == "bad":
            raise Invalid((Problem("name", "Not this one"),))
        return [Notice("name", f"There is a “{name}” already")] if name else []

    made = FormPanel("Record", "Record it", fields, look=look)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(panel: FormPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_all_problems_stand_under_their_fields_at_once_and_the_first_has_the_cursor(
    qtbot: QtBot, panel: FormPanel
):
    panel.show_problems(
        Invalid((Problem("end", "Too early"), Problem("name", "Say it"), Problem("", "Not now")))
    )
    assert "Too early" in panel.fields["end"].problem()
    assert "Say it" in panel.fields["name"].problem()
    assert panel.fields["note"].problem() == ""
    assert "3 problems to fix first" in words(panel)
    assert "Not now" in words(panel)
    assert panel.fields["name"].editor.hasFocus()
    assert panel.fields["end"].editor.accessibleDescription() == "Too early"


def test_a_solved_problem_goes_while_typing(qtbot: QtBot, panel: FormPanel):
    panel.show_problems(Invalid((Problem("name", "Say it"),)))
    with qtbot.waitSignal(panel.draft_changed, timeout=5000):
        qtbot.keyClicks(panel.fields["name"].editor, "Nova")
    assert panel.fields["name"].problem() == ""
    assert "There is a “Nova” already" in words(panel)
    assert "to fix first" not in words(panel)


def test_problems_are_not_told_before_the_form_was_handed_in(panel: FormPanel):
    panel.set_values({"name": "bad", "unknown": "left alone"})
    panel.look_now()
    assert panel.fields["name"].problem() == ""
    panel.show_problems(Invalid((Problem("end", "Too early"),)))
    panel.look_now()
    assert "Not this one" in panel.fields["name"].problem()


def test_keys_hand_in_and_cancel_and_tab_leaves_the_note(qtbot: QtBot, panel: FormPanel):
    panel.begin()
    note = panel.fields["note"].editor
    qtbot.keyClick(panel.fields["name"].editor, Qt.Key.Key_Tab)
    assert note.hasFocus()
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert panel.fields["end"].editor.hasFocus()
    assert panel.fields["note"].value() == ""
    with qtbot.waitSignal(panel.submitted):
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(panel.cancelled):
        qtbot.keyClick(panel.fields["name"].editor, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.submitted):
        qtbot.mouseClick(panel.submit_button, Qt.MouseButton.LeftButton)
    cancel = next(made for made in panel.findChildren(QPushButton) if made.text() == "Cancel")
    with qtbot.waitSignal(panel.cancelled):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)


def test_values_come_back_as_they_were_set(panel: FormPanel):
    values = {"name": " as typed ", "note": "one\ntwo", "end": "31 Jan 2027"}
    panel.set_values(values)
    assert panel.values() == values


def test_an_id_stays_as_it_was_pasted(qtbot: QtBot):
    field = IdField("Business Center ID")
    qtbot.addWidget(field)
    field.set_value("'7504 2333 0055 9872 017")
    assert field.value() == "'7504 2333 0055 9872 017"


def test_a_day_is_told_in_words_while_typing_and_can_be_picked(qtbot: QtBot):
    field = DayField("Shared on", lambda text: f"is {text}", "Any day")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.editor, "3 Feb 2026")
    shown = [label.text() for label in field.findChildren(QLabel)]
    assert "is 3 Feb 2026" in shown
    pick = field.findChildren(QPushButton)[0]
    qtbot.mouseClick(pick, Qt.MouseButton.LeftButton)
    calendar = field.findChildren(QCalendarWidget)[0]
    assert calendar.isVisible()
    with qtbot.waitSignal(field.edited):
        calendar.clicked.emit(QDate(2026, 11, 23))
    assert field.value() == "2026-11-23"
    assert not calendar.isVisible()
    field.set_value("")
    assert "Any day" in [label.text() for label in field.findChildren(QLabel)]


def test_one_level_or_a_set_the_narrowest_first(qtbot: QtBot):
    field = LevelField("Access level")
    qtbot.addWidget(field)
    assert field.value() == ()
    field.offer(LEVELS, several=False)
    field.show()
    assert field.value() == ("A",)
    operator = field.findChildren(QRadioButton)[1]
    with qtbot.waitSignal(field.edited):
        qtbot.mouseClick(operator, Qt.MouseButton.LeftButton, pos=operator.rect().center())
    assert field.value() == ("O",)
    field.offer(LEVELS, several=True)
    QTest.qWait(1)
    boxes = [box for box in field.findChildren(QCheckBox) if box.isVisibleTo(field)]
    qtbot.mouseClick(boxes[1], Qt.MouseButton.LeftButton, pos=boxes[1].rect().center())
    assert field.value() == ("A", "O")
    field.set_value(("O",))
    assert field.value() == ("O",)
    assert boxes[1].accessibleName() == "Operator. Changes."
    field.offer((), several=False)
    assert field.value() == ()
    assert not field.isVisible()


def test_a_choice_among_many_is_found_by_typing(qtbot: QtBot):
    field = ChoiceField("Asset", [Option(n, f"Asset {n}", f"Meaning {n}") for n in range(12)])
    qtbot.addWidget(field)
    box = field._box
    box.setEditText("asset 7")
    assert field.value() == 7
    box.setEditText("no such asset")
    assert field.value() is None
    field.set_value(3)
    assert field.value() == 3
    assert "Meaning 3" in [label.text() for label in field.findChildren(QLabel)]


def test_a_choice_keeps_what_is_still_offered(qtbot: QtBot):
    field = ChoiceField("Kind", LEVELS)
    qtbot.addWidget(field)
    field.set_value("O")
    field.set_options([*LEVELS, Option("X", "Admin")])
    assert field.value() == "O"
    field.set_options(())
    assert field.value() is None


def test_yes_or_no_by_the_space_key(qtbot: QtBot):
    field = CheckField("Confirmed")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.editor, Qt.Key.Key_Space)
    assert field.value() is True
    field.set_value(None)
    assert field.value() is False


def test_the_words_under_a_choice_are_those_of_what_is_chosen(qtbot):
    """A8: “Delvia: Member” stayed under “Admin”, which has no other word."""
    field = ChoiceField(
        "Role", [Option("STANDARD", "Standard", "Member"), Option("ADMIN", "Admin")]
    )
    qtbot.addWidget(field)
    assert field._hint.text() == "Member"
    field.set_value("ADMIN")
    assert field._hint.text() == ""


def test_a_text_meant_for_another_field_changes_no_choice(qtbot: QtBot):
    """What is typed into a closed list and matches nothing never changes the value silently."""
    roles = [Option("STANDARD", "Standard"), Option("ADMIN", "Admin"), Option("AUDIT", "Auditor")]
    field = ChoiceField("Role", roles)
    qtbot.addWidget(field)
    field.show()
    field.set_value("ADMIN")
    field.setFocus()
    box = field.editor
    qtbot.keyClicks(box, "she asked for it")
    assert field.value() == "ADMIN"
    qtbot.keyClick(box, Qt.Key.Key_Backspace)  # what was typed is over
    qtbot.keyClicks(box, "st")
    assert field.value() == "STANDARD"
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.keyClicks(box, "aa")
    assert field.value() == "AUDIT"
    qtbot.keyClicks(box, "x")
    assert field.value() == "STANDARD"


def test_what_the_program_fills_in_is_no_change_of_a_form(qtbot: QtBot, panel: FormPanel):
    """A preset that nobody typed is nothing to lose."""
    panel.mark_start()
    panel.fields["name"].set_value("Nova")
    assert panel.is_changed
    panel.begin_anew()
    assert not panel.is_changed


def test_what_is_wrong_with_an_empty_date_stands_directly_under_it(qtbot: QtBot) -> None:
    field = DayField("Date", lambda _: "")
    qtbot.addWidget(field)
    field.show()
    kept = field.sizeHint().height()
    assert field._hint.text() == "Like 3 Feb 2026"  # an example, not an empty line
    field.set_problem("Enter the date.")
    assert field._hint.isHidden()
    field.set_problem("")
    assert not field._hint.isHidden()
    assert field.sizeHint().height() == kept


def test_what_to_know_before_an_act_is_no_problem(qtbot: QtBot) -> None:
    panel = FormPanel("End", "Record end", {"on": DayField("Date", lambda _: "")})
    qtbot.addWidget(panel)
    panel.warn("This ends all shares.")
    panel.show()
    told = next(
        label for label in panel.findChildren(QLabel) if label.text() == "● This ends all shares."
    )
    assert told.isVisible()
    assert told.property("role") == "notice"
