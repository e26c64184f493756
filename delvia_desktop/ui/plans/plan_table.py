"""What a plan says, as a table; above it buttons with numbers that add up, each a filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from delvia_desktop.domain.plans.plan import ItemState
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.i18n import show_number, tr
from delvia_desktop.services.plans.comparisons import remedy
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import Rows
from delvia_desktop.ui.plans.plan_rows import PlanRow, plan_columns
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, text_label


class CountButtons(QWidget):
    """How many there are in all, and of each group; each number filters the table."""

    chosen = Signal(str)
    """The group that is wanted, empty for all."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Begin with all; `words` are those of groups by their codes, of all under an empty one."""
        super().__init__()
        self._words = words
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        row = Flow(self)
        for code, text in words.items():
            made = button(text, "chip")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
            self._group.addButton(made)
            self._buttons[code] = made
            row.addWidget(made)
        self._buttons[""].setChecked(True)

    @property
    def group(self) -> str:
        """The group that is shown, empty for all."""
        return next(code for code, each in self._buttons.items() if each.isChecked())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show the numbers of the groups by their codes; a group without any is not shown."""
        for code, made in self._buttons.items():
            count = counts.get(code, 0)
            text = tr("{state}: {n}", state=self._words[code], n=show_number(count))
            made.setText(text)
            made.setAccessibleName(text)
            is_shown = not code or count > 0
            made.setVisible(is_shown)
            if not is_shown and made.isChecked():
                self._buttons[""].setChecked(True)


class PlanTable(QWidget):
    """What a plan says of each record, and below it all that is said of the current one."""

    opened = Signal(str, int)
    """The kind and key of a record that is to be looked at."""

    stepped = Signal(object)
    """What is to be recorded about the current row, a `NextStep`."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        remedy: Callable[[Any], NextStep | None] = lambda _: None,
    ) -> None:
        """Begin empty; a row has `words`, and the `kind` and key of its `record`.

        `remedy` says of a row what is to be recorded about it.
        """
        super().__init__()
        self._remedy = remedy
        self._step = button(tr("Next step"))
        self._step.clicked.connect(self._take_step)
        self.table = ListTable(name, columns, tr("Nothing to show here."))
        self._rows: Rows | None = None
        self._told = text_label("", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.addWidget(self._told, 1)
        below.addWidget(self._step)
        column.addLayout(below)
        self._tell()
        self.table.activated_row.connect(lambda _: self._open())
        self.table.chosen.connect(lambda _: self._tell())

    def show_rows(self, rows: Rows) -> None:
        """Show rows; the current one stays, else the first one is."""
        self._rows = rows
        self.table.show_rows(rows, self.table.key() or 0)
        if self.table.key() is None and (first := rows.keys(0, 1)):
            self.table.show_rows(rows, first[0])
        self._tell()

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return self._rows.count() if self._rows is not None else 0

    def lines(self) -> list[str]:
        """Return the rows that are shown as lines of text."""
        return [row.words() for row in self._rows.page()] if self._rows is not None else []

    def _tell(self) -> None:
        row = self.table.current_row()
        self._told.setText(row.words() if row is not None else "")
        self.show_step()

    def show_step(self) -> None:
        """Show what is to be recorded about the current row, as the register stands now."""
        row = self.table.current_row()
        step = self._remedy(row) if row is not None else None
        self._step.setVisible(step is not None)
        if row is not None and step is not None:
            self._step.setText(tr(step.text))
            self._step.setAccessibleName(tr("{act}: {record}", act=tr(step.text), record=row.name))

    def _take_step(self) -> None:
        step = self._remedy(self.table.current_row())
        if step is not None:
            self.stepped.emit(step)

    def _open(self) -> None:
        row = self.table.current_row()
        if row is not None and row.kind and row.record:
            self.opened.emit(row.kind, row.record)


def plan_table(name: str, session: Session) -> PlanTable:
    """Return the table of a plan of lines; what is not in a complete list has its remedy."""

    def of_row(row: PlanRow) -> NextStep | None:
        is_missing = row.state is ItemState.MISSING
        return remedy(session.live, row.kind, row.record) if is_missing else None

    return PlanTable(name, plan_columns(), of_row)
