"""What a person sees when the program has a bug: that the register is safe, and a text to send."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from delvia_desktop import __version__
from delvia_desktop.i18n import tr


def catch_all() -> None:
    """Show every unexpected error in a dialog instead of ending the program."""
    sys.excepthook = show


def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show an unexpected error; its report has places in the code and no record text."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    report = report_of(kind, trace)
    sys.stderr.write(report)
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Delvia")
    box.setText(tr("Something in Delvia went wrong."))
    box.setInformativeText(
        tr(
            "The register is safe: an act is recorded whole or not at all. What you had typed "
            "is kept. You can go on, and send the report below to those who make Delvia."
        )
    )
    box.setDetailedText(report)
    copy = box.addButton(tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the places in the code that an error went through, without what was recorded."""
    frames = traceback.extract_tb(trace)
    lines = [f"Delvia {__version__}", kind.__name__]
    lines += [
        f"  {frame.filename.rpartition('delvia_desktop')[2]}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    return "\n".join(lines) + "\n"
