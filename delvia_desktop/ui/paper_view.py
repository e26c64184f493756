"""A paper in the window: the very bytes that are saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.i18n import tr
from delvia_desktop.services import papers
from delvia_desktop.services.papers import Paper, Prepared
from delvia_desktop.ui.widgets.labels import button, text_label

_DOTS = 200
"""Dots per inch of a printed page."""


class PaperView(QDialog):
    """A dialog with a paper; saving or printing issues it first."""

    def __init__(
        self, parent: QWidget, prepared: Paper, issue: Callable[[Prepared], Prepared]
    ) -> None:
        """Show a paper; `issue` gives one that is prepared its number for good."""
        super().__init__(parent)
        self.prepared = prepared
        self._issue = issue
        self.resize(860, 900)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(tr("The paper"))
        self._words = text_label("", muted=True)
        self._problem = text_label("")
        self._problem.setProperty("role", "problem")
        self._problem.hide()
        self.save_button = button(tr("Save…"), "primary")
        self.save_button.clicked.connect(self._save)
        self.print_button = button(tr("Print…"))
        self.print_button.clicked.connect(self._print)
        close = button(tr("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._words, 1)
        for each in (close, self.print_button, self.save_button):
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.addWidget(self._view, 1)
        column.addWidget(self._problem)
        column.addLayout(foot)
        for keys, act in (("Ctrl+S", self._save), ("Ctrl+P", self._print)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._data = QByteArray(prepared.content)
        self._buffer = QBuffer(self._data, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._say()

    def save_to(self, target: Path) -> bool:
        """Issue the paper and write it to a file; say why if that fails."""
        try:
            self._issue_now()
            papers.save_paper(self.prepared, target)
        except DelviaError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return False
        self._problem.hide()
        self._words.setText(tr("Saved as {file}.", file=target.name))
        return True

    def _say(self) -> None:
        self.setWindowTitle(self.prepared.title)
        self._words.setText(self.prepared.standing)

    def _issue_now(self) -> None:
        if isinstance(self.prepared, Prepared) and not self.prepared.is_issued:
            self.prepared = self._issue(self.prepared)
            self._say()

    def _save(self) -> None:
        dialog = QFileDialog(self, tr("Save the paper"), self.prepared.file_name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("PDF files (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _print(self) -> None:
        try:
            self._issue_now()
        except DelviaError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Draw the pages of the paper on a printer."""
        painter = QPainter(printer)
        for number in range(self._document.pageCount()):
            if number:
                printer.newPage()
            points = self._document.pagePointSize(number)
            size = (points * _DOTS / 72).toSize()
            image = self._document.render(number, size)
            area = painter.viewport()
            scaled = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(area.topLeft().x(), area.topLeft().y(), image.scaled(scaled))
        painter.end()
