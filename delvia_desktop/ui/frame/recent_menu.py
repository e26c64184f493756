"""The menu of the registers that were opened last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer.recent import recent_registers


class RecentMenu(QMenu):
    """Lists them anew each time it opens; those that are gone are shown and cannot be chosen."""

    def __init__(
        self, parent: QWidget, shown: Path | None, choose: Callable[[Path], object]
    ) -> None:
        """List all but the one that is shown already, and go with the parent."""
        super().__init__(tr("Open &recent"), parent)
        self._shown, self._choose = shown, choose
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        others = [each for each in recent_registers() if each.path != self._shown]
        for recent in others:
            words = f"{recent.brand} · {recent.path}".replace("&", "&&")
            if not recent.is_there:
                words = tr("{register} (not found)", register=words)
            action = self.addAction(words, partial(self._choose, recent.path))
            action.setEnabled(recent.is_there)
        if not others:
            self.addAction(tr("No other registers")).setEnabled(False)
