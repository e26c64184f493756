"""What is better done first: a button that leads to it, and a tick to go on without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.widgets.labels import button


class ConfirmField(Field):
    """Goes on although something better could be done, which a button offers.

    It is not marked as required: what is asked for is the button, the tick is the way around it.
    """

    def __init__(self, label: str, better: str, act: Callable[[], object]) -> None:
        """Begin without the tick."""
        self._box = QCheckBox()
        self.better = button(better)
        self.better.clicked.connect(lambda _=False: act())
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.better, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._box)
        super().__init__(label, self._box, holder=holder)
        self._label.hide()
        self._box.setText(label)
        self._box.clicked.connect(lambda _: self.edited.emit())

    @override
    def value(self) -> bool:
        """Return whether it was ticked; there is nothing to tick once the better was done."""
        return self._box.isChecked() or not self.fits

    @override
    def set_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))
