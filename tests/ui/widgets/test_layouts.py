"""What stands side by side where there is room, and scrolls where there is none."""

from __future__ import annotations

from unicodedata import combining

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from delvia_desktop.ui.fields.calm_box import CalmBox
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.theme import scaled
from delvia_desktop.ui.toolkit.window_geometry import resize_to_words
from delvia_desktop.ui.widgets.even_columns import EvenColumns
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.halves import halves
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.page_area import PageArea
from delvia_desktop.ui.widgets.tabs import Tabs


def shown_at(qtbot: QtBot, whole: QWidget, width: int, height: int) -> None:
    qtbot.addWidget(whole)
    whole.resize(width, height)
    whole.show()
    qtbot.waitExposed(whole)


def test_controls_stand_in_as_many_even_columns_as_there_is_room_for(qtbot: QtBot):
    holder, parts = QWidget(), [QPushButton(str(number)) for number in range(5)]
    letter = holder.fontMetrics().averageCharWidth()
    letters = 100 // letter
    columns = EvenColumns(letters, 10)
    for part in parts:
        columns.addWidget(part)
    holder.setLayout(columns)
    shown_at(qtbot, holder, 5 * letters * letter + 40, 200)
    assert [part.y() for part in parts] == [0] * 5
    assert {part.width() for part in parts} == {letters * letter}
    holder.resize(400, 200)
    assert len({part.y() for part in parts}) == 2
    assert len({part.x() for part in parts}) == 3
    assert columns.heightForWidth(100) > 4 * columns.heightForWidth(540)
    parts[0].hide()
    assert columns.heightForWidth(430) == columns.heightForWidth(540)
    assert columns.takeAt(9) is None
    assert columns.count() == 5


def test_a_line_of_controls_asks_for_one_line_and_takes_more_where_it_is_narrow(qtbot: QtBot):
    holder = QWidget()
    flow = Flow(holder)
    for _ in range(3):
        flow.addWidget(QPushButton("Some words"))
    wide = flow.sizeHint()
    assert flow.heightForWidth(wide.width()) == wide.height()
    assert flow.heightForWidth(wide.width() - 1) > wide.height()
    assert flow.minimumSize().width() < wide.width() / 2
    assert flow.heightForWidth(-11) > 0  # asked for before it is shown


def test_a_page_fills_its_room_and_scrolls_only_what_has_none(qtbot: QtBot):
    content = QWidget()
    column = QVBoxLayout(content)
    column.addWidget(text_label("Words that wrap, and need more lines where it is narrow. " * 6))
    column.addStretch(1)
    column.addWidget(last := QLineEdit())
    area = PageArea(content)
    shown_at(qtbot, area, 400, 600)
    assert area.verticalScrollBar().maximum() == 0
    assert content.height() == area.viewport().height()
    assert area.minimumSizeHint().height() < 100
    area.resize(200, 120)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.horizontalScrollBar().maximum() == 0
    area.activateWindow()
    qtbot.waitActive(area)
    last.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().size() == last.size())


def test_a_page_that_stands_whole_asks_for_its_height_up_to_a_limit(qtbot: QtBot):
    content = QWidget()
    column = QVBoxLayout(content)
    column.addWidget(words := text_label("A sentence. " * 40))
    area = PageArea(content)
    area.stand_whole()
    shown_at(qtbot, area, 300, 100)
    needed = words.heightForWidth(words.width())
    assert area.minimumSizeHint().height() >= needed > 100
    area.stand_whole(lambda: 99)
    assert area.minimumSizeHint().height() == area.sizeHint().height() == 99
    area.stand_free()
    assert area.minimumSizeHint().height() < 99


