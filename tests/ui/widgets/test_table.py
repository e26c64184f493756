"""The table by mouse and keys, and with a hundred thousand rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from delvia_desktop.ui.lists.list_model import PAGE, Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.table_cells import around
from delvia_desktop.ui.toolkit import theme
from tests.ui.widgets import gallery

MANY = 100_000
PADDING = 10
"""Pixels at each side of the words of a heading."""


@pytest.fixture
def table(qtbot: QtBot) -> ListTable:
    made = gallery.table(10)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester, table: ListTable):
    qtmodeltester.check(table.list_model)


def test_arrows_travel_and_enter_and_a_double_click_open(qtbot: QtBot, table: ListTable):
    assert table.choose(1)
    with qtbot.waitSignal(table.chosen) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == [2]
    with qtbot.waitSignal(table.activated_row) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [2]
    spot = table.visualRect(table.list_model.index(4, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(table.activated_row) as told:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [5]
    assert table.current_row().id == 5


def test_a_head_asks_for_its_order_and_then_for_the_other_way(qtbot: QtBot, table: ListTable):
    head = table.horizontalHeader()
    spot = head.viewport().rect().center()
    spot.setX(head.sectionViewportPosition(0) + 20)
    for down in (False, True, False):
        with qtbot.waitSignal(table.order_asked) as told:
            qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert told.args == ["name", down]


def test_a_heading_is_measured_as_it_is_drawn(qtbot: QtBot, qapp: QApplication):
    """At 200 % text “Access leve” stood over levels: what is bold was measured as plain."""
    usual = qapp.font()
    qapp.setFont(theme.scaled(usual, 2))
    theme.apply(qapp, dark=False)
    try:
        made = ListTable("Short words", [
            Column("name", "Name", lambda row: row.name, 20),
            Column("level", "Access level", lambda _: "Use", 3, lambda _: "good", whole=True),
        ])  # fmt: skip
        made.show_rows(gallery.Samples(3))
        qtbot.addWidget(made)
        made.resize(600, 300)
        made.show()
        qtbot.waitExposed(made)
        head = made.horizontalHeader()
        assert head.font().bold()
        words = QFontMetrics(head.font()).horizontalAdvance("Access level")
        assert head.sectionSize(1) >= words + 2 * PADDING
    finally:
        qapp.setFont(usual)
        theme.apply(qapp, dark=False)


def test_the_chosen_row_stays_chosen_when_the_list_is_shown_anew(qtbot: QtBot, table: ListTable):
    table.choose(4)
    with qtbot.assertNotEmitted(table.chosen):
        table.show_rows(gallery.Samples(10), table.key())
    assert table.key() == 4
    assert not table.choose(99)


@pytest.mark.parametrize("tone", ["critical", "high", "neutral"])
def test_a_chip_that_says_more_by_its_colour_than_by_its_word_has_a_sign_and_says_it(qtbot, tone):
    """An owner that is not us was only red; the sign is the one of the matrix."""
    column = Column("a", "Owner", lambda row: row.name, 10, lambda _: tone, warning="Not ours")
    made = ListTable("Assets", [column])
    qtbot.addWidget(made)
    made.show_rows(gallery.Samples(1))
    index, is_red = made.list_model.index(0, 0), tone != "neutral"
    word = column.text(made.list_model.row(0))
    assert index.data() == (f"▲ {word}" if is_red else word)
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == ("Not ours" if is_red else "")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Owner: {word}"


def test_a_screen_reader_is_told_the_column_with_the_words_of_a_chip(table: ListTable):
    index = table.list_model.index(0, 1)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Access level: Critical"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Critical"


def test_an_empty_list_says_what_belongs_there(qtbot: QtBot, table: ListTable):
    empty = next(label for label in table.findChildren(QLabel) if "No asset" in label.text())
    assert not empty.isVisible()
    table.show_rows(gallery.Samples(0))
    assert empty.isVisible()
    assert table.key() is None
    assert table.current_row() is None
    table.show_rows(None)
    assert empty.isVisible()


def test_a_hundred_thousand_rows_are_fetched_only_where_they_are_seen(
    qtbot: QtBot, table: ListTable
):
    rows = gallery.Samples(MANY)
    table.show_rows(rows)
    for share in (0, 25, 50, 75, 100):
        bar = table.verticalScrollBar()
        bar.setValue(bar.maximum() * share // 100)
        table.grab()
    assert rows.fetched <= 10
    assert table.list_model.row(MANY - 1).id == MANY
    for place in range(0, 60 * PAGE, PAGE):
        table.list_model.row(place)
    assert len(table.list_model._pages) <= 51


def test_rows_are_higher_where_letters_are(qtbot: QtBot, table: ListTable):
    height = table.fontMetrics().height()
    assert table.rowHeight(0) >= 2 * height


def test_one_row_is_selected_unless_a_page_asks_for_more(qtbot: QtBot, table: ListTable):
    table.choose(2)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_keys() == [3]


def test_shift_selects_from_the_row_that_was_shown_and_not_from_one_clicked_before(
    qtbot: QtBot, table: ListTable
):
    table.select_many()
    spot = table.visualRect(table.list_model.index(6, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    table.choose(2)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_keys() == [2, 3]


def test_several_rows_are_selected_by_keys_and_mouse(qtbot: QtBot, table: ListTable):
    table.select_many()
    table.choose(2)
    with qtbot.waitSignal(table.selected):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_keys() == [2, 3]
    for place, held in ((6, [2, 3, 7]), (1, [3, 7])):
        spot = table.visualRect(table.list_model.index(place, 0)).center()
        qtbot.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            pos=spot,
        )
        assert table.selected_keys() == held
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_keys() == list(range(1, 11))
    table.show_rows(gallery.Samples(10), table.key())
    assert table.selected_keys() == list(range(1, 11)), "the next act may be about them too"


def test_all_of_a_long_list_are_selected(qtbot: QtBot, table: ListTable):
    table.select_many()
    rows = gallery.Samples(MANY)
    table.show_rows(rows)
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    fetched = rows.fetched
    assert len(table.selected_keys()) == MANY
    assert rows.fetched == fetched + 1


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot, table: ListTable):
    """Whole rows are chosen, so that Home did nothing: it went to the first column."""
    table.choose(4)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.key() == 1
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.key() == 10


def test_names_are_told_from_those_around_them_and_sentences_keep_their_begin(qtbot: QtBot):
    """Five findings in turn were “Shar…Low)”."""
    columns = [
        Column("name", "Name", lambda row: row.name),
        Column("finding", "Finding", lambda row: row.name, is_sentence=True),
    ]
    made = ListTable("Rows", columns)
    qtbot.addWidget(made)
    made.show_rows(gallery.Samples(10))
    names, sentences = ([*around(made.list_model.index(1, column))] for column in (0, 1))
    assert len(names) == 2
    assert sentences == []
