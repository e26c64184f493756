"""Fields side by side where there is room, each at the top of its row."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.widgets.even_columns import EvenColumns

_LETTERS = 34
"""Average letters of a field beside others."""


class FieldsGrid(EvenColumns):
    """Fields of one width; one with a hint stands as high as one without."""

    def __init__(self, *fields: Field) -> None:
        """Show fields."""
        super().__init__(_LETTERS, 12)
        for each in fields:
            self.add(each)

    def add(self, field: Field) -> None:
        """Show one more field."""
        column = field.layout()
        if isinstance(column, QVBoxLayout):
            column.addStretch(1)
        self.addWidget(field)


def clear(layout: QLayout) -> None:
    """Put away all that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            put_away(old)


def put_away(old: QWidget) -> None:
    """Take a part out of what is seen and found here, for good."""
    old.hide()
    old.setParent(None)
    old.deleteLater()
