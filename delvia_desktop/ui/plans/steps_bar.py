"""The steps above what is done in them: which there are, and which one is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import announce, chip, set_tone


class StepsBar(QWidget):
    """Numbered steps in a row; the one that is shown stands out, those before it are done."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Show the titles of the steps."""
        super().__init__()
        self._titles = titles
        spoken.give_role(self, QAccessible.Role.Indicator)
        row = Flow(self)
        self._chips: list[QLabel] = []
        for _ in titles:
            made = chip("", "neutral")
            self._chips.append(made)
            row.addWidget(made)
        self.show_step(0)

    def show_step(self, shown: int) -> None:
        """Mark the step that is shown, by its place."""
        for place, (title, made) in enumerate(zip(self._titles, self._chips, strict=True)):
            sign = "✓" if place < shown else str(place + 1)
            made.setText(f"{sign}  {title}")
            tones = ("good", "accent", "neutral")
            set_tone(made, tones[(place >= shown) + (place > shown)])
        words = tr("Step {n} of {all}: {title}", n=shown + 1, all=len(self._titles),
                   title=self._titles[shown])  # fmt: skip
        self.setAccessibleName(words)
        if self.isVisible():
            announce(self, words)
