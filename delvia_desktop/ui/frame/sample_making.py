"""Making the sample, which takes some seconds: the window says so before the work begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressDialog, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr


class SampleMaking(QProgressDialog):
    """Says what is being done and how far it is; the work is called once that was painted."""

    painted = Signal()

    def __init__(self, window: QWidget, work: Callable[[], object]) -> None:
        """Prepare to do some work over a window."""
        super().__init__(tr("Creating the sample…"), "", 0, 0, window)
        self.setWindowTitle("Delvia")
        self.setCancelButton(None)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumDuration(0)
        self._work = work
        self._is_seen = False
        self.painted.connect(self._begin)

    def tell(self, done: int, every: int) -> None:
        """Show how far it is; the window is painted meanwhile."""
        self.setMaximum(every)
        self.setValue(done)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            # What was painted reaches the screen only once this event is over.
            QTimer.singleShot(0, self, self.painted.emit)

    def _begin(self) -> None:
        try:
            self._work()
        finally:
            self.hide()
            self.deleteLater()
