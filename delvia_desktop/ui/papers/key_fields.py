"""Fields for a key to sign with: the file that holds it, and the secret that opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from delvia_desktop.ui.fields.fields import Field, LineField
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_file
from delvia_desktop.ui.widgets.labels import button


class SecretField(LineField):
    """A passphrase or a PIN: typed without being seen, and forgotten when it was used."""

    def __init__(self, label: str, hint: str = "") -> None:
        """Begin empty."""
        super().__init__(label, hint)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
        )

    def forget(self) -> None:
        """Hold nothing any more, not even to be undone."""
        self._line.setText("")


class FileNameField(Field):
    """The name of a file, typed or chosen."""

    def __init__(self, label: str, choose: str, names: str, hint: str = "") -> None:
        """Begin empty; `choose` are the words on the button, `names` what is offered to choose."""
        self._names = names
        self._line = QLineEdit()
        self._button = button(choose)
        self._button.clicked.connect(self._ask)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line, 1)
        row.addWidget(self._button)
        super().__init__(label, self._line, hint, holder=holder)
        self._line.textEdited.connect(lambda _: self.edited.emit())

    @override
    def value(self) -> str:
        return self._line.text().strip()

    @override
    def set_value(self, value: Any) -> None:
        self._line.setText(str(value or ""))

    def _ask(self) -> None:
        ask_for_file(self, self._button.accessibleName(), self._take, self._names)

    def _take(self, file: Path) -> None:
        self.set_value(file)
        self.edited.emit()
