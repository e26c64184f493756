"""Charts on paper, each with the same in words below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.ui.toolkit import printing
from delvia_desktop.ui.toolkit.colours import LIGHT
from delvia_desktop.ui.widgets.chart import Chart

_BIG = 1.5


@dataclass(frozen=True)
class ChartSheet:
    """What is printed: a title, words under it, and charts."""

    title: str
    second: str
    charts: Sequence[Chart]


def ask(parent: QWidget, sheet: ChartSheet) -> None:
    """Ask how to print a chart, with the system's dialog, and print it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _print(parent, printer, sheet))
    QDialog.open(dialog)


def _print(parent: QWidget, printer: QPrinter, sheet: ChartSheet) -> None:
    try:
        printing.expect_place(printer)
    except DelviaError as error:
        box = QMessageBox(QMessageBox.Icon.Warning, "Delvia", str(error), parent=parent)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        return
    print_on(printer, sheet)


def print_on(printer: QPrinter, sheet: ChartSheet) -> None:
    """Print charts, each with the same in words below it.

    What does not fit on a page goes on to the next.
    """
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = QRectF(painter.viewport())
    line = float(painter.fontMetrics().height())
    top = page.top() + _heading(painter, page, page.top(), sheet.title) + line * 0.3
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(QRectF(page.left(), top, page.width(), line), sheet.second)
    top += line * 2
    for chart in sheet.charts:
        high = chart.height_for(line)
        if top + high + line * 4 > page.bottom():
            printer.newPage()
            top = page.top()
        top += _heading(painter, page, top, chart.title) + line * 0.5
        chart.draw(painter, QRectF(page.left(), top, page.width(), high), LIGHT)
        top += high + line
        painter.setPen(QColor(LIGHT.text))
        for words in chart.words():
            if top + line > page.bottom():
                printer.newPage()
                top = page.top()
            painter.drawText(QRectF(page.left(), top, page.width(), line * 1.3), words)
            top += line * 1.3
        top += line
    painter.end()


def _heading(painter: QPainter, page: QRectF, top: float, words: str) -> float:
    """Draw a heading and return its height."""
    plain = painter.font()
    font = painter.font()
    font.setPointSizeF(plain.pointSizeF() * _BIG)
    font.setBold(True)
    painter.setFont(font)
    high = float(painter.fontMetrics().height())
    painter.setPen(QColor(LIGHT.text))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(page.left(), top, page.width(), high), flags, words)
    painter.setFont(plain)
    return high
