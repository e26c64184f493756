"""What the steps of adding an agency have in common: their titles, and how each is headed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.labels import text_label


def step_titles() -> tuple[str, ...]:
    """Return what the four steps are called."""
    return (
        tr("1 We own the assets"),
        tr("2 Add partner by ID"),
        tr("3 Choose assets and levels"),
        tr("4 Partner confirms"),
    )


def step_page(title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    """Return the page of a step with its title and what it is about, and the column below."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(text_label(title, size=1.3, bold=True))
    column.addWidget(text_label(text, muted=True))
    return page, column
