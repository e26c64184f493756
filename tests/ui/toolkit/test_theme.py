"""The style of the theme: what wears it, and when."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.ui import crash
from delvia_desktop.ui.fields.fields import LineField
from delvia_desktop.ui.fields.name_field import NameField
from delvia_desktop.ui.toolkit import theme, worn


class _Changes(QObject):
    """Counts how often a widget hears that it has another style."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.times = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def around(part: QWidget) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(part)
    return made


def test_what_is_built_is_styled_when_it_comes_into_its_window_and_not_before(qtbot):
    """Each part around the form of a place had all fields in it styled anew."""
    words = QLabel("Kite Studio")
    changes = _Changes(words)
    whole = around(around(around(words)))
    assert changes.times == 0
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(whole)
    assert changes.times == 1


def test_a_part_is_as_large_before_it_is_in_a_window_as_it_will_be_there(qtbot):
    for part in (QPushButton("Kite Studio"), QCheckBox("Kite Studio")):
        before = worn.measured(part)
        assert part.parentWidget() is None
        window = around(part)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        assert before == part.sizeHint()


def test_a_line_is_as_high_as_the_theme_says(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    field = LineField("Partner")
    QVBoxLayout(window).addWidget(field)
    window.show()
    qtbot.waitExposed(window)
    assert field.editor.sizeHint().height() == theme.field_height()


def dressed() -> set[str]:
    return {
        type(window).__name__
        for window in QApplication.topLevelWidgets()
        if window.parentWidget() is None and window.isVisible() and window.styleSheet()
    }


def test_every_window_without_another_one_around_it_wears_the_theme(qtbot, program, capsys):
    start = program.show_start()
    qtbot.waitExposed(start)
    assert {"StartPage"} <= dressed()
    start.hide()
    crash.show(ValueError, ValueError(), None)
    assert {"QMessageBox"} <= dressed()
    crash._open[0].close()


def test_suggestions_wear_the_theme_though_they_pop_up_alone(qtbot):
    field = NameField("Partner", ["Kite Studio"], {}, "")
    qtbot.addWidget(field)
    assert field.editor.completer().popup().styleSheet() == field.styleSheet() != ""


def test_another_theme_is_worn_by_all_windows_at_once(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    before = window.styleSheet()
    theme.choose(qapp, dark=True)
    try:
        assert window.styleSheet() != before
    finally:
        theme.choose(qapp, dark=False)
    assert window.styleSheet() == before
