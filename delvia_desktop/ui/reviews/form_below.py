"""The small form of a decision below a table, in the place of the acts."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.lists.deed_row import Foot
from delvia_desktop.ui.lists.list_table import ListTable

_BESIDE_FORM = 2
"""Rows that stay to be seen above a small form, however low the window is."""


class FormBelow:
    """Shows a form where the acts stand, so that the rows above it stay as they are."""

    def __init__(self, column: QVBoxLayout, table: ListTable, foot: Foot) -> None:
        """Show forms at the end of a column that ends with the foot."""
        self._column, self._table, self._foot = column, table, foot

    def show(self, panel: FormPanel) -> None:
        """Show a form in the stead of the acts."""
        self._foot.hide()
        row = self._table.verticalHeader().defaultSectionSize()
        head = self._table.horizontalHeader().height()
        self._table.setMinimumHeight(head + _BESIDE_FORM * row)
        self._let_table_shrink(is_let=True)
        self._column.addWidget(panel)
        panel.show()

    def take(self, panel: FormPanel) -> None:
        """Show the acts again where a form stood."""
        panel.hide()
        panel.setParent(None)
        self._table.setMinimumHeight(0)
        self._let_table_shrink(is_let=False)
        self._foot.show()

    def _let_table_shrink(self, *, is_let: bool) -> None:
        policy = self._table.sizePolicy()
        usual, least = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        policy.setVerticalPolicy(least if is_let else usual)
        self._table.setSizePolicy(policy)
