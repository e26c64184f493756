"""Tabs below other parts: where these would leave them no room, they are the first of the tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.page_area import PageArea, room_around
from delvia_desktop.ui.widgets.tabs import Tabs

_BETWEEN, _BELOW_BAR = 12, 8
"""Pixels between the parts, and between the bar of the tabs and one that is a tab."""

_TIMES = 2
"""How often parts may come back above the tabs for one record in one room.

One that needs more there than as a tab would else come and go for ever.
"""

_EASE = 3
"""Lines of a tab beyond its least that are seen below other parts."""


class Above(NamedTuple):
    """What stands above tabs: its title as a tab, and its part of the height, 0 for its own."""

    title: str
    part: QWidget
    share: int = 0


class AboveTabs(QWidget):
    """Parts one below the other, the tabs last: so nothing scrolls but the part that is looked at.

    The nearest to the tabs joins them first. One with a share of the height is seen in the stead
    of the first tab; the tab that is looked at, or has the keys, stays before any other.
    """

    moved = Signal()
    """A part became a tab, or stands above the tabs again, so that other things are seen."""

    def __init__(self, above: Sequence[Above], tabs: Tabs, share: int = 1) -> None:
        """Show parts above tabs, which have a `share` of the height."""
        super().__init__()
        self._above, self._tabs = above, tabs
        self._areas = [PageArea(each.part) for each in above]
        self._joined: list[PageArea] = []
        self._empty: set[PageArea] = set()
        self._came_back = 0
        self._stood: dict[tuple[PageArea, int], int] = {}
        self._is_fitting = False
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self.fit)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_BETWEEN)
        for area, each in zip(self._areas, above, strict=True):
            area.stand_whole()
            area.setAccessibleName(each.title)
            if not each.share:  # what is left of the height is for the others
                area.end_with_content()
                area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
            FadedEdge(area, is_sheet=True)
            self.column.addWidget(area, each.share)
        self.column.addWidget(tabs, share)

    def tell(self, part: QWidget, title: str, *, is_empty: bool = False) -> None:
        """Tell that another record is shown, and the title of a part, which is seen as a tab.

        An empty part has no room.
        """
        self._came_back = 0
        self._stood.clear()
        places = [each.part for each in self._above]
        area = self._areas[places.index(part)]
        area.setAccessibleName(title)
        (self._empty.add if is_empty else self._empty.discard)(area)
        if area in self._joined:
            self._tabs.setTabText(self._tabs.indexOf(area), title)
        else:
            area.setHidden(is_empty)
        self.fit()

    def fit(self) -> None:
        """Let as many parts be tabs as the room wants, and the others stand above."""
        if self._is_fitting or not self.isVisible():
            return
        self._is_fitting = True
        wanted, before = self._wanted(), len(self._joined)
        if wanted < before:
            self._came_back += 1
            wanted = wanted if self._came_back <= _TIMES else before
        last = QApplication.focusWidget()
        while len(self._joined) < wanted:
            self._join()
        while len(self._joined) > wanted:
            self._part()
        if wanted != before:
            self.column.invalidate()
            self.column.activate()
        if last is not None and self.isAncestorOf(last) and last.isVisible():
            last.setFocus()  # what is moved lets go of the keys
        self._is_fitting = False
        if wanted != before:
            self._settled.start()  # above the tabs a part may need more than it did as a tab
            self.moved.emit()

    def _needs(self, area: PageArea) -> int:
        """Return the height in pixels of a part above the tabs, 0 for an empty one.

        As a hidden tab it is laid out for another width, so what it needed above them counts too.
        """
        if area in self._empty:
            return 0
        at, needed = (area, self.width()), area.needed(self.width())
        if area in self._joined:
            needed = min(needed - _BELOW_BAR, self._stood.get(at, needed))
        else:
            self._stood[at] = needed
        return needed + _BETWEEN

    def _wanted(self) -> int:
        """Return how many parts have no room above the tabs."""
        room = room_around(self)
        heights = [self._needs(area) for area in self._areas]
        ease = self.fontMetrics().lineSpacing() * _EASE
        least = self._tabs.least_of(self._first(), self.width()) + ease
        count = len(heights)
        for number, (each, height) in enumerate(zip(self._above[::-1], heights[::-1], strict=True)):
            needed = sum(heights[: count - number])
            if not needed or needed + least <= room:
                return number
            if each.share:  # as a tab it needs its height still
                least = max(least, height + self._tabs.tabBar().sizeHint().height())
        return count

    def _first(self) -> QWidget | None:
        """Return the first tab that is none of the parts."""
        pages = [self._tabs.widget(place) for place in range(self._tabs.count())]
        return next((page for page in pages if page not in self._joined), None)

    def _join(self) -> None:
        number = len(self._areas) - 1 - len(self._joined)
        area = self._areas[number]
        page, last = self._tabs.currentWidget(), QApplication.focusWidget()
        has_keys = page is not None and last is not None and page.isAncestorOf(last)
        comes_forward = bool(self._above[number].share) and not has_keys
        was_first = comes_forward and self._tabs.currentIndex() == 0
        area.stand_free(_BELOW_BAR)
        self._joined.append(area)
        self._tabs.insertTab(0, area, area.accessibleName())
        if was_first:
            self._tabs.setCurrentIndex(0)

    def _part(self) -> None:
        area = self._joined.pop()
        number = self._areas.index(area)
        was_shown = self._tabs.currentWidget() is area
        self._tabs.take_out(area)
        area.stand_whole()
        self.column.insertWidget(number, area, self._above[number].share)
        area.setHidden(area in self._empty)
        if was_shown:
            self._tabs.setCurrentIndex(0)

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self.fit()
            self._settled.start()  # what is within is laid out only after this
        return done

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._came_back = 0
        self.fit()
