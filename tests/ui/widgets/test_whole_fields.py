"""What scrolls in a form is seen whole: a label with its field, and all of a path."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from delvia_desktop.ui.fields.fields import Field, LineField
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.settings.page import PlaceField

HINT = "What is to be entered here, where it is found, and what it is for."


def top_and_bottom(field: Field, panel: FormPanel) -> tuple[int, int]:
    top = field.mapTo(panel._area.viewport(), QPoint(0, 0)).y()
    return top, top + field.height()


def test_the_field_that_has_the_keys_is_seen_with_its_label_and_none_in_half_above(
    qtbot: QtBot,
) -> None:
    """In low windows half a line stood under the title, or the label of the field was cut."""
    fields: dict[str, Field] = {
        f"field {place}": LineField(f"Field {place}", HINT if place % 2 else "")
        for place in range(9)
    }
    panel = FormPanel("Add", "Add it", fields)
    qtbot.addWidget(panel)
    panel.resize(300, 320)
    panel.show()
    qtbot.waitExposed(panel)
    panel.begin()
    qtbot.waitUntil(fields["field 0"].editor.hasFocus)
    height = panel._area.viewport().height()

    def is_whole() -> bool:
        places = {field: top_and_bottom(field, panel) for field in fields.values()}
        top, bottom = next(places[field] for field in places if field.editor is panel.focusWidget())
        bar = panel._area.verticalScrollBar()
        is_cut = any(above < 0 < below - 1 for above, below in places.values())
        return top >= 0 and bottom <= height and (bar.value() == bar.maximum() or not is_cut)

    for key in [Qt.Key.Key_Tab] * 8 + [Qt.Key.Key_Backtab] * 8:
        qtbot.keyClick(panel.focusWidget(), key)
        qtbot.waitUntil(is_whole)


def test_a_long_path_is_seen_whole_and_copied_as_it_is(qtbot: QtBot) -> None:
    """It was cut at the end of the line without a sign of it."""
    holder, field = QWidget(), PlaceField("Backup folder")
    column = QVBoxLayout(holder)
    column.addWidget(field)
    column.addStretch(1)
    qtbot.addWidget(holder)
    path = "/kept/mara/" + "Registers and backups of the brand/" * 6
    field.set_value(path)
    holder.resize(260, 400)
    holder.show()
    text = field._text
    line = text.fontMetrics().lineSpacing()
    qtbot.waitUntil(
        lambda: text.viewport().height() >= text.document().size().height() * line > 2 * line
    )
    text.selectAll()
    assert text.textCursor().selectedText() == path
    assert field.value() == path
