"""What scrolls: which part comes into sight with the keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.page_area import KeyedArea, PageArea


def test_a_list_that_takes_the_keys_leaves_what_stands_above_it_in_sight(qtbot):
    """O11: after the first Admin was recorded, id and owner had scrolled out of sight."""
    content = QWidget()
    column = QVBoxLayout(content)
    head = QLabel("7504233300559872017")
    rows = QListWidget()
    rows.addItems([f"Row {number}" for number in range(12)])
    rows.setFixedHeight(12 * 40)
    for place in range(12):
        rows.item(place).setSizeHint(rows.sizeHint().boundedTo(rows.sizeHint() * 0.2))
    column.addWidget(head)
    column.addWidget(rows)
    area = PageArea(content)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    rows.setCurrentRow(0)
    rows.setFocus()
    assert not head.visibleRegion().isEmpty()
    for _ in range(11):
        qtbot.keyClick(rows, Qt.Key.Key_Down)
        seen = rows.viewport().visibleRegion().boundingRect()
        assert seen.contains(rows.visualItemRect(rows.currentItem()).center())
    assert head.visibleRegion().isEmpty()


def test_what_fits_again_once_its_room_is_smaller_is_not_veiled(qtbot):
    """Found by a newcomer: a banner came above, and the lower half of the buttons stayed faded."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.addWidget(QListWidget(), 1)
    column.addWidget(QPushButton("Keep"))
    area = PageArea(content)
    veil = FadedEdge(area, is_sheet=True)
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    qtbot.waitExposed(area)
    area.resize(300, 375)
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0
    assert not veil.isVisible()
    area.resize(300, 60)
    QApplication.processEvents()
    assert veil.isVisible(), "what is cut is"


def test_the_last_buttons_are_not_veiled_where_nothing_goes_on_below(qtbot):
    """Found by a newcomer: Back and Continue stayed faded, with free room below them."""
    content = QWidget()
    last = QPushButton("Continue", content)
    area = PageArea(content)
    veil = FadedEdge(area, is_sheet=True)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    last.setGeometry(0, area.viewport().height() - 10, 100, 30)  # before it is laid out
    qtbot.waitUntil(last.isVisible)
    QApplication.sendEvent(content, QEvent(QEvent.Type.LayoutRequest))
    assert area.verticalScrollBar().maximum() == 0
    assert not veil.isVisible()


class _Contrary(QWidget):
    """What is higher where it is wider, as it says only once it has its width."""

    def __init__(self, edge: int, low: int, high: int) -> None:
        super().__init__()
        self._edge, self._low, self._high = edge, low, high
        self.turns = 0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._high if self.width() >= self._edge else self._low
        if self.minimumHeight() != wanted:
            self.turns += 1
            QTimer.singleShot(0, self, partial(self.setMinimumHeight, wanted))


def test_a_scroll_bar_does_not_come_and_go_for_ever(qtbot):
    """It kept a processor busy for as long as such content was shown."""
    content = _Contrary(300, low=100, high=400)
    area = KeyedArea(content)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: area.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    turns = content.turns
    for _ in range(20):  # a flip that is still asked for comes with one of the next events
        QApplication.processEvents()
    assert content.turns <= turns + 1
    assert bar.isVisible()
    area.resize(300, 600)
    qtbot.waitUntil(lambda: not bar.isVisible())


class _Styled(QObject):
    """Counts how often a widget gets its style, which Qt does before it knows its size."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.times = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Polish
        return False


def test_what_an_area_holds_once_it_stands_gets_its_style_when_it_is_seen(qtbot):
    """Styled before, all of a page was styled anew with each part that was set around it."""
    whole, outer = QSplitter(), QSplitter()
    qtbot.addWidget(whole)
    area = PageArea()
    outer.addWidget(area)
    label = QLabel("Kite Studio")
    content = QWidget()
    QVBoxLayout(content).addWidget(label)
    styled = _Styled(label)
    area.hold(content)
    assert styled.times == 0
    whole.addWidget(outer)
    whole.show()
    qtbot.waitExposed(whole)
    assert styled.times == 1
    assert label.isVisible()


def test_a_line_of_a_text_that_the_edge_cuts_is_veiled(qtbot):
    """The licence and the help ended through the letters of a line."""
    text = QPlainTextEdit("\n".join(f"Line {number}" for number in range(40)))
    veil = FadedEdge(text)
    qtbot.addWidget(text)
    line = text.fontMetrics().lineSpacing()
    text.show()
    qtbot.waitExposed(text)
    around = text.height() - text.viewport().height() + round(text.document().documentMargin())
    for lines, is_cut in ((6, False), (6.5, True)):
        text.resize(300, around + round(line * lines))
        QApplication.processEvents()
        assert veil.isVisible() is is_cut
    assert 0 < veil.height() < line
