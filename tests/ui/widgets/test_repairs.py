"""What once went wrong: the wrong record chosen, a choice lost, words cut off at twice the size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from delvia_desktop.domain.words.contrast import contrast
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.frame.command_field import CommandField, Entry
from delvia_desktop.ui.lists.list_model import PAGE
from delvia_desktop.ui.papers.edition_choice import EditionChoice
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.colours import Tokens
from delvia_desktop.ui.widgets.flow import Flow
from tests.ui.widgets import gallery


@pytest.fixture(params=[1, 2], ids=("usual", "twice"))
def factor(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    before = qapp.font()
    qapp.setFont(theme.scaled(before, request.param))
    theme.apply(qapp, dark=False)
    yield request.param
    qapp.setFont(before)


@pytest.fixture(params=[False, True], ids=("light", "dark"))
def shown(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Tokens]:
    theme.apply(qapp, dark=request.param)
    yield theme.tokens()
    theme.apply(qapp, dark=False)


@pytest.mark.parametrize("meaning", ["", "Pixel"])
def test_of_two_assets_with_one_name_the_one_chosen_is_meant(qtbot: QtBot, meaning: str):
    options = [Option(n, f"Asset {n}") for n in range(10)]
    options += [Option(20, "Nova DE", "Ad account"), Option(21, "nova de", meaning)]
    field = ChoiceField("Asset", options)
    qtbot.addWidget(field)
    for option in options:
        field.set_value(option.value)
        assert field.value() == option.value
    texts = [field._box.itemText(place).casefold() for place in range(field._box.count())]
    assert len(set(texts)) == len(options)


def test_scrolling_a_form_leaves_its_choices_alone(qtbot: QtBot):
    field = ChoiceField("Kind", [Option(n, f"Kind {n}") for n in range(5)])
    qtbot.addWidget(field)
    field.show()
    field.set_value(2)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    field._box.clearFocus()
    QApplication.sendEvent(field._box, wheel)
    assert field.value() == 2


def test_a_row_beyond_the_first_page_is_found_and_stays_chosen(qtbot: QtBot):
    table = gallery.table(5 * PAGE)
    qtbot.addWidget(table)
    table.show()
    assert table.choose(4 * PAGE)
    assert table.key() == 4 * PAGE
    table.show_rows(gallery.Samples(5 * PAGE), table.key())
    assert table.key() == 4 * PAGE
    assert not table.choose(5 * PAGE + 1)


def test_a_row_that_stayed_where_it_was_costs_one_page(qtbot: QtBot):
    table = gallery.table(5 * PAGE)
    qtbot.addWidget(table)
    assert table.choose(4 * PAGE)
    rows = gallery.Samples(5 * PAGE)
    table.show_rows(rows, table.key())
    assert table.key() == 4 * PAGE
    assert rows.fetched <= 2


@pytest.mark.parametrize("width", [1280, 1000, 800])
def test_the_title_is_seen_and_the_primary_act_stays_however_narrow_it_is(
    qtbot: QtBot, factor: int, width: int
):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    header = gallery.head(window)
    column.addWidget(header)
    window.resize(1800, 200)
    window.show()
    window.resize(width, 200)
    QApplication.processEvents()
    assert window.width() == width
    letters = len(header.title.text().rstrip("…"))
    assert letters >= 6
    seen = [b for b in header.findChildren(QPushButton) if b.isVisible()]
    assert "Share asset…" in [b.text() for b in seen]
    assert all(header.rect().contains(b.geometry()) for b in seen)
    more = next(b for b in seen if b.text() == "More")
    folded = [action.text() for action in more.menu().actions()]
    assert len(folded) + len(seen) - 1 == 5


def test_all_finds_are_seen_whole_below_the_field(qtbot: QtBot, factor: int):
    window = QWidget()
    qtbot.addWidget(window)
    names = gallery.NAMES
    field = CommandField(window, lambda _: [Entry(name, "", print) for name in names])
    window.resize(1280, 800)
    window.show()
    qtbot.keyClicks(field, "n")
    last = field.results.visualItemRect(field.results.item(len(names) - 1))
    assert last.bottom() <= field.results.viewport().height()
    assert window.rect().contains(field.results.geometry())
    assert not field.results.horizontalScrollBar().isVisible()


def test_a_placeholder_can_be_read(qtbot: QtBot, shown: Tokens):
    sheet = QWidget()
    qtbot.addWidget(sheet)
    column = QVBoxLayout(sheet)
    column.addWidget(first := QPushButton("Focus"))
    column.addWidget(line := QLineEdit())
    line.setFont(theme.scaled(line.font(), 4, bold=True))
    line.setPlaceholderText("MMMM")
    sheet.show()
    first.setFocus()
    assert _strongest(line.grab().toImage(), shown.base, 8) >= 4.5


@pytest.mark.parametrize("kind", [QRadioButton, QCheckBox])
def test_what_can_be_ticked_is_seen(
    qtbot: QtBot, shown: Tokens, kind: type[QRadioButton | QCheckBox]
):
    sheet = QFrame()
    sheet.setObjectName("panel")
    qtbot.addWidget(sheet)
    QVBoxLayout(sheet).addWidget(box := kind(""))
    sheet.show()
    area = box.geometry()
    picture = sheet.grab(area).toImage()
    assert _strongest(picture, shown.base, 0) >= 3


def test_a_choice_shows_that_it_opens(qtbot: QtBot, shown: Tokens):
    field = ChoiceField("Kind", [Option(1, ""), Option(2, "Other")])
    qtbot.addWidget(field)
    field.resize(300, 80)
    field.show()
    picture = field._box.grab().toImage()
    right = picture.copy(picture.width() - 30, 8, 24, picture.height() - 16)
    assert _strongest(right, shown.base, 0) >= 3


def _strongest(picture: QImage, ground: str, margin: int) -> float:
    spots = [
        QColor(picture.pixelColor(x, y)).name()
        for x in range(margin, picture.width() - margin)
        for y in range(margin, picture.height() - margin)
    ]
    return max(contrast(colour, ground) for colour in set(spots))


def test_a_choice_shows_all_that_there_is_to_choose(qtbot: QtBot, shown: Tokens):
    choice = EditionChoice()
    qtbot.addWidget(choice)
    choice.show()
    for box in (choice.language, choice.page_size):
        box.showPopup()
        view = box.view()
        last = view.visualRect(box.model().index(box.count() - 1, 0))
        assert last.bottom() <= view.viewport().height()
        box.hidePopup()


def test_acts_under_a_dialog_stand_at_the_right_on_every_line(qtbot: QtBot):
    foot = QWidget()
    qtbot.addWidget(foot)
    row = Flow(foot, is_at_end=True)
    acts = [QPushButton("Issue and save it") for _ in range(3)]
    for act in acts:
        row.addWidget(act)
    width = acts[0].sizeHint().width()
    foot.resize(2 * width + row.spacing() + 20, 200)
    foot.show()
    assert [act.geometry().right() + 1 for act in acts[1:]] == [foot.width()] * 2
    assert acts[0].x() == 20
    assert acts[2].y() > acts[1].y()
