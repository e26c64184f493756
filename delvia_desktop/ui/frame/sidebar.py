"""The left side: whose register it is, the places, the as-of control, the state of saving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import ntr, show_number, tr
from delvia_desktop.services.register.backups import Backups
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.widgets.labels import button, set_tone, text_label
from delvia_desktop.ui.widgets.page_area import PageArea
from delvia_desktop.ui.widgets.shown_text import elided

_MARGIN = 12
_INSIDE, _APART = 14, 6
"""Pixels beside the words of a place, and between its name and its counts."""

_USUAL_MARK = "!88"
"""The widest mark of most registers."""

_LETTERS = 30
"""Average letters across, at least."""


@dataclass(frozen=True)
class Group:
    """Places that belong together, by name and title, under a heading or none."""

    heading: str
    places: Sequence[tuple[str, str]]


class _PlaceButton(QPushButton):
    """A place with its count at the right; it is never narrower than both together."""

    resized = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so that it is told as one of several, and not as a tick
        self.setProperty("kind", "place")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, _INSIDE, 0)
        row.addStretch(1)
        self._mark = text_label("", size=0.92, bold=True)
        set_tone(self._mark, "critical")
        self._mark.setWordWrap(False)
        self._count = text_label("", muted=True)
        self._count.setWordWrap(False)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (self._mark, self._count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)
        self._mark.hide()
        # Its size comes from the layout inside, which knows nothing of the words of the button.
        self.setMinimumHeight(round(self.fontMetrics().height() * 2.1))
        self.setAccessibleName(text)
        self._fit()

    def show_count(self, count: str, urgent: int) -> None:
        """Show a number behind the name, and how much there needs attention soon."""
        self._count.setText(count)
        self._mark.setVisible(urgent > 0)
        self._mark.setText(f"!{show_number(urgent)}")
        words = ntr("{n} critical or high", "{n} critical or high", urgent) if urgent else ""
        self.setToolTip(words)
        self.setAccessibleName(", ".join(filter(None, (self._text, count, words))))
        self._fit()

    @property
    def count_width(self) -> int:
        """The pixels that a number needs, 0 for words, which may stand out to the left."""
        return 0 if " " in self._count.text() else self._count.sizeHint().width()

    def keep_for_count(self, width: int) -> None:
        """Keep some pixels for the number, so that the marks of all places stand in a column."""
        self._count.setMinimumWidth(max(width, 1))
        self._fit()

    def _fit(self) -> None:
        name = QFontMetrics(theme.scaled(self.font(), 1, bold=True))
        # Room for a mark is kept also where there is none: the side must not move with it.
        usual = QFontMetrics(self._mark.font()).horizontalAdvance(_USUAL_MARK)
        count = max(self._count.sizeHint().width(), self._count.minimumWidth())
        mark = usual if self._mark.isHidden() else max(usual, self._mark.sizeHint().width())
        marks = mark + count + 2 * _APART
        needed = 2 * _INSIDE + name.horizontalAdvance(self._text) + marks
        if needed != self.minimumWidth():
            self.setMinimumWidth(needed)
            self.resized.emit()


class Sidebar(QWidget):
    """The places, one of them current; they scroll where the window is low."""

    chosen = Signal(str)
    left = Signal()
    """Escape was pressed."""

    def __init__(self, groups: Sequence[Group]) -> None:
        """List places in groups."""
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.brand = text_label("", size=1.35, bold=True)
        self.file = text_label("", size=0.92, muted=True)
        inside = QWidget()
        inside.setObjectName("places")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.file.setWordWrap(False)  # a line that comes and goes would move every place
        self._file = ""
        for label in (self.brand, self.file):
            label.setContentsMargins(_INSIDE, 0, 0, 0)  # where the names of the places begin
            column.addWidget(label)
        column.addSpacing(10)
        self._group = QButtonGroup(self)
        self._places: dict[str, _PlaceButton] = {}
        for group in groups:
            self._add(column, group)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        whole.setSpacing(2)
        area = PageArea()
        whole.addWidget(area, 1)
        area.hold(inside)
        self.as_of = button(tr("As of today ▾"), "link", tr("As of today, view another time"))
        self.as_of.setProperty("side", "true")
        self.saved = text_label("", size=0.92, muted=True)
        self.saved.setContentsMargins(_INSIDE, 0, 0, 0)
        whole.addWidget(self.as_of)
        whole.addWidget(self.saved)
        self._fit()

    def _add(self, column: QVBoxLayout, group: Group) -> None:
        if group.heading:
            heading = text_label(group.heading, size=0.85, bold=True, muted=True)
            heading.setContentsMargins(_INSIDE, 8, 0, 2)
            column.addWidget(heading)
        for name, title in group.places:
            made = _PlaceButton(title)
            self._group.addButton(made)
            made.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            made.resized.connect(self._fit)
            self._places[name] = made
            column.addWidget(made)

    def _fit(self) -> None:
        """Be wide enough for every name with its count, beside the bar that scrolls them."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        widest = max((made.minimumWidth() for made in self._places.values()), default=0)
        least = self.fontMetrics().averageCharWidth() * _LETTERS
        self.setFixedWidth(max(least, widest + bar + 2 * _MARGIN))
        self.show_file(self._file)

    def show_file(self, file: str) -> None:
        """Show which register it is, on one line; what has no room is read out and in the hint."""
        self._file = file
        words = tr("Access register · {file}", file=file)
        metrics, bar = QFontMetrics(theme.scaled(self.font(), 0.92)), 2 * _MARGIN
        bar += self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - bar - _INSIDE
        fits = metrics.horizontalAdvance(words) <= room
        self.file.setText(
            words if fits else elided(file, metrics, room, Qt.TextElideMode.ElideMiddle)
        )
        self.file.setAccessibleName(words)
        self.file.setToolTip("" if fits else words)

    def show_current(self, name: str) -> None:
        """Mark a place as current."""
        if name in self._places:
            made = self._places[name]
            if not made.isChecked() and any(each.hasFocus() for each in self._places.values()):
                made.setFocus()  # the ring of the keys must not look like a second current place
            made.setChecked(True)
        else:
            self._group.setExclusive(False)
            for made in self._places.values():
                made.setChecked(False)
            self._group.setExclusive(True)

    def show_moment(self, words: str, whole: str = "") -> None:
        """Show which moment is seen; the `whole` is read out and stands in the hint."""
        whole = whole or words
        metrics = self.as_of.fontMetrics()
        room = self.width() - 2 * _MARGIN - metrics.averageCharWidth() * 4
        self.as_of.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room))
        self.as_of.setToolTip(whole)
        self.as_of.setAccessibleName(tr("{moment}, view another time", moment=whole.strip("▾ ")))

    def show_count(self, name: str, count: str, urgent: int = 0) -> None:
        """Show a number behind a place, and how much there needs attention soon."""
        self._places[name].show_count(count, urgent)
        widest = max(made.count_width for made in self._places.values())
        for made in self._places.values():
            made.keep_for_count(widest)

    def take_focus(self) -> None:
        """Take the keys, at the place that is shown."""
        shown = self._group.checkedButton() or next(iter(self._places.values()))
        shown.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def place_button(self, name: str) -> QPushButton:
        """Return the button of a place."""
        return self._places[name]

    def show_saved(self, kept: Backups | None, *, is_read_only: bool) -> None:
        """Say how safe the register is: whether acts are kept, and how old the newest backup is."""
        words = tr("Read-only") if is_read_only else tr("Saved")
        if kept is not None and kept.newest is not None:
            minutes = int((datetime.now(UTC) - kept.newest).total_seconds() // 60)
            words += " · " + ago(minutes)
        self.saved.setText(words)


def ago(minutes: int) -> str:
    """Return how old a backup is, in words for the sidebar."""
    if minutes < 1:
        return tr("backup just now")
    hours = minutes // 60
    if hours < 1:
        return tr("backup {n} min ago", n=minutes)
    days = hours // 24
    if days < 1:
        return tr("backup {n} h ago", n=hours)
    return tr("backup {n} days ago", n=show_number(days))
