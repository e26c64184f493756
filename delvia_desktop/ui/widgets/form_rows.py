"""How the fields of a form are laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from delvia_desktop.ui.widgets.fields import Field


def scrolled(
    fields: Mapping[str, Field], rows: Sequence[tuple[str, ...]], title: str
) -> QScrollArea:
    """Return fields one below the other, those of a row side by side, in what can be scrolled."""
    inside = QWidget()
    inside.setObjectName("fields")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(12)
    together = {name: row for row in rows for name in row}
    placed: set[str] = set()
    for name, field in fields.items():
        if name in placed:
            continue
        if name in together:
            line = QHBoxLayout()
            line.setSpacing(8)
            for other in together[name]:
                line.addWidget(fields[other], 1, Qt.AlignmentFlag.AlignTop)
                placed.add(other)
            column.addLayout(line)
        else:
            column.addWidget(field)
            placed.add(name)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(title)
    area.setWidget(inside)
    return area