class Fickle(QWidget):
    """Higher where it is wider, as what changes its layout by its width can be."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(900 if event.size().width() > 280 else 10)


def test_content_that_is_higher_where_it_is_wider_ends_somewhere(qtbot: QtBot):
    """Its scroll bar made it narrow, so it needed none, so it was wide, and so on for ever."""
    area = PageArea(Fickle())
    for width in range(270, 310, 2):
        area.resize(width, 200)
        shown_at(qtbot, area, width, 200)
    assert area.widget().width() > 200


@pytest.mark.parametrize(
    "name",
    [
        "RETARGETING_DE_AT_CH_2026_Q4_SKINCARE_LOOKALIKE_AUDIENCE_EXPANSION_V12_FINAL",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "สมชายใจดีรัตนโกสินทร์สมชายใจดีรัตนโกสินทร์สมชายใจดีรัตนโกสินทร์",
    ],
)
def test_a_name_without_spaces_is_seen_whole_and_read_as_it_is(qtbot: QtBot, name):
    """Words wrap within a name that is longer than a line; no mark is parted from its letter."""
    label = text_label(f"“{name}” is shared.")
    shown_at(qtbot, label, 200, 200)
    room = label.fontMetrics().boundingRect(
        label.rect(), Qt.TextFlag.TextWordWrap, QLabel.text(label)
    )
    assert room.width() <= 200
    told = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
    assert told == label.text() == f"“{name}” is shared."
    marks = [n for n, letter in enumerate(QLabel.text(label)) if combining(letter)]
    assert all(QLabel.text(label)[n - 1] != "\N{ZERO WIDTH SPACE}" for n in marks)
    label.setText("Short")
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == "Short"


def test_words_stand_beside_the_acts_only_where_they_fit_on_one_line(qtbot: QtBot):
    """Found by a newcomer: beside the buttons the note was a column of 50 pixels, cut."""
    words, deeds = text_label("Critical: a sentence about what is wrong. " * 2), DeedRow()
    foot = Foot(words, deeds)
    deeds.show_deeds([(name, lambda: None) for name in ("Keep", "Change", "Revoke")], "3 selected")
    line = words.fontMetrics()
    whole = line.horizontalAdvance(words.text()) + deeds.whole_width() + 40
    shown_at(qtbot, foot, whole, 100)
    qtbot.waitUntil(lambda: words.width() < whole / 2)
    foot.resize(whole - 80, 100)
    qtbot.waitUntil(lambda: words.width() == foot.width())
    assert words.geometry().bottom() <= deeds.geometry().top()
    foot.resize(whole, 100)
    qtbot.waitUntil(lambda: words.width() < whole / 2)
    words.setText(f"{words.text()} And more is said.")
    qtbot.waitUntil(lambda: words.width() == foot.width())


def test_acts_become_narrower_before_they_stand_on_two_lines_and_no_name_of_them_is_cut(qtbot):
    """With large text “Mark as done…” stood below “Share asset…”, and no line was left for why."""
    deeds = DeedRow(gives_way=True)
    deeds.show_deeds([(name, lambda: None) for name in ("Share asset…", "Mark as done…", "Skip…")])
    shown_at(qtbot, deeds, deeds.whole_width(), 200)
    usual = [each.width() for each in deeds._buttons[:2]]
    deeds.resize(deeds.whole_width() * 3 // 4, 200)
    qtbot.waitUntil(lambda: deeds._buttons[0].width() < usual[0])
    seen = [each for each in (*deeds._buttons, deeds.more) if each.isVisible()]
    qtbot.waitUntil(lambda: len({each.geometry().center().y() for each in seen}) == 1)
    assert [each.text() for each in seen] == ["Share asset…", "Mark as done…", "More"]
    deeds.resize(deeds.whole_width() // 3, 200)
    qtbot.waitUntil(lambda: deeds._buttons[0].width() == usual[0])


def test_a_list_and_what_is_chosen_in_it_have_equal_parts_of_the_height(qtbot: QtBot):
    """Where text was large, of the instruction of a step not one line was seen."""
    rows, words = QListWidget(), text_label("Why: it matters.\n" * 40)
    whole = halves(rows, PageArea(words))
    shown_at(qtbot, whole, 400, 500)
    upper, lower = whole.sizes()
    assert abs(upper - lower) <= 1


def test_a_high_tab_does_not_push_the_end_of_a_lower_one_out_of_the_window(qtbot):
    """Found by a newcomer: the buttons under a list of seats were cut, as Evidence is higher."""
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for height in (100, 400):
        page = QWidget()
        column = QVBoxLayout(page)
        content = QWidget()
        content.setMinimumHeight(height)
        column.addWidget(content)
        tabs.addTab(page, str(height))
    bar = tabs.tabBar().sizeHint().height()
    assert 100 <= tabs.minimumSizeHint().height() - bar < 200
    tabs.setCurrentIndex(1)
    assert tabs.minimumSizeHint().height() - bar >= 400
    tabs.setCurrentIndex(0)
    assert tabs.minimumSizeHint().height() - bar < 200


def test_a_window_of_its_own_grows_with_the_text_as_far_as_its_screen_lets_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setFont(scaled(QApplication.font(), 1))
    resize_to_words(window, 40, 10)
    usual = window.size()
    window.setFont(scaled(QApplication.font(), 2))
    resize_to_words(window, 40, 10)
    assert window.width() >= usual.width() * 1.8
    assert window.height() >= usual.height() * 1.8
    resize_to_words(window, 4000, 1000)
    assert window.screen().availableSize().expandedTo(window.size()) == (
        window.screen().availableSize()
    )


def test_a_list_to_choose_from_shows_its_words_whole(qtbot):
    """Found by a newcomer: levels were cut in their middle, where their meaning stood."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 200)
    box = CalmBox()
    box.setParent(window)
    box.setFixedWidth(120)
    box.addItem("Admin – Also manages the account's money, settings and people.")
    window.show()
    qtbot.waitExposed(window)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(box.view().isVisible)
    assert box.view().viewport().width() >= box.view().sizeHintForColumn(0)
    assert box.view().textElideMode() == Qt.TextElideMode.ElideRight
    box.hidePopup()


def test_a_tab_without_room_fades_and_is_not_cut_through(qtbot, qapp):
    """“Ev” stood at the arrows, and a torn edge before the first tab that was seen."""
    theme.apply(qapp, dark=False)
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for name in ("Summary", "Shares", "Other access", "Access records", "Evidence", "History"):
        tabs.addTab(QWidget(), name)
    tabs.show()
    qtbot.waitExposed(tabs)
    bar, ground = tabs.tabBar(), QColor(theme.tokens().window)

    def ends_in_ground(x):
        image = bar.grab().toImage()
        return all(image.pixelColor(x, y) == ground for y in range(4, image.height() - 4))

    for width in range(260, 320, 7):
        tabs.resize(width, 200)
        tabs.setCurrentIndex(0)
        QApplication.processEvents()
        arrows = [each.x() for each in bar.findChildren(QToolButton) if each.isVisible()]
        assert arrows, "there is no room for all"
        assert ends_in_ground(min(arrows) - 1)
        tabs.setCurrentIndex(tabs.count() - 1)
        QApplication.processEvents()
        assert bar.tabRect(0).left() < 0
        assert ends_in_ground(0)
