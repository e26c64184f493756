"""A look into a kept file: pictures, the first pages of a PDF, text. Nothing in it is run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.media import EML, MSG, PDF, TEXT, plain_text
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.widgets.labels import text_label

PAGES = 5
"""Pages of a PDF that are drawn; the whole is in the copy that can be saved."""

LETTERS = 200_000
"""Characters of a text that are shown."""

_WIDTH = 1600
"""Dots across a drawn page or a scaled picture: enough for a wide screen."""

_TALLEST = 4
"""A page is drawn at most so many times as tall as it is wide."""

_MOST_DOTS = 120_000_000
"""Dots of a picture that is still decoded: some hundred megabytes in memory."""


def decode_picture(content: bytes) -> QImage:
    """Return a picture no wider than is shown; a null one if it is broken, huge or unknown."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_DOTS:
        return QImage()
    if size.width() > _WIDTH:
        height = max(1, size.height() * _WIDTH // size.width())
        reader.setScaledSize(QSize(_WIDTH, height))
    return reader.read()


def draw_pages(content: bytes) -> tuple[list[QImage], int]:
    """Return the first pages of a PDF as pictures, and how many there are; none if it is broken.

    Pages are drawn to pictures, so that no link, form or script of the file is ever alive.
    """
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - QtPdf is loaded with the first PDF

    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    count = document.pageCount() if document.status() == QPdfDocument.Status.Ready else 0
    pages = []
    for number in range(min(count, PAGES)):
        points = document.pagePointSize(number)
        if points.isEmpty():
            continue
        tall = min(points.height() / points.width(), _TALLEST)
        drawn = document.render(number, QSize(_WIDTH, max(1, round(_WIDTH * tall))))
        pages.append(_on_paper(drawn))
    document.close()
    return pages, count


def decoded(kind: str, content: bytes) -> str | tuple[list[QImage], int]:
    """Return a content as text, or as pictures with the number of its pages."""
    if kind == TEXT:
        return plain_text(content)
    if kind == EML:
        from delvia_desktop.domain.emails import read_email  # noqa: PLC0415 - loads a parser

        mail = read_email(content)
        head = [f"{name}: {value}" for name, value in mail.headers]
        attached = (
            [tr("Attached: {names}", names=", ".join(mail.attached))] if mail.attached else []
        )
        return "\n".join([*head, *attached, "", mail.text])
    if kind == PDF:
        return draw_pages(content)
    if kind == MSG:
        return tr("An e-mail as Outlook keeps it. Save a copy and open it there.")
    return [decode_picture(content)], 1


def _on_paper(drawn: QImage) -> QImage:
    """Return a drawn page on white: its own ground is transparent."""
    if drawn.isNull():
        return drawn
    page = QImage(drawn.size(), QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return page


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
                    "This cannot be shown here: it is damaged, protected, or of a kind that only "
                    "other programs read. A copy of it can be saved."
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
        self.setAccessibleName(tr("Content"))
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
