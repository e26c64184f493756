"""What is left to do beside the act of a form: how much, and the button that leads to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.widgets.labels import button, text_label


class OfferField(Field):
    """Says something under a label and offers an act on it; the form records nothing of it."""

    has_value = False

    def __init__(
        self, label: str, words: Callable[[], str], act: str, run: Callable[[], object]
    ) -> None:
        """Take what says how much is left now, empty once nothing is; then the field goes."""
        self._words = words
        self._text = text_label("")
        self.button = button(act)
        self.button.clicked.connect(lambda _=False: run())
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        super().__init__(label, self.button, holder=holder)
        self.button.setAccessibleName(act)
        self._text.setText(words())
        self._describe()

    def look(self) -> None:
        """Say what is left as things stand."""
        words = self._words()
        self._text.setText(words)
        self._describe()
        self.setVisible(bool(words))

    @override
    def beside(self) -> str:
        return self._text.text()

    @override
    def value(self) -> None:
        return None

    @override
    def set_value(self, value: Any) -> None:
        """Take nothing: there is no value."""
