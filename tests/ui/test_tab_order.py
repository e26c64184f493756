"""Tab and Shift+Tab, pressed through every form that the program has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from delvia_desktop.ui.main_window import MainWindow
from tests.ui import every_form
from tests.ui.story import delete_now

_LINE = 24
"""About the height of a line of text with its frame."""


@pytest.fixture(scope="module")
def window(qapp, sample_file, tmp_path_factory):
    """One window for all forms: nothing is recorded in it."""
    session = every_form.sample_with_all(qapp, sample_file, tmp_path_factory.mktemp("tab"))
    made = MainWindow(session)
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    made.activateWindow()
    made.show_place("people")
    yield made
    made.close()
    delete_now([made])


def controls(panel: QWidget) -> list[QWidget]:
    """Return what takes the keys in a form, as it is read: from the top, from the left.

    Of a choice of one, the keys stop at what is chosen; the arrows go on from there.
    """
    found: list[QWidget] = []
    for each in panel.findChildren(QWidget):
        may = each.isVisible() and each.isEnabled() and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        inside = any(above.isAncestorOf(each) for above in found)
        is_other = isinstance(each, QRadioButton) and not each.isChecked()
        if may and each.focusProxy() is None and not inside and not is_other:
            found.append(each)
    tops = {each: each.mapTo(panel, QPoint()) for each in found}
    lines = {each: tops[each].y() + min(each.height(), _LINE) // 2 for each in found}

    def row(each: QWidget) -> int:
        """Return the first of all lines of text that are about as high as that of a control."""
        return min(y for y in lines.values() if abs(y - lines[each]) < _LINE // 2)

    inside = panel.findChild(
        QScrollArea
    )  # what of the fields is scrolled away stands above the foot
    return sorted(
        found, key=lambda each: (not inside.isAncestorOf(each), row(each), tops[each].x())
    )


def walk(window: MainWindow, panel: QWidget, key: Qt.Key, steps: int) -> list[QWidget]:
    """Press a key so often; return what had the keys after each."""
    seen = []
    for _ in range(steps):
        QTest.keyClick(window.focusWidget() or window, key)
        seen.append(window.focusWidget())
    return seen


@pytest.mark.parametrize(("name", "is_change"), every_form.cases())
def test_tab_and_back_visit_every_control_of_a_form_in_the_order_of_reading(
    window, name, is_change
):
    """A4: whatever was made anew meanwhile, nothing is left out and nothing else comes between."""
    window.place.open_form(every_form.made(window.session, name, is_change=is_change))
    panel = window.place.form.panel
    QApplication.processEvents()
    for field in panel.fields.values():
        field.edited.emit()  # whatever a choice brings is made anew, behind all that is there
    QApplication.processEvents()
    expected = controls(panel)
    assert len(expected) >= 3  # a field, Cancel, the act
    expected[0].setFocus()
    assert [expected[0], *walk(window, panel, Qt.Key.Key_Tab, len(expected) - 1)] == expected
    assert not panel.isAncestorOf(walk(window, panel, Qt.Key.Key_Tab, 1)[0])
    assert walk(window, panel, Qt.Key.Key_Backtab, len(expected)) == expected[::-1]
    assert not panel.isAncestorOf(walk(window, panel, Qt.Key.Key_Backtab, 1)[0])
    window.place.close_form()


def test_every_form_is_tried():
    """A4: a form that is written tomorrow is tried too."""
    assert len(every_form.makers()) >= 40
    assert {"share_form", "assignment_form", "many_form", "letterhead_form", "end_form"} <= set(
        every_form.makers()
    )
