"""Words drawn in cells of tables: plain, or as a chip on the ground of their tone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from delvia_desktop.domain.matrix.cells import FAR_REACHING
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.widgets.shown_text import elided_beside

_INSIDE = 10
"""Pixels between the words of a chip and its ends."""


def marked(text: str, tone: str) -> str:
    """Return words as a chip in a table has them: what is red has a sign for all to see."""
    return f"▲ {text}" if tone in FAR_REACHING else text


def chip_width(text: str, metrics: QFontMetrics) -> int:
    """Return how wide a chip in a table is that shows its whole text."""
    return metrics.horizontalAdvance(text) + 2 * _INSIDE


def draw_words(
    painter: QPainter, area: QRect, text: str, tone: str = "", others: Iterable[str] = ()
) -> int:
    """Draw words in a table's cell, plain or as a chip; return how wide they are.

    With a tone they stand on a chip. The painter's font is used. Words that are cut are told from
    `others`.
    """
    room = area.width() - 2 * _INSIDE if tone else area.width()
    shown = elided_beside(text, others, painter.fontMetrics(), room)
    return _chip(painter, area, shown, tone) if tone else _plain(painter, area, shown)


def _chip(painter: QPainter, area: QRect, shown: str, tone: str) -> int:
    metrics = painter.fontMetrics()
    pair = theme.tokens().tone(tone)
    height = metrics.height() + 6
    ground = QRect(area.left(), area.center().y() - height // 2, chip_width(shown, metrics), height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(pair.edge))
    painter.setBrush(QColor(pair.ground))
    painter.drawRoundedRect(QRectF(ground).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setPen(QColor(pair.text))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, shown)
    return ground.width()


def _plain(painter: QPainter, area: QRect, shown: str) -> int:
    metrics, colours = painter.fontMetrics(), theme.tokens()
    painter.setPen(QColor(colours.muted if shown in {"", "—"} else colours.text))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, flags, shown)
    return metrics.horizontalAdvance(shown)
