"""What a person sees when the program has a bug: whether the register is sound, and a report."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import troubles
from delvia_desktop.ui.toolkit import worn
from delvia_desktop.ui.toolkit.file_dialogs import ask_where_to_save, where

_open: list[QMessageBox] = []
"""The one box that is shown."""


def catch_all() -> None:
    """Show a crash, any unexpected error, in a dialog instead of ending the program."""
    sys.excepthook = show


def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show the dialog of a crash; its report has places in the code and no record text."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    report = troubles.report_of(kind, trace)
    with suppress(OSError, AttributeError):  # there may be no console, or a full disk behind it
        sys.stderr.write(report)
    if QApplication.instance() is None or any(box.isVisible() for box in _open):
        return  # what goes wrong in drawing goes wrong again and again
    trouble = _trouble() or troubles.sentence_of(error)
    box = QMessageBox(QApplication.activeWindow())
    worn.dress(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _open[:] = [box]  # without a window there is nothing else that keeps it
    box.destroyed.connect(_forget)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Delvia")
    box.setText(tr("Delvia has run into a problem."))
    if trouble:
        box.setText(tr("The register cannot be used as it is now."))
        advice = tr("Close Delvia and open a backup of the register.")
        box.setInformativeText(f"{trouble}\n{advice}")
    else:
        box.setInformativeText(
            tr(
                "The register was checked and is intact: a change is recorded completely or not "
                "at all. You can continue. Send the report below to the makers of Delvia."
            )
        )
    box.setDetailedText(report)
    copy = box.addButton(tr("Copy report"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # the box stays: whoever copied the report may save it too
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    save = box.addButton(tr("Save report…"), QMessageBox.ButtonRole.ActionRole)
    save.clicked.disconnect()
    save.clicked.connect(lambda: _ask_where(box, report))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()


def _forget(_: object) -> None:
    _open.clear()


def _ask_where(box: QMessageBox, report: str) -> None:
    """Ask where to save a report, to be read before it is sent."""
    from delvia_desktop.domain.words.errors import DelviaError  # noqa: PLC0415 - loads storage
    from delvia_desktop.services.register.outputs import Replacing, save  # noqa: PLC0415 - so too

    def write(target: Path) -> None:
        try:
            save(target, report.encode(), Replacing.ITS_KIND)
        except DelviaError as error:
            box.setInformativeText(str(error))
        else:
            box.setInformativeText(tr("Saved as {file}.", file=where(target)))

    title, names = tr("Save report"), [tr("Text files (*.txt)")]
    ask_where_to_save(box, title, tr("Delvia report") + ".txt", write, names)


def _trouble() -> str:
    """Say what is wrong with the file of a register that is open, or return an empty text."""
    sessions = (getattr(window, "session", None) for window in QApplication.topLevelWidgets())
    open_registers = (getattr(session, "live", None) for session in sessions)
    troubles_found = (str(live.trouble()) for live in open_registers if live is not None)
    return next(filter(None, troubles_found), "")
