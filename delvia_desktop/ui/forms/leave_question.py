"""The question that a changed form asks before it goes away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, set_tone, text_label


class LeaveQuestion(QFrame):
    """Record, discard, or go on editing; it stands where the form has its own act.

    Where nothing is to be recorded, what `discards` has words of its own.
    """

    stayed = Signal()
    discarded = Signal()
    recorded = Signal()

    def __init__(self, action: str = "", words: str = "", discards: str = "") -> None:
        """Lay the question out; `action` is what the form does, `words` is what is asked."""
        super().__init__()
        self.setObjectName("banner")
        set_tone(self, "high")
        words = words or tr("Your changes here are not recorded yet.")
        self.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(text_label(words, bold=True))
        answers = QWidget()
        row = Flow(answers)
        self.stay = button(tr("Keep editing"))
        recorded = [(button(action, "primary"), self.recorded)] if action else []
        for made, signal in (
            (button(discards or tr("Discard")), self.discarded),
            (self.stay, self.stayed),
            *recorded,
        ):
            made.setAccessibleDescription(words)
            made.clicked.connect(signal.emit)
            row.addWidget(made)
        column.addWidget(answers)
        self.hide()

    def ask(self) -> None:
        """Show the question, with the keys on the answer that loses nothing."""
        self.show()
        self.stay.setFocus()
