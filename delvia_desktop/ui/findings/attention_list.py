"""The list of what needs attention: the worst first, each with its next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.findings.attention import Attention, AttentionLine, line_of
from delvia_desktop.domain.records.findings import Finding, Name, NextStep, rule_text
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.acts import Act, first_in_tiktok
from delvia_desktop.domain.words.vocabulary import Term, term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.findings import findings
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.findings.finding_form import accept_form
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot, NamedAct
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.lists.table_cells import AROUND
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import button, text_label

_SENTENCE = 1
"""The column of what is wrong."""


class _Row(NamedTuple):
    """A line with the number by which the table knows it."""

    id: int
    line: AttentionLine
    is_accepted: bool = False


class AttentionList(QWidget):
    """Lines of what needs attention; many findings of one rule are one line, opened by Enter."""

    led = Signal(str, int, str)
    """The kind and key of a record that is to be shown, and no act."""

    stepped = Signal(object)
    """The next step of a finding (`NextStep`) is to begin."""

    def __init__(self, session: Session, open_form: Callable[..., object]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self._attention: Attention | None = None
        self._rule = ""
        self._about: Name | None = None
        self._shows_accepted = False
        self._title = text_label("", size=1.2, bold=True)
        self._back = button(tr("Back to all findings"), "link")
        self._back.clicked.connect(self._go_back)
        self.accepted = button("", "link")
        self.accepted.clicked.connect(self._toggle_accepted)
        self.table = ListTable(tr("Needs attention"), _columns(), tr("Nothing needs attention."))
        remember_look(self.table, "attention")
        self._open_form = partial(open_form, beside=self.table)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.activated_row.connect(lambda _: self._activate())
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self._say_why())
        self._why = text_label("", size=0.92, muted=True)
        self.deeds = DeedRow()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.accepted)
        head.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(Foot(self._why, self.deeds))

    def show_attention(self, attention: Attention | None) -> None:
        """Show what needs attention; None while it is being looked for."""
        self._attention = attention
        if attention is None:
            self.table.say_empty(tr("Checking for findings…"))
            self.table.show_rows(HeldRows([]))
            self._show_chosen()
            return
        self.table.say_empty(tr("Nothing needs attention."))
        if self._rule and all(finding.rule != self._rule for finding in attention.open):
            self._rule = ""
        if self._about is not None and not attention.touching(self._about):
            self._about = None
        count = len(attention.accepted)
        is_whole = not self._rule and self._about is None
        self.accepted.setVisible(count > 0 and is_whole)
        words = ntr("{n} accepted", "{n} accepted", count)
        self.accepted.setText(tr("Hide accepted") if self._shows_accepted else words)
        self.accepted.setAccessibleName(self.accepted.text())
        self._back.setVisible(not is_whole)
        self._title.setText(self._heading())
        rows = self._rows(attention)
        self.table.show_rows(HeldRows(rows), self.table.key())
        if self.table.key() is None and rows:
            self.table.choose(rows[0].id)
        self._show_chosen()

    def _heading(self) -> str:
        if self._about is not None:
            return tr("Findings of {what}", what=self._name_of(self._about))
        return tr(rule_text(self._rule).title) if self._rule else tr("Needs attention")

    def _name_of(self, name: Name) -> str:
        kind, records = kind_named(name[0]), self._session.shown.records
        record = records.find(kind.record, id=name[1]) if kind is not None else None
        return called(records, record) if record is not None else tr("this record")

    def _rows(self, attention: Attention) -> list[_Row]:
        lines: Sequence[AttentionLine] = attention.lines
        if self._about is not None:
            lines = [line_of(finding) for finding in attention.touching(self._about)]
        elif self._rule:
            lines = [line_of(finding) for finding in attention.of_rule(self._rule)]
        rows = [_Row(number, line) for number, line in enumerate(lines, start=1)]
        if self._shows_accepted and not self._rule and self._about is None:
            taken = [f for key in attention.accepted if (f := attention.finding(key)) is not None]
            more = enumerate(taken, start=len(rows) + 1)
            rows += [_Row(number, line_of(finding), is_accepted=True) for number, finding in more]
        return rows

    def _show_chosen(self) -> None:
        row: _Row | None = self.table.current_row()
        if row is None:
            self._why.setText("")
            self.deeds.show_deeds([])
            return
        self.deeds.show_deeds(self._acts(row))
        self._say_why()

    def _say_why(self) -> None:
        """Say why what is chosen matters, and before it the sentence that its row has to cut."""
        row: _Row | None = self.table.current_row()
        if row is None:
            return
        text = rule_text(row.line.rule)
        source = tr("Source: {source}", source=tr(text.source))
        first = first_in_tiktok(row.line.step.act)
        why = " ".join(filter(None, (tr(text.why), first, source)))
        needed = self.table.fontMetrics().horizontalAdvance(row.line.message) + AROUND
        is_cut = needed > self.table.columnWidth(_SENTENCE)
        self._why.setText(f"{row.line.message}\n{why}" if is_cut else why)

    def _acts(self, row: _Row) -> list[NamedAct]:
        line = row.line
        if len(line.findings) > 1:
            return [*self._acts_on_all(line), (tr("Show all"), self._activate)]
        finding = line.findings[0]
        kind, key = finding.kind, finding.record
        show: NamedAct = (tr("Show record"), lambda: self.led.emit(kind, key, ""))
        if not self._session.can_act:
            return [show]
        if row.is_accepted:
            return [(tr("Reopen"), lambda: self._tell_again(finding)), show]
        accept: NamedAct = (
            tr("Accept finding…"),
            lambda: self._open_form(accept_form(self._session, finding)),
        )
        step: NamedAct = (line.step.text, self._activate)
        return [step, show] if line.step.act == Act.ACCEPT else [step, accept, show]

    def _acts_on_all(self, line: AttentionLine) -> list[NamedAct]:
        """Return what ends several findings at once; of several people each says whose."""
        if not self._session.can_act:
            return []
        is_one = len(line.together) == 1
        return [
            (
                step.text if is_one else f"{step.text} ({self._name_of((step.kind, step.id))})",
                partial(self.stepped.emit, step),
            )
            for step in line.together
        ]

    def _activate(self) -> None:
        row: _Row | None = self.table.current_row()
        if row is None:
            return
        if len(row.line.findings) > 1:
            self._show_rule(row.line.rule)
            return
        step: NextStep = row.line.step
        shown = NextStep("", step.kind, step.id)
        self.stepped.emit(step if self._session.can_act and not row.is_accepted else shown)

    def show_about(self, name: Name) -> None:
        """Show the findings that concern one record, one by one."""
        self._rule, self._about = "", name
        self.show_attention(self._attention)
        self.table.choose(1)
        self._show_chosen()

    def _go_back(self) -> None:
        self.show_everything()
        self.table.setFocus()

    def show_everything(self) -> None:
        """Show all lines again; the one whose findings were shown is chosen."""
        came, self._rule, self._about = self._rule, "", None
        self.show_attention(self._attention)
        rows: Sequence[_Row] = self.table.list_model.held() if came else ()
        back = next((row.id for row in rows if row.line.rule == came), None)
        if back is not None and self.table.choose(back):
            self._show_chosen()

    def show_finding(self, finding: Finding) -> None:
        """Choose the line of a finding, among those of its rule where they are one line."""
        self.show_everything()
        row = self._row_of(finding)
        if row is not None and len(row.line.findings) > 1:
            self._show_rule(finding.rule)
            row = self._row_of(finding)
        if row is not None and self.table.choose(row.id):
            self._show_chosen()

    def _row_of(self, finding: Finding) -> _Row | None:
        rows: Sequence[_Row] = self.table.list_model.held()
        return next((r for r in rows if finding.id in {f.id for f in r.line.findings}), None)

    @property
    def rule(self) -> str:
        """The rule whose findings are shown one by one, empty for the lines of all."""
        return self._rule

    def show_rule(self, rule: str) -> None:
        """Show the findings of a rule, or the lines of all."""
        if rule != self._rule:
            self._show_rule(rule)

    def _show_rule(self, rule: str) -> None:
        if rule:
            self._rule = rule
            self.show_attention(self._attention)
            self.table.choose(1)
            self._show_chosen()
        else:
            self.show_everything()
        self.table.setFocus()

    def _toggle_accepted(self) -> None:
        self._shows_accepted = not self._shows_accepted
        self.show_attention(self._attention)

    def _tell_again(self, finding: Finding) -> None:
        if self._attention is not None:
            acceptance = self._attention.accepted[finding.id]
            self._session.attempt(findings.end_acceptance, acceptance)


def _columns() -> list[Column]:
    def severity(row: _Row) -> Term:
        return term("severity", row.line.severity)

    def words(row: _Row) -> str:
        return tr("Accepted") if row.is_accepted else tr(severity(row).label)

    return [
        Column(
            "severity",
            tr("Severity"),
            words,
            9,
            lambda row: "neutral" if row.is_accepted else severity(row).tone,
            sortable=False,
            whole=True,
        ),
        Column("message", tr("Finding"), lambda row: row.line.message, 48, sortable=False),
        Column(
            "step",
            tr("Next step"),
            lambda row: row.line.step.text,
            15,
            sortable=False,
            kept=False,
            whole=True,
        ),
    ]
