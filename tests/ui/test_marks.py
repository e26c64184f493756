"""What tells in every theme where the keys are, what is chosen and what cannot be.

Here no window stands: it would be styled again in each theme.
"""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from delvia_desktop.domain.words.contrast import SEEN, contrast
from delvia_desktop.ui.fields.fields import LineField
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.colours import high_contrast
from delvia_desktop.ui.widgets.labels import IdLabel, button
from tests.ui.widgets.test_colours import SYSTEMS


def kinds() -> dict[str, QWidget]:
    """Return one of each kind of thing that takes the keys."""
    table = ListTable("Rows", [Column("a", "A", lambda row: row.a), Column("b", "B", str)])
    table.show_rows(HeldRows([_Row(1, "x"), _Row(2, "y")]))
    empty = ListTable("Nothing", [Column("a", "A", str)], "Nothing")
    empty.show_rows(HeldRows([]))
    ticked, line, bad = QCheckBox("Ticked"), QLineEdit("text"), LineField("Bad")
    ticked.setChecked(True)
    bad.set_problem("Wrong")
    tabs, items, area, box = QTabBar(), QListWidget(), QScrollArea(), QComboBox()
    tabs.addTab("One")
    tabs.addTab("Two")
    items.addItems(["one", "two"])
    box.addItems(["one", "two"])
    area.setWidget(QLabel("text"))
    chosen = button("Chosen", "place")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    on = button("On", "chip")
    on.setCheckable(True)
    on.setChecked(True)
    return {
        **{kind or "plain": button("Press", kind) for kind in ("", "primary", "link", "chip")},
        "place": button("Place", "place"), "chosen place": chosen, "chip that is on": on,
        "id": IdLabel("ID", "6954233089097562118"), "tick": QCheckBox("Tick"), "ticked": ticked,
        "one of several": QRadioButton("One"), "line": line, "line with a problem": bad.editor,
        "notes": QPlainTextEdit("text"), "box": box, "number": QSpinBox(), "tabs": tabs,
        "list": items, "text that is scrolled": area, "table": table, "empty table": empty,
    }  # fmt: skip


class _Row:
    def __init__(self, key: int, words: str) -> None:
        self.id, self.a = key, words


def show_theme(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, dark=name == "dark")
    if name not in {"light", "dark"}:
        theme._show(qapp, high_contrast(SYSTEMS[name]))


@pytest.mark.parametrize("shown", ["light", "dark", "night sky"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_tick_that_cannot_be_turned_looks_so(qtbot, qapp, kind, shown):
    """“This system does not support notifications” stood below a tick that looked as any other."""
    show_theme(qapp, shown)
    qtbot.addWidget(tick := kind("Show"))
    tick.resize(tick.sizeHint())
    before = tick.grab().toImage()
    tick.setEnabled(False)
    assert seen_changes(before, tick.grab().toImage()) > 0


@pytest.mark.parametrize("shown", ["light", "dark", "night sky"])
def test_what_has_the_keys_is_seen_and_does_not_move(qtbot, qapp, shown):
    """D: rings of 2.1 to 2.7 to 1; a tick that got the keys jumped by 2 px."""
    show_theme(qapp, shown)
    sheet = QWidget()
    sheet.setObjectName("page")
    qtbot.addWidget(sheet)
    column = QVBoxLayout(sheet)
    column.addWidget(elsewhere := QPushButton("Elsewhere"))
    tried = kinds()
    for each in tried.values():
        column.addWidget(each)
        if isinstance(each, QAbstractScrollArea):
            each.setFixedHeight(110)
    sheet.resize(420, sheet.sizeHint().height())
    sheet.show()
    qtbot.waitExposed(sheet)
    sheet.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
    faint, moved = [], []
    for name, each in tried.items():
        elsewhere.setFocus()
        QApplication.processEvents()
        before, stood = picture(sheet, each), (each.geometry(), each.sizeHint())
        each.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = picture(sheet, each)
        if (each.geometry(), each.sizeHint()) != stood:
            moved.append(name)
        changed = seen_changes(before, after)
        if changed < 2 * min(each.width(), each.height()):
            faint.append(f"{name}: {changed} pixels")
    theme.apply(qapp, dark=False)
    assert faint == []
    assert moved == []


def picture(sheet: QWidget, part: QWidget) -> QImage:
    area = QRect(part.mapTo(sheet, QPoint()), part.size())
    return sheet.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


def seen_changes(before: QImage, after: QImage) -> int:
    """Return how many pixels have another colour that is told from the former one."""
    pairs: dict[tuple[int, int], bool] = {}
    count = 0
    for y in range(before.height()):
        for x in range(before.width()):
            pair = before.pixel(x, y), after.pixel(x, y)
            if pair[0] != pair[1]:
                if pair not in pairs:
                    old, new = (QColor(each).name() for each in pair)
                    pairs[pair] = contrast(old, new) >= SEEN
                count += pairs[pair]
    return count


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_tick_stays_where_it_is_when_it_gets_the_keys(qtbot, qapp, kind):
    """D: a ticked box that had the keys was drawn 2 px further."""
    theme.apply(qapp, dark=False)
    sheet = QWidget()
    qtbot.addWidget(sheet)
    column = QVBoxLayout(sheet)
    column.addWidget(elsewhere := QPushButton("Elsewhere"))
    column.addWidget(box := kind("Seen"))
    box.setChecked(True)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
    inner = box.rect().adjusted(4, 4, -4, -4)
    elsewhere.setFocus()
    QApplication.processEvents()
    before = box.grab(inner).toImage()
    box.setFocus()
    QApplication.processEvents()
    assert box.grab(inner).toImage() == before


def test_a_row_that_is_chosen_has_a_bar_besides_its_ground(qtbot, qapp):
    """D: the ground alone, 1.2 to 1, told which row is chosen."""
    theme.apply(qapp, dark=False)
    table = kinds()["table"]
    assert isinstance(table, QAbstractItemView)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    table.setCurrentIndex(table.model().index(1, 0))
    image = table.viewport().grab().toImage()
    chosen, other = (table.visualRect(table.model().index(row, 0)).center().y() for row in (1, 0))
    bar = QColor(image.pixel(1, chosen)).name()
    assert contrast(bar, QColor(image.pixel(1, other)).name()) >= SEEN
    # The ground is what most of the row shows: a letter may stand at any single place of it.
    ground = Counter(image.pixel(x, chosen) for x in range(image.width())).most_common(1)[0][0]
    assert contrast(bar, QColor(ground).name()) >= SEEN
