"""Long work beside the window: it tells how far it is, and can be cancelled."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget
from typing_extensions import override

from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import tr
from delvia_desktop.progress import Cancelled, progress_to

_PATIENCE = 400
"""Milliseconds before a person is shown that something takes long."""

_ending: set[Work] = set()


class Work(QThread):
    """A function in a thread of its own; it works on copies and touches no widget."""

    progressed = Signal(int, int)
    done = Signal(object)
    refused = Signal(str)
    cancelled = Signal()
    """The person does not want it any more; the thread may still be on its way to its next step."""

    _made = Signal(object)
    _failed = Signal(str)
    _broke = Signal(object)

    def __init__(self, parent: QWidget | None, title: str, act: Callable[[], Any]) -> None:
        """Prepare the work and the dialog of a window that shows how far it is.

        Without a window nobody waits for it, and nothing is shown.
        """
        super().__init__(parent)
        self.title = title
        self._act = act
        self.is_cancelled = False
        self._made.connect(self._deliver)
        self._failed.connect(self._refuse)
        self._broke.connect(self._show_bug)
        if parent is not None:
            self._dialog = QProgressDialog(title, tr("Cancel"), 0, 0, parent)
            self._dialog.setWindowTitle("Delvia")
            self._dialog.setMinimumDuration(_PATIENCE)
            self._dialog.canceled.connect(self.cancel)
            self.progressed.connect(self._show)
            self.cancelled.connect(self._dialog.reset)
            self.finished.connect(self._dialog.reset)
            self.finished.connect(self._dialog.deleteLater)

    def cancel(self) -> None:
        """Ask the work to end at its next step; whatever comes of it is dropped at once."""
        if not self.is_cancelled and not self.isFinished():
            self.is_cancelled = True
            self.requestInterruption()
            self.cancelled.emit()

    def let_go(self) -> None:
        """Cancel the work and let it end by itself, also when who asked for it is closed."""
        self.cancel()
        if self.isRunning():
            _ending.add(self)
            self.setParent(None)
            self.finished.connect(lambda: _forget(self))

    def stop(self) -> None:
        """Cancel the work and wait until it has ended."""
        self.cancel()
        self.wait()

    def _deliver(self, result: object) -> None:
        if not self.is_cancelled:
            self.done.emit(result)

    def _refuse(self, sentence: str) -> None:
        if not self.is_cancelled:
            self.refused.emit(sentence)

    def _show_bug(self, error: Exception) -> None:
        if not self.is_cancelled:
            sys.excepthook(type(error), error, error.__traceback__)

    def _tell(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        self.progressed.emit(done, total)

    def _show(self, done: int, total: int) -> None:
        if not self.is_cancelled:
            self._dialog.setMaximum(total)
            self._dialog.setValue(min(done, total - 1))

    @override
    def run(self) -> None:
        try:
            with progress_to(self._tell):
                self._made.emit(self._act())
        except Cancelled:
            return
        except DelviaError as error:
            self._failed.emit(str(error))
        except Exception as error:  # noqa: BLE001 - shown as a bug by the window's own thread
            self._broke.emit(error)


def run_beside(
    parent: QWidget,
    title: str,
    act: Callable[[], Any],
    then: Callable[[Any], object],
    refuse: Callable[[str], object],
) -> Work:
    """Run long work beside the window and pass on what it returns, or why it refused."""
    work = Work(parent, title, act)
    work.done.connect(then)
    work.refused.connect(refuse)
    work.finished.connect(work.deleteLater)
    work.start()
    return work


def wait_for_all() -> None:
    """Wait until all work beside the window has ended: no thread outlives the program."""
    for work in tuple(_ending):
        work.stop()


def _forget(work: Work) -> None:
    _ending.discard(work)
    work.deleteLater()
