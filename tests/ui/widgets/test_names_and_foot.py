"""Names are completed and say who has left; the foot of a form has room for its words."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QBoxLayout

from delvia_desktop.ui.fields.name_field import NameField
from delvia_desktop.ui.forms.form_foot import FormFoot


def names(qtbot) -> NameField:
    field = NameField(
        "Accountable", ["Isık Yıldız", "Mara Lindt"], {"Jonas Becker": "Jonas Becker left."}, "Who"
    )
    qtbot.addWidget(field)
    field.show()
    return field


def test_a_name_is_offered_by_any_part_of_it_in_any_spelling(qtbot):
    """Found by a newcomer: “Accountable” offered no names, “holder” did."""
    field = names(qtbot)
    qtbot.keyClicks(field.editor, "yildiz")
    assert field._found.stringList() == ["Isık Yıldız"]
    field.editor.clear()
    qtbot.keyClicks(field.editor, "Mara Lindt")
    assert field._found.stringList() == []
    assert field.value() == "Mara Lindt"


def test_a_name_of_somebody_who_left_says_so_at_once_and_while_it_stands_there(qtbot):
    field = names(qtbot)
    assert field._hint.text() == "Who"
    field.set_value("jonas becker")
    assert field._hint.text() == "Jonas Becker left."
    qtbot.keyClicks(field.editor, "s")
    assert field._hint.text() == "Who"


def test_what_stands_in_the_way_of_a_form_keeps_one_line_however_narrow_it_is(qtbot):
    """Found by a newcomer: “1 problem to fix first” stood on four lines beside the buttons."""
    foot = FormFoot("Record ownership of it")
    qtbot.addWidget(foot)
    foot.say("1 problem to fix first", "problem")
    for width, way in (
        (900, QBoxLayout.Direction.LeftToRight),
        (260, QBoxLayout.Direction.TopToBottom),
        (900, QBoxLayout.Direction.LeftToRight),
    ):
        foot.resize(width, foot.heightForWidth(width) if foot.hasHeightForWidth() else 100)
        foot.show()
        QApplication.processEvents()
        assert foot._row.direction() == way
        assert foot._count.width() >= foot._count.fontMetrics().horizontalAdvance(
            foot._count.text()
        )
