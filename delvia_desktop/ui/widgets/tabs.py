"""Tabs that need only the height of the one that is shown; who clicks one has the keys in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.page_area import PageArea

_LEAST = 9
"""Lines of a tab that are seen, however little it asks for."""

_FADE = 5
"""Average letters over which a tab fades that has no room."""


class TabBar(QTabBar):
    """Tabs in a row; where they have no room, the ones that an end cuts fade there."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        arrows = [each for each in self.findChildren(QToolButton) if each.isVisible()]
        if not arrows or not self.count():
            return
        end, most = min(each.x() for each in arrows), self.fontMetrics().averageCharWidth() * _FADE
        first, last = (
            self.tabRect(self.tabAt(QPoint(x, self.height() // 2))) for x in (0, end - 1)
        )
        painter = QPainter(self)
        if last.right() >= end:
            begin = max(last.left(), end - most)
            _fade(painter, QRect(begin, 0, end - begin, self.height()), at_left=False)
        if first.left() < 0:
            _fade(painter, QRect(0, 0, min(first.right(), most), self.height()), at_left=True)
        painter.end()


def _fade(painter: QPainter, area: QRect, *, at_left: bool) -> None:
    ground = QColor(theme.tokens().window)
    clear = QColor(ground)
    clear.setAlpha(0)
    shade = QLinearGradient(QPointF(area.topLeft()), QPointF(area.topRight()))
    shade.setColorAt(0.2, ground if at_left else clear)
    shade.setColorAt(0.8, clear if at_left else ground)
    painter.fillRect(area, shade)


class Tabs(QTabWidget):
    """Tabs of which a high one does not push the end of a lower one out of the window."""

    def __init__(self) -> None:
        """Begin without tabs."""
        super().__init__()
        bar = TabBar()
        bar.setDrawBase(False)
        self.setTabBar(bar)
        self.currentChanged.connect(lambda _: self._fit())
        follow_clicks(self.tabBar(), self.currentWidget)

    def least_of(self, page: QWidget | None, width: int) -> int:
        """Return the height in pixels below which a page would be cut, with the tabs above it."""
        column = page.layout() if page is not None else None
        stack = page.parentWidget() if page is not None else None
        if page is None or column is None or stack is None:
            return self._least()
        around = super().minimumSizeHint().height() - stack.minimumSizeHint().height()
        needed = page.minimumSizeHint().height()
        if column.hasHeightForWidth():
            needed = column.totalMinimumHeightForWidth(width)
        return max(needed + around, self._least())

    @override
    def heightForWidth(self, width: int) -> int:
        # Qt asks for what every page likes, but what is around the tabs takes that for the least.
        if _stands_whole(self):
            return super().heightForWidth(width)
        return self.least_of(self.currentWidget(), width)

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self._least()))

    def _least(self) -> int:
        return self.tabBar().sizeHint().height() + self.fontMetrics().lineSpacing() * _LEAST

    @override
    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._fit()

    def _fit(self) -> None:
        """Ask for the height of the tab that is shown, and for none that others would need."""
        for place in range(self.count()):
            if (page := self.widget(place)) is not None:
                _ask_for_height(page, asks=place == self.currentIndex())

    def take_out(self, page: QWidget) -> None:
        """Let a page be no tab any more: elsewhere it asks for its height again."""
        self.removeTab(self.indexOf(page))
        _ask_for_height(page, asks=True)


def _ask_for_height(page: QWidget, *, asks: bool) -> None:
    policy, kinds = page.sizePolicy(), QSizePolicy.Policy
    policy.setVerticalPolicy(kinds.Preferred if asks else kinds.Ignored)
    page.setSizePolicy(policy)


def reveal(part: QWidget) -> None:
    """Show the tabs that hold a part, so that it is seen."""
    page, around = part, part.parentWidget()
    while around is not None:
        if isinstance(around, QTabWidget) and (place := around.indexOf(page)) >= 0:
            around.setCurrentIndex(place)
        if not isinstance(around, QStackedWidget):  # between tabs and their pages
            page = around
        around = around.parentWidget()


def follow_clicks(bar: QTabBar, page: Callable[[], QWidget | None]) -> None:
    """Bring the keys to the table of a page whose tab is clicked.

    Who goes from tab to tab by keys stays on the bar, and so do the keys where a page has no table.
    What is connected to the bar before this is done first.
    """
    _Clicks(bar, page)


class _Clicks(QObject):
    """Follows the clicks on a bar; a tab is shown as it is pressed or, in some styles, let go."""

    def __init__(self, bar: QTabBar, page: Callable[[], QWidget | None]) -> None:
        super().__init__(bar)
        self._bar, self._page = bar, page
        self._clicked = -1
        bar.tabBarClicked.connect(self._click)
        bar.currentChanged.connect(self._change)

    def _click(self, place: int) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.LeftButton:
            return
        self._clicked = place
        if place == self._bar.currentIndex():
            self._change(place)

    def _change(self, place: int) -> None:
        clicked, self._clicked = self._clicked, -1
        # A form that is asked about first leaves the bar where it was.
        if place != clicked or place != self._bar.currentIndex():
            return
        page = self._page()
        if page is not None and not _take_keys(page):
            self._bar.setFocus()


def _take_keys(page: QWidget) -> bool:
    """Bring the keys to the table of a page, or where a form in it had them, if it has either."""
    last = page.focusWidget()
    if last is not None and spoken.is_in_form(last):
        last.setFocus()
        return True
    tables = [page] if isinstance(page, QAbstractItemView) else page.findChildren(QAbstractItemView)
    for table in tables:
        if table.isVisible() and not isinstance(table, QHeaderView):
            # One of ours makes a row current with it, on which the next key can act.
            getattr(table, "take_focus", table.setFocus)()
            return True
    return False


def _stands_whole(part: QWidget) -> bool:
    """Tell whether a part stands as high as it likes, in what scrolls around it."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, PageArea):
        around = around.parentWidget()
    return around is not None and around.is_whole
