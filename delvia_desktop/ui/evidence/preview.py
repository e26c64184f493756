"""A look into a kept file: pictures, the first pages of a PDF, text. Nothing in it is run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.evidence.media import EML, MSG, TEXT, plain_text
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import text_label

LETTERS = 200_000
"""Characters of a text that are shown."""


def decoded(kind: str, content: bytes) -> str | tuple[list[QImage], int]:
    """Return a kept file's preview: text, or pictures with its number of pages.

    Raises Refused with a sentence if it cannot be drawn, or Cancelled.
    """
    if kind == TEXT:
        return plain_text(content)
    if kind == EML:
        from delvia_desktop.domain.evidence.emails import read_email  # noqa: PLC0415 - loads a parser

        mail = read_email(content)
        head = [f"{name}: {value}" for name, value in mail.headers]
        attached = (
            [tr("Attached: {names}", names=", ".join(mail.attached))] if mail.attached else []
        )
        return "\n".join([*head, *attached, "", mail.text])
    if kind == MSG:
        return tr("An Outlook email. Save a copy and open it in Outlook.")
    from delvia_desktop.ui.toolkit.drawing_apart import draw_apart  # noqa: PLC0415 - with the first file

    return draw_apart(kind, content)


class Preview(QStackedWidget):
    """What is shown of a kept file beside the list."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._words = text_label("", muted=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("Content"))
        FadedEdge(self._text)
        self._pages = _Pages()
        for part in (self._words, self._text, self._pages):
            self.addWidget(part)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 5)

    def show_words(self, text: str) -> None:
        """Show a sentence in place of a content."""
        self._words.setText(text)
        self.setCurrentWidget(self._words)

    def show_text(self, text: str) -> None:
        """Show a text as it is, without any markup."""
        more = len(text) - LETTERS
        rest = ntr("… {n} more character", "… {n} more characters", more) if more > 0 else ""
        self._text.setPlainText(text[:LETTERS] + ("\n\n" + rest if rest else ""))
        self.setCurrentWidget(self._text)

    def show_pictures(self, pictures: Sequence[QImage], name: str, more: int = 0) -> None:
        """Show pictures one below the other, or say that there is nothing to see."""
        seen = [picture for picture in pictures if not picture.isNull()]
        if not seen:
            self.show_words(
                tr(
                    "This cannot be shown here: it is damaged, protected, or in a format that "
                    "only other programs can read. You can save a copy."
                )
            )
            return
        rest = ntr("{n} more page in the saved copy", "{n} more pages in the saved copy", more)
        self._pages.show_pictures(seen, name, rest if more else "")
        self.setCurrentWidget(self._pages)

    def shown_text(self) -> str:
        """Return the text or the words that are shown."""
        current = self.currentWidget()
        return self._text.toPlainText() if current is self._text else self._words.text()


class _Pages(QScrollArea):
    """Pictures one below the other, as wide as there is room and no wider than they are."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        spoken.document(self, tr("Content"))
        self._labels: list[tuple[QLabel, QImage]] = []

    def show_pictures(self, pictures: Sequence[QImage], name: str, rest: str) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self._labels = []
        for number, picture in enumerate(pictures, start=1):
            label = QLabel()
            label.setAccessibleName(tr("{name}, page {n}", name=name, n=number))
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
            self._labels.append((label, picture))
        if rest:
            column.addWidget(text_label(rest, muted=True))
        column.addStretch(1)
        self.setWidget(inside)
        self._scale()

    def _scale(self) -> None:
        room = max(40, self.viewport().width() - 12)
        ratio = self.devicePixelRatioF()
        for label, picture in self._labels:
            width = min(round(room * ratio), picture.width())
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = QPixmap.fromImage(picture.scaledToWidth(width, smooth))
            scaled.setDevicePixelRatio(ratio)
            label.setPixmap(scaled)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()
