"""A paper on a printer: page by page beside the window, each as large and as upright as it fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing

_FINEST = 300
"""Dots per inch beyond which a page of text gains nothing; one then takes some 35 MB."""

_POINTS = 72
"""Points of a page per inch."""


class PrinterTrouble(DelviaError):
    """The printer did not take the pages."""


def wanted_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """Return the pages, from 0, that the person asked to print, in that order.

    `current` is the page that is looked at. Copies are in it where the system makes none itself.
    """
    ranges = printer.printRange()
    if ranges == QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif ranges == QPrinter.PrintRange.PageRange:
        spans = [(span.from_, span.to) for span in printer.pageRanges().toRangeList()]
        pages = [page - 1 for first, last in spans for page in range(first, min(last, count) + 1)]
    else:
        pages = list(range(count))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def expect_place(printer: QPrinter) -> None:
    """Refuse printing into a file where no output may go; raises Refused."""
    if name := printer.outputFileName():
        outputs.expect_place(Path(name), Replacing.ITS_KIND, b"%PDF-")


def print_pages(content: bytes, printer: QPrinter, current: int) -> int:
    """Print the wanted pages of a PDF and return how many; touches no widget.

    Raises PrinterTrouble, or Cancelled: then the printer drops what it has.
    """
    expect_place(printer)
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = wanted_pages(printer, document.pageCount(), current)
    if not pages:
        raise PrinterTrouble(tr("The document has no such page. Nothing was printed."))
    printer.setFullPage(True)  # the paper has margins of its own, wider than any printer's
    painter = QPainter()
    try:
        for number, image in enumerate(_images(document, printer, pages)):
            progress(number, len(pages))
            _turn(printer, image.size())
            _begin_page(printer, painter, number)
            # A painter goes on believing in the sheet on which it began.
            _draw(painter, printer.pageLayout().fullRectPixels(printer.resolution()), image)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive() and not painter.end():
            raise _failed(len(pages))
        document.close()
    return len(pages)


def _begin_page(printer: QPrinter, painter: QPainter, number: int) -> None:
    is_ready = printer.newPage() if number else painter.begin(printer)
    if not is_ready or printer.printerState() == QPrinter.PrinterState.Error:
        raise _failed(number)


def _images(document: QPdfDocument, printer: QPrinter, pages: list[int]) -> Iterator[QImage]:
    """Yield one page after the other, so that never more than one is held."""
    dots = min(printer.resolution(), _FINEST)
    for page in pages:
        size = (document.pagePointSize(page) * dots / _POINTS).toSize()
        drawn = document.render(page, size)
        if drawn.isNull():
            raise PrinterTrouble(tr("Page {number} cannot be rendered.", number=page + 1))
        yield _on_white(drawn)


def _on_white(drawn: QImage) -> QImage:
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


def _turn(printer: QPrinter, size: QSize) -> None:
    """Turn the sheet as the page lies."""
    ways = QPageLayout.Orientation
    printer.setPageOrientation(ways.Landscape if size.width() > size.height() else ways.Portrait)


def _draw(painter: QPainter, sheet: QRect, image: QImage) -> None:
    """Draw a page over the sheet, smaller or larger where the sheet is, in its own proportions."""
    if (sheet.width() > sheet.height()) != (image.width() > image.height()):
        # A printer that does not turn its sheet gets the page lying.
        painter.save()
        painter.translate(sheet.width(), 0)
        painter.rotate(90)
        _fit(painter, QRect(0, 0, sheet.height(), sheet.width()), image)
        painter.restore()
    else:
        _fit(painter, sheet, image)


def _fit(painter: QPainter, sheet: QRect, image: QImage) -> None:
    target = QRect(
        sheet.topLeft(), image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    )
    target.moveCenter(sheet.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)


def _failed(number: int) -> PrinterTrouble:
    return PrinterTrouble(
        tr("The printer did not accept page {number}. Check the printer and print again.",
           number=number + 1)
    )  # fmt: skip
