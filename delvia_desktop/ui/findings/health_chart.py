"""The health of a register over the year as a line, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from typing_extensions import override

from delvia_desktop.i18n import ntr, show_day, show_month, tr
from delvia_desktop.services.findings.health_course import Point
from delvia_desktop.ui.toolkit.colours import Tokens
from delvia_desktop.ui.widgets.chart import Chart

_FULL = 100


class HealthChart(Chart):
    """The health of the register at the end of each month."""

    def __init__(self) -> None:
        """Begin without points."""
        super().__init__(tr("Health score trend"))
        self._points: Sequence[Point] = ()
        self._waiting = ""

    def show_points(self, points: Sequence[Point], waiting: str = "") -> None:
        """Show the course; `waiting` is said while there is none yet."""
        self._points, self._waiting = points, waiting
        self.tell()

    @override
    def words(self) -> list[str]:
        if not self._points:
            return [self._waiting or tr("There is not enough history for a trend yet.")]
        return [
            ntr(
                "{day}: {figure} of 100, {n} finding",
                "{day}: {figure} of 100, {n} findings",
                point.open,
                day=show_day(point.day),
                figure=_figure(point),
            )
            for point in self._points
        ]

    @override
    def height_for(self, line: float) -> float:
        return line * 9

    @override
    def draw(self, painter: QPainter, area: QRectF, colours: Tokens) -> None:
        line = painter.fontMetrics().height()
        if not self._points:
            painter.setPen(QColor(colours.muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.words()[0])
            return
        left, right = area.left() + line * 3.5, area.right() - line * 2
        top, bottom = area.top() + line * 1.5, area.bottom() - line * 1.6
        for figure in (0, 50, _FULL):
            y = bottom - (bottom - top) * figure / _FULL
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            painter.setPen(QColor(colours.muted))
            painter.drawText(QPointF(area.left() + line * 0.3, y + line * 0.3), str(figure))
        step = (right - left) / max(len(self._points) - 1, 1)
        places = [
            QPointF(left + step * n, bottom - (bottom - top) * point.figure / _FULL)
            for n, point in enumerate(self._points)
        ]
        accent = QColor(colours.tone("accent").text)
        painter.setPen(QPen(accent, max(line * 0.12, 1.5)))
        painter.drawPolyline(places)
        free, told = area.left(), self._points[0].day
        for place, point in zip(places, self._points, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(place, line * 0.2, line * 0.2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            words, month = _figure(point), show_month(point.day, told)
            wide = painter.fontMetrics().horizontalAdvance(month)
            if place.x() - wide / 2 >= free:
                painter.setPen(QColor(colours.text))
                half = painter.fontMetrics().horizontalAdvance(words) / 2
                painter.drawText(QPointF(place.x() - half, place.y() - line * 0.5), words)
                painter.setPen(QColor(colours.muted))
                painter.drawText(QPointF(place.x() - wide / 2, bottom + line * 1.2), month)
                free, told = place.x() + wide / 2 + line * 0.5, point.day


def _figure(point: Point) -> str:
    return f"{point.figure:g}"
