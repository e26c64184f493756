"""A field to sign in: strokes of a mouse, a pen or a finger, dark on white in every theme."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.toolkit import theme

INK = "#14213D"
PAPER = "#FFFFFF"
_BASELINE = "#C8CCD4"
_THICK = 2.4
"""How thick the ink is, in the pixels of the field."""

_FINE = 3
"""Dots of the picture to a pixel of the field, so that it prints well."""

_MARGIN = 12
_LEAST = 40
"""Pixels of ink that are more than a slip of the hand."""

_STEP = 1.5
"""Pixels that a stroke goes on before its next point is kept."""


class SignaturePad(QWidget):
    """White paper with a line; Qt makes mouse events of a pen and of a finger too."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin blank."""
        super().__init__()
        self._strokes: list[list[QPointF]] = []
        self._is_drawing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Signature field"))
        self._tell()

    @property
    def strokes(self) -> int:
        """How many strokes there are."""
        return len(self._strokes)

    @property
    def is_signed(self) -> bool:
        """Whether there is more ink than a slip of the hand."""
        lines = (pair for stroke in self._strokes for pair in pairwise(stroke))
        return sum(QLineF(*pair).length() for pair in lines) >= _LEAST

    def undo_stroke(self) -> None:
        """Take the last stroke back."""
        self._strokes = self._strokes[:-1]
        self._tell()

    def clear(self) -> None:
        """Take all strokes back."""
        self._strokes = []
        self.setMinimumSize(0, 0)
        self._tell()

    def picture(self) -> QImage:
        """Return the strokes as a picture that fits round them, dark on white."""
        points = [point for stroke in self._strokes for point in stroke]
        left, top = min(p.x() for p in points), min(p.y() for p in points)
        right, bottom = max(p.x() for p in points), max(p.y() for p in points)
        area = QRectF(left, top, right - left, bottom - top)
        area.adjust(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        size = QSize(round(area.width() * _FINE), round(area.height() * _FINE))
        made = QImage(size, QImage.Format.Format_RGB32)
        made.fill(QColor(PAPER))
        painter = QPainter(made)
        painter.scale(_FINE, _FINE)
        painter.translate(-area.topLeft())
        self._draw(painter)
        painter.end()
        return made

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(INK), _THICK)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            if len(stroke) == 1:
                painter.drawPoint(stroke[0])
            else:
                painter.drawPath(_smooth(stroke))

    def _tell(self) -> None:
        count = len(self._strokes)
        words = ntr("{n} stroke", "{n} strokes", count) if count else tr("Nothing drawn yet")
        self.setAccessibleDescription(words)
        self.changed.emit()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 200)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.tokens().tone("accent").text if self.hasFocus() else _BASELINE
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QPen(QColor(_BASELINE), 1))
        line = self.height() * 3 // 4
        painter.drawLine(2 * _MARGIN, line, self.width() - 2 * _MARGIN, line)
        painter.setClipRect(self.rect())
        self._draw(painter)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_drawing = True
            self.setMinimumSize(self.size())  # what is drawn must not be cut off by other words
            self._strokes.append([event.position()])
            self._tell()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._is_drawing:
            return
        here, stroke = self._inside(event.position()), self._strokes[-1]
        if QLineF(stroke[-1], here).length() >= _STEP:
            stroke.append(here)
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_drawing and event.button() == Qt.MouseButton.LeftButton:
            self._is_drawing = False
            self._tell()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.undo_stroke()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _inside(self, point: QPointF) -> QPointF:
        """Return the point of the field that is nearest: nothing is drawn where nobody sees it."""
        x = min(max(point.x(), 1), self.width() - 1)
        return QPointF(x, min(max(point.y(), 1), self.height() - 1))


def _smooth(stroke: list[QPointF]) -> QPainterPath:
    """Return a stroke as a curve that bends at its points."""
    path = QPainterPath(stroke[0])
    for here, after in pairwise(stroke[1:]):
        path.quadTo(here, (here + after) / 2)
    path.lineTo(stroke[-1])
    return path
