"""How the fields of a form are laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from delvia_desktop.ui.widgets.fields import Field
from delvia_desktop.ui.widgets.more import More


def scrolled(
    fields: Mapping[str, Field],
    rows: Sequence[tuple[str, ...]],
    title: str,
    more: More | None = None,
) -> QScrollArea:
    """Return fields one below the other, those of a row side by side, in what can be scrolled.

    What `more` folds away stands below it.
    """
    inside = QWidget()
    inside.setObjectName("fields")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(12)
    rare = {name for name, field in fields.items() if more is not None and more.holds(field)}
    _lay({name: field for name, field in fields.items() if name not in rare}, rows, column)
    if more is not None:
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    _lay({name: field for name, field in fields.items() if name in rare}, rows, column)
    column.addStretch(1)
    for name, field in fields.items():
        field.fold(away=name in rare)  # what was shown before it had a place is shown only now
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(title)
    area.setWidget(inside)
    return area


def _lay(fields: Mapping[str, Field], rows: Sequence[tuple[str, ...]], column: QVBoxLayout) -> None:
    together = {name: row for row in rows for name in row if fields.keys() >= set(row)}
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
