"""Words on the screen: titles, second words, chips, ids that copy in one click."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.toolkit import theme, worn
from delvia_desktop.ui.widgets.shown_text import shown

_ONE_LINE = 24
"""Letters of a chip that stand on one line."""

_IN_TURN = QAccessible.AnnouncementPoliteness.Polite
_NOW = QAccessible.AnnouncementPoliteness.Assertive


def text_label(text: str, *, size: float = 1.0, bold: bool = False, muted: bool = False) -> QLabel:
    """Return a label with a text; `size` is relative to the system font."""
    return _dressed(_Words(text), size=size, bold=bold, role="muted" if muted else "")


def status_label(*, size: float = 1.0, bold: bool = False, role: str = "") -> QLabel:
    """Return an empty label for what happens: screen readers tell each text it gets.

    With the role `problem` they tell it before anything else.
    """
    return _dressed(_Status(), size=size, bold=bold, role=role)


class _Words(QLabel):
    """A label that breaks a word too long for a line, as the names of campaigns often are.

    Qt breaks lines between words only, so that the rest of such a word would be cut. It also turns
    a whole line around that begins with a name written from right to left.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = self._spoken = ""
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        self._text = text
        drawn = shown(text)
        super().setText(drawn)
        # What is read aloud, and found by its words, has no marks in it.
        if self.accessibleName() == self._spoken:
            self._spoken = text if drawn != text else ""
            self.setAccessibleName(self._spoken)

    @override
    def text(self) -> str:
        return self._text


class _Chip(_Words):
    """Words that stand on one line where there is room, and wrap where there is not."""

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self.wordWrap():
            return hint
        self.ensurePolished()
        sides = self.contentsMargins().left() + self.contentsMargins().right()
        # Within a frame Qt indents the words by half a letter at each end.
        width = self.fontMetrics().horizontalAdvance(f"{self.text()}xx") + sides
        return QSize(width, self.heightForWidth(width))


class _Status(_Words):
    """A label that tells its text when it changes."""

    @override
    def setText(self, text: str) -> None:
        is_new = bool(text) and text != self.text()
        super().setText(text)
        if is_new:
            is_problem = self.property("role") == "problem"
            announce(self, text.removeprefix("⚠ "), _NOW if is_problem else _IN_TURN)


def _dressed(label: QLabel, *, size: float, bold: bool, role: str) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.scaled(QGuiApplication.font(), size, bold=bold))
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    if role:
        label.setProperty("role", role)
    return label


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a label, or another widget, the colours of a tone."""
    _restyle(widget, "tone", tone)


def _restyle(widget: QWidget, name: str, value: str) -> None:
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def chip(text: str, tone: str) -> QLabel:
    """Return a label on a coloured ground, a chip; its words alone say it too."""
    label = _Chip(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(len(text) > _ONE_LINE)
    label.setObjectName("chip")
    set_tone(label, tone)
    return label


class _Button(QPushButton):
    """A button; the ring of a filled one lies within: no edge is seen on its own colour."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.tokens().on_accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)


def button(text: str, kind: str = "", name: str = "") -> QPushButton:
    """Return a button with a label: `primary`, `link`, `place` or an ordinary one."""
    made = _Button(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(name or text.replace("&", ""))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)  # Enter presses it as Space does, outside dialogs too
    return made


def set_kind(made: QPushButton, kind: str) -> None:
    """Make a labelled button one of another kind, as another is now likelier pressed."""
    _restyle(made, "kind", kind)


def announce(
    widget: QWidget, text: str, politeness: QAccessible.AnnouncementPoliteness = _IN_TURN
) -> None:
    """Let screen readers tell the words of a label that just appeared.

    What was done waits for what they are saying; what was refused does not (`announce_now`).
    """
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(politeness)
    QAccessible.updateAccessibility(event)


def announce_now(widget: QWidget, text: str) -> None:
    """Let screen readers tell a label with a refusal before anything else."""
    announce(widget, text, _NOW)


def grouped(identifier: str) -> str:
    """Return an id for a label, its characters in groups of four, for the eye only."""
    return "\N{NARROW NO-BREAK SPACE}".join(
        identifier[start : start + 4] for start in range(0, len(identifier), 4)
    )


class IdLabel(QPushButton):
    """An id that is shown in groups and copied whole by one click."""

    def __init__(self, what: str, identifier: str) -> None:
        """Show an id; `what` says what it is the id of."""
        super().__init__(grouped(identifier))
        self._identifier = identifier
        self.setProperty("kind", "link")
        self.setProperty("flush", "true")  # it begins where a text above it begins
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        font.setPointSizeF(QGuiApplication.font().pointSizeF())
        self.setFont(font)
        self.setMinimumWidth(worn.measured(self).width())
        self.setToolTip(tr("Copy {what}", what=what))
        self.setAccessibleName(tr("{what} {id}, copy", what=what, id=identifier))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._identifier)
        self.setToolTip(tr("Copied"))
        announce(self, tr("Copied"))
