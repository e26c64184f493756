"""Engagements as bars over the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip
from typing_extensions import override

from delvia_desktop.domain.findings.engagements import Engagement
from delvia_desktop.i18n import show_month, tr
from delvia_desktop.ui.toolkit.colours import Tokens
from delvia_desktop.ui.widgets.chart import Chart
from delvia_desktop.ui.widgets.labels import announce
from delvia_desktop.ui.widgets.shown_text import elided

_HEAD, _ROW = 1.5, 1.9
"""Height of the months, and of a bar's row, in line heights."""

_NAMES = 0.22
"""Part of the width that the names beside the bars take."""

_INSET = 0.4
"""Room between the words of a row and its ends, in line heights."""

_STEPS = (1, 2, 3, 6, 12)
"""Months between two that are told, by the room there is."""

_MARGIN = timedelta(days=15)
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class _Scale:
    """Where days and rows lie in an area; every size follows the font of the painter."""

    painter: QPainter
    area: QRectF
    colours: Tokens
    first: date
    last: date
    on: date
    rows: int
    said: float

    @property
    def line(self) -> float:
        return float(self.painter.fontMetrics().height())

    @property
    def left(self) -> float:
        return self.area.left() + self.area.width() * _NAMES

    @property
    def right(self) -> float:
        """Where the bars end, and behind it is said where each stands."""
        return self.area.right() - self.said - self.line * _INSET

    @property
    def bottom(self) -> float:
        return self.top(self.rows)

    def at(self, day: date) -> float:
        part = (day - self.first).days / (self.last - self.first).days
        width = self.right - self.left - self.line
        return self.left + width * min(max(part, 0.0), 1.0)

    def top(self, row: int) -> float:
        return self.area.top() + self.line * (_HEAD + _ROW * row)

    def wide(self, text: str) -> float:
        return float(self.painter.fontMetrics().horizontalAdvance(text))

    def draw_months(self) -> None:
        line, month = self.line, _next_month(self.first)
        wide = self.wide(show_month(month, date.min)) + line
        room = self.at(month + timedelta(days=31)) - self.at(month)
        step = next((each for each in _STEPS if room * each >= wide), _STEPS[-1])
        told: date | None = None
        while month <= self.last:
            x, words = self.at(month), show_month(month, told)
            # Counted from January, so that a new year is told where it begins.
            if (month.month - 1) % step == 0 and x + self.wide(words) < self.right:
                self.painter.setPen(QColor(self.colours.muted))
                self.painter.drawText(QPointF(x + line * 0.2, self.area.top() + line), words)
                self.painter.setPen(QColor(self.colours.line))
                top, bottom = self.area.top() + line * 1.3, self.bottom
                self.painter.drawLine(QPointF(x, top), QPointF(x, bottom))
                told = month
            month = _next_month(month)

    def draw_focus(self, row: int) -> None:
        self.painter.setPen(QPen(QColor(self.colours.tone("accent").text), 2))
        width, height = self.area.width() - 2, self.line * _ROW - 2
        box = QRectF(self.area.left() + 1, self.top(row) + 1, width, height)
        self.painter.drawRoundedRect(box, 4, 4)

    def draw_engagement(self, row: int, each: Engagement) -> None:
        painter, line = self.painter, self.line
        middle = self.top(row) + line * _ROW / 2
        painter.setPen(QColor(self.colours.text))
        left = self.area.left() + line * _INSET
        box = QRectF(left, self.top(row), self.left - left - line * 0.6, line * _ROW)
        name = elided(each.name, painter.fontMetrics(), int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        colour = QColor(self.colours.tone(_tone(each)).text)
        start, end = self.at(each.start), self.at(each.end or self.last)
        bar = QRectF(start, middle - line * 0.38, max(end - start, line * 0.4), line * 0.76)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, line * 0.35, line * 0.35)
        if each.middle is not None:
            painter.setBrush(QColor(self.colours.base))
            painter.drawEllipse(QPointF(self.at(each.middle), middle), line * 0.16, line * 0.16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Not by colour alone: where it stands is said in the row of its bar.
        painter.setPen(colour)
        painter.drawText(QPointF(self.right, middle + line * 0.3), tr(each.standing.label))

    def draw_today(self) -> None:
        self.painter.setPen(QPen(QColor(self.colours.text), max(self.line * 0.08, 1.0)))
        x = self.at(self.on)
        self.painter.drawLine(QPointF(x, self.area.top() + self.line), QPointF(x, self.bottom))


class Timeline(Chart):
    """Engagements as bars over the months; a bar is chosen with the arrow keys or the mouse."""

    opened = Signal(int)
    """The key of the partner whose bar was activated."""

    def __init__(self) -> None:
        """Begin without engagements."""
        super().__init__(tr("Engagements"))
        self._engagements: Sequence[Engagement] = ()
        self._on = date.min
        self.current = 0

    def show_engagements(self, engagements: Sequence[Engagement], on: date) -> None:
        """Show engagements around a day."""
        self._engagements, self._on = engagements, on
        self.current = min(self.current, max(len(engagements) - 1, 0))
        policies = Qt.FocusPolicy
        self.setFocusPolicy(policies.StrongFocus if engagements else policies.NoFocus)
        self.tell()

    @override
    def words(self) -> list[str]:
        return [each.words for each in self._engagements] or [tr("No engagements yet.")]

    @override
    def height_for(self, line: float) -> float:
        return line * (_HEAD + 0.3 + _ROW * max(len(self._engagements), 1))

    @override
    def draw(self, painter: QPainter, area: QRectF, colours: Tokens) -> None:
        if not self._engagements:
            painter.setPen(QColor(colours.muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.words()[0])
            return
        words = painter.fontMetrics()
        said = float(
            max(words.horizontalAdvance(tr(each.standing.label)) for each in self._engagements)
        )
        rows = len(self._engagements)
        scale = _Scale(painter, area, colours, *self._span(), self._on, rows, said)
        scale.draw_months()
        scale.draw_today()
        for number, each in enumerate(self._engagements):
            is_current = number == self.current and self.hasFocus()
            if is_current and painter.device() is self:
                scale.draw_focus(number)
            scale.draw_engagement(number, each)

    def _span(self) -> tuple[date, date]:
        starts = [max(each.start, self._on - _YEAR) for each in self._engagements]
        ends = [min(each.end or self._on + _YEAR, self._on + _YEAR) for each in self._engagements]
        return min([*starts, self._on]) - _MARGIN, max([*ends, self._on]) + _MARGIN

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and 0 <= self.current + step < len(self._engagements):
            self.current += step
            self.update()
            announce(self, self._engagements[self.current].words)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._engagements:
            self.opened.emit(self._engagements[self.current].partner)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if self._engagements:
            self.opened.emit(self._engagements[self.current].partner)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().y())
        if number is not None:
            self.current = number
            self.update()
        super().mousePressEvent(event)

    def _number_at(self, y: float) -> int | None:
        """Return which engagement is drawn at a height, None if none is."""
        number = int((y / self.fontMetrics().height() - _HEAD) // _ROW)
        return number if 0 <= number < len(self._engagements) else None

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._number_at(event.pos().y())
            words = self._engagements[number].words if number is not None else ""
            QToolTip.showText(event.globalPos(), words, self)  # what the colour of the bar means
            return True
        return super().event(event)


def _tone(each: Engagement) -> str:
    tone = each.standing.tone
    return "accent" if tone == "good" else tone


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
