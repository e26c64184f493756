"""Tabs that need only the height of the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QTabWidget
from typing_extensions import override

_LEAST = 9
"""Lines of a tab that are seen, however little it asks for."""


class Tabs(QTabWidget):
    """Tabs of which a high one does not push the end of a lower one out of the window."""

    def __init__(self) -> None:
        """Begin without tabs."""
        super().__init__()
        self.currentChanged.connect(lambda _: self._fit())

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        least = self.tabBar().sizeHint().height() + self.fontMetrics().lineSpacing() * _LEAST
        return QSize(hint.width(), max(hint.height(), least))

    @override
    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._fit()

    def _fit(self) -> None:
        """Ask for the height of the tab that is shown, and for none that others would need."""
        for place in range(self.count()):
            page = self.widget(place)
            if page is None:
                continue
            policy = page.sizePolicy()
            kinds = QSizePolicy.Policy
            is_shown = place == self.currentIndex()
            policy.setVerticalPolicy(kinds.Preferred if is_shown else kinds.Ignored)
            page.setSizePolicy(policy)
