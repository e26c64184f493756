"""The left side: whose register it is, the places, the as-of control, the state of saving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from delvia_desktop.i18n import ntr, show_number, tr
from delvia_desktop.ui.widgets.labels import button, set_tone, text_label

_MARGIN = 12


class _PlaceButton(QPushButton):
    """A place with its count at the right."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so that it is told as one of several, and not as a tick
        self.setProperty("kind", "place")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 14, 0)
        row.addStretch(1)
        self._mark = text_label("", size=0.92, bold=True)
        set_tone(self._mark, "critical")
        self._mark.setWordWrap(False)
        self._count = text_label("", muted=True)
        self._count.setWordWrap(False)
        for label in (self._mark, self._count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)
        self._mark.hide()
        # Its size comes from the layout inside, which knows nothing of the words of the button.
        self.setMinimumHeight(round(self.fontMetrics().height() * 2.1))
        self.setAccessibleName(text)

    def show_count(self, count: str, urgent: int) -> None:
        """Show a number behind the name, and how much there needs attention soon."""
        self._count.setText(count)
        self._mark.setVisible(urgent > 0)
        self._mark.setText(f"!{show_number(urgent)}")
        words = ntr("{n} needs attention", "{n} need attention", urgent) if urgent else ""
        self.setToolTip(words)
        self.setAccessibleName(", ".join(filter(None, (self._text, count, words))))


class Sidebar(QWidget):
    """The places, one of them current."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[tuple[str, str]]) -> None:
        """List places by name and title."""
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.brand = text_label("", size=1.35, bold=True)
        self.file = text_label("", size=0.92, muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        column.setSpacing(2)
        column.addWidget(self.brand)
        column.addWidget(self.file)
        column.addSpacing(14)
        self._group = QButtonGroup(self)
        self._places: dict[str, _PlaceButton] = {}
        for name, title in places:
            made = _PlaceButton(title)
            self._group.addButton(made)
            made.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._places[name] = made
            column.addWidget(made)
        column.addStretch(1)
        self.as_of = button(tr("As of today ▾"), "link", tr("As of today, view another time"))
        self.saved = text_label("", size=0.92, muted=True)
        column.addWidget(self.as_of)
        column.addWidget(self.saved)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 32)

    def show_current(self, name: str) -> None:
        """Mark a place as current."""
        if name in self._places:
            self._places[name].setChecked(True)
        else:
            self._group.setExclusive(False)
            for made in self._places.values():
                made.setChecked(False)
            self._group.setExclusive(True)

    def show_moment(self, words: str) -> None:
        """Show which moment is seen; the whole is read out and stands in the hint."""
        metrics = self.as_of.fontMetrics()
        room = self.width() - 2 * _MARGIN - metrics.averageCharWidth() * 4
        self.as_of.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room))
        self.as_of.setToolTip(words)
        self.as_of.setAccessibleName(tr("{moment}, view another time", moment=words.strip("▾ ")))

    def show_count(self, name: str, count: str, urgent: int = 0) -> None:
        """Show a number behind a place, and how much there needs attention soon."""
        self._places[name].show_count(count, urgent)

    def place_button(self, name: str) -> QPushButton:
        """Return the button of a place."""
        return self._places[name]

    def show_saved(self, backup: datetime | None, *, is_read_only: bool) -> None:
        """Say how safe the register is: whether acts are kept, and how old the newest backup is."""
        words = tr("Read only") if is_read_only else tr("Saved")
        if backup is not None:
            minutes = int((datetime.now(UTC) - backup).total_seconds() // 60)
            words += " · " + ago(minutes)
        self.saved.setText(words)


def ago(minutes: int) -> str:
    """Return how old a backup is, in words."""
    if minutes < 1:
        return tr("backup just now")
    hours = minutes // 60
    if hours < 1:
        return tr("backup {n} min ago", n=minutes)
    days = hours // 24
    if days < 1:
        return tr("backup {n} h ago", n=hours)
    return tr("backup {n} days ago", n=show_number(days))
