"""What scrolls only where its content cannot become smaller."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.ui.widgets import spoken

_AROUND = 24
"""Pixels that stay to be seen around what takes the keys."""

_LEAST = 3
"""Lines that are seen of what scrolls."""

_WORDS = 2
"""Those of words that give way to what stands beside them."""

_DEEP = 4
"""How often content may change its least size while it is fitted into its room."""

_FLIPS, _AT_ONCE = 6, 1000
"""How often the scroll bar may come and go in some milliseconds before it stays."""


def hide_idle_handle(area: QAbstractScrollArea) -> None:
    """Show no handle in a page area's scroll bar while nothing is to scroll."""
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())


class KeyedArea(QScrollArea):
    """What scrolls to the control that takes the keys, and takes none itself.

    Of a list it brings the row: what stands above the list stays in sight as long as it can.
    """

    def __init__(self, content: QWidget) -> None:
        """Show content as wide as there is room."""
        self._depth = 0
        self._flips = 0
        self._scrolls = False
        self._room = QSize()
        self._followed: WeakSet[QAbstractItemView] = WeakSet()
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        hide_idle_handle(self)
        QApplication.instance().focusChanged.connect(self._bring)  # type: ignore[union-attr]
        self._since = QElapsedTimer()
        self._since.start()
        self.verticalScrollBar().rangeChanged.connect(lambda _, most: self._calm(scrolls=most > 0))
        # Words that come above what has the keys must not push it out of sight.
        self.verticalScrollBar().rangeChanged.connect(
            lambda *_: self._bring(None, QApplication.focusWidget())
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Content that is higher where it is wider would have the scroll bar come and go for ever,
        # each within the other, until there is no stack left.
        if self._depth >= _DEEP:
            return False
        self._depth += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._depth -= 1

    def _calm(self, *, scrolls: bool) -> None:
        """Let the scroll bar stay where it comes and goes: content is higher without it."""
        if scrolls == self._scrolls:
            return
        self._scrolls = scrolls
        if self._since.elapsed() > _AT_ONCE:
            self._flips = 0
            self._since.restart()
        self._flips += 1
        if self._flips > _FLIPS:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # The event tells the size without the bar; only another room of its own may do without.
        super().resizeEvent(event)
        if self.size() != self._room:
            self._room = self.size()
            self._flips = 0
            if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn:
                self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _bring(self, _before: QWidget | None, now: QWidget | None) -> None:
        # What is pressed with the mouse is seen, and must not move away under it.
        is_by_keys = QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        content = self.widget()
        if not is_by_keys or now is None or content is None or not content.isAncestorOf(now):
            return
        if isinstance(now, QAbstractItemView):
            if now not in self._followed:
                self._followed.add(now)
                now.selectionModel().currentChanged.connect(self._follow)
            if now.currentIndex().isValid():
                row = now.visualRect(now.currentIndex())
                self._show(QRect(now.viewport().mapTo(content, row.topLeft()), row.size()))
                return
        self._show(QRect(now.mapTo(content, QPoint(0, 0)), now.size()))

    def _follow(self) -> None:
        """Scroll to the row that became current in a list that has the keys."""
        self._bring(None, QApplication.focusWidget())

    def _show(self, part: QRect) -> None:
        """Scroll until all of a part is seen, or its begin; Qt looks only for the text cursor."""
        room = self.viewport().size()
        seen = part.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        seen.setSize(seen.size().boundedTo(room))
        middle = seen.center()
        self.ensureVisible(middle.x(), middle.y(), seen.width() // 2, seen.height() // 2)


class PageArea(KeyedArea):
    """A part of a window: it fills its room, and scrolls where the room is too small for it.

    So nothing in it can make the window larger.
    """

    def __init__(self, content: QWidget | None = None, least: int = _LEAST) -> None:
        """Show content, which scrolls here; where it stands whole, in an area around this one.

        Of what scrolls here at least so many lines are seen.

        Qt asks what scrolls for its size as soon as it gets it, and again when the area goes into
        what is around it. So large content is better given with `hold`, once the area is where it
        belongs.
        """
        self._is_whole, self._least = False, least
        self._most: Callable[[], int] | None = None
        self._sheet = _Sheet()
        super().__init__(self._sheet)
        for ground in (self.viewport(), self._sheet):
            ground.setAutoFillBackground(False)  # the ground is that of what it stands in
        if content is not None:
            self.hold(content)

    def hold(self, content: QWidget) -> None:
        """Show content; an area holds one, for ever."""
        self._sheet.hold(content)

    def stand_whole(self, most: Callable[[], int] | None = None) -> None:
        """Ask for the height that the content needs, however much, or up to some pixels."""
        self._is_whole, self._most = True, most
        self._sheet.stand_below(0)
        if most is None:  # a bar that came once would make it higher, and stay
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.updateGeometry()

    @property
    def is_whole(self) -> bool:
        """Whether it asks for the height that its content needs."""
        return self._is_whole

    def stand_apart(self) -> None:
        """Keep the bar apart from that of a list within, so that it is seen what each moves."""
        self.verticalScrollBar().setObjectName("page")

    def end_with_content(self) -> None:
        """Leave room below content that has enough, rather than stretch it."""
        self._sheet.end_with_content()

    def show_content(self, is_shown: bool) -> None:  # noqa: FBT001 - as setVisible says it
        """Show the content, or leave its room empty."""
        if self._sheet.content is not None:
            self._sheet.content.setVisible(is_shown)

    def stand_free(self, above: int = 0) -> None:
        """Stand in any height, some pixels below what is `above`, and scroll."""
        self._is_whole = False
        self._sheet.stand_below(above)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        lines, needed = self.fontMetrics().lineSpacing() * self._least, self._whole()
        return QSize(lines, needed if self._is_whole else min(lines, needed))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._sheet.sizeHint().width(), self._whole())

    def needed(self, width: int) -> int:
        """Return the height in pixels that the content needs at a width."""
        return self._sheet.heightForWidth(width)

    def _whole(self) -> int:
        needed = self.needed(self.width())
        return needed if self._most is None else min(needed, self._most())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_whole and self.verticalScrollBar().maximum() == 0:
            event.ignore()  # what is around it scrolls
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        if event.size().height() != event.oldSize().height():
            for each in self.findChildren(WordsArea):
                each.updateGeometry()  # they give way as the window becomes lower


class WordsArea(PageArea):
    """Words as high as they are where there is room for that; else the keys reach and scroll them.

    So they push nothing out of sight that stands beside them.
    """

    def __init__(self, words: QWidget, name: str) -> None:
        """Show words; `name` is what a screen reader calls them."""
        super().__init__(words, _WORDS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        spoken.document(self, name)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, most: self._take_keys(scrolls=most > 0))

    def _take_keys(self, *, scrolls: bool) -> None:
        focus = Qt.FocusPolicy
        self.setFocusPolicy(focus.StrongFocus if scrolls else focus.NoFocus)


def room_around(part: QWidget) -> int:
    """Return the height in pixels of the page area around a part, 0 where none scrolls."""
    around = part.parentWidget()
    while around is not None and not (isinstance(around, PageArea) and not around.is_whole):
        around = around.parentWidget()
    return around.viewport().height() if around is not None else 0


class _Sheet(QWidget):
    """Content at the least height that it needs at a width."""

    def __init__(self) -> None:
        super().__init__()
        self.content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def hold(self, content: QWidget) -> None:
        self.content = content
        self._column.addWidget(content)

    def end_with_content(self) -> None:
        self._column.addStretch(1)

    def stand_below(self, above: int) -> None:
        """Leave some pixels above the content."""
        self._column.setContentsMargins(0, above, 0, 0)

    @override
    def heightForWidth(self, width: int) -> int:
        if self._column.hasHeightForWidth():
            return self._column.totalMinimumHeightForWidth(width)
        return self._column.totalMinimumSize().height()
