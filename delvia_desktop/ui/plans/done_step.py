"""The last step: what was recorded, and what was not, to be kept or taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.plans.plan import ItemState, Plan
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import ntr, show_number, tr
from delvia_desktop.services.register.outputs import Replacing, save
from delvia_desktop.ui.plans.plan_rows import LOOKS, PlanRows, of_states, state_words
from delvia_desktop.ui.plans.plan_table import plan_table
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.file_dialogs import ask_where_to_save, where
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, status_label, text_label

_NOT_DONE = frozenset(
    {ItemState.LEFT_OUT, ItemState.CONFLICT, ItemState.PROBLEM, ItemState.MISSING}
)


class DoneStep(QWidget):
    """What came of an import, once it is recorded."""

    undo_asked = Signal()
    list_asked = Signal()
    opened = Signal(str, int)
    stepped = Signal(object)
    paper_asked = Signal()

    def __init__(self, session: Session) -> None:
        """Begin before anything was recorded."""
        super().__init__()
        self._title = status_label(size=1.4, bold=True)
        self._counts = text_label("")
        self.undo = button(tr("Undo"))
        self.undo.clicked.connect(self.undo_asked.emit)
        self.go = button(tr("Show list"))
        self.go.clicked.connect(self.list_asked.emit)
        self.paper = button(tr("Issue document…"))
        self.paper.clicked.connect(self.paper_asked.emit)
        self.save = button(tr("Save what was not recorded…"))
        self.save.clicked.connect(self._ask_where)
        acts = QWidget()
        row = Flow(acts)
        for each in (self.paper, self.go, self.save, self.undo):
            row.addWidget(each)
        self._told = status_label()
        self._head = text_label(tr("Not recorded"), bold=True)
        self.table = plan_table(tr("Not recorded"), session)
        self.table.opened.connect(self.opened.emit)
        self.table.stepped.connect(self.stepped.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._title, self._counts, acts, self._told, self._head):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def show_done(self, plan: Plan, keeper: str = "") -> None:
        """Show a plan as it was recorded; `keeper` has the list as evidence, if it is kept."""
        counts = plan.counts
        done = plan.count_ready
        told = (
            ntr("{n} line recorded", "{n} lines recorded", done)
            if plan.scope is not None
            else ntr("{n} line imported", "{n} lines imported", done)
        )
        self._title.setText(told if done else tr("Comparison recorded"))
        self.paper.setVisible(plan.scope is not None)
        self.go.setVisible(done > 0)
        others = [(tr("Read"), counts["read"])]
        others += [(state_words(state), counts[state.value]) for state in LOOKS]
        self._counts.setText(" · ".join(f"{words}: {show_number(n)}" for words, n in others if n))
        self._tell(tr("The list is kept as evidence of “{what}”.", what=keeper) if keeper else "")
        self.undo.setEnabled(True)
        self.paper.setEnabled(True)
        self.table.show_rows(PlanRows(plan, of_states(_NOT_DONE)))
        has_more = self.table.count > 0
        for part in (self._head, self.table, self.save):
            part.setVisible(has_more)

    def show_undone(self, title: str) -> None:
        """Say that it was taken back."""
        self._tell(tr("Undone: {title}", title=title))
        self.undo.setEnabled(False)
        self.paper.setEnabled(False)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _ask_where(self) -> None:
        names = [tr("Text files (*.txt)")]
        name = tr("Not recorded") + ".txt"
        ask_where_to_save(self, tr("Save what was not recorded"), name, self._save, names)

    def _save(self, target: Path) -> None:
        text = "\n".join(self.table.lines()) + "\n"
        try:
            save(target, text.encode(), Replacing.ITS_KIND)
        except DelviaError as error:
            self._tell(str(error))
        else:
            self._tell(tr("Saved as {file}.", file=where(target)))
