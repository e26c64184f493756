"""The step of the differences: what would change, and what must be decided before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.plans.plan import Choice, ItemState, Plan, Question
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.lists.rows import Rows
from delvia_desktop.ui.plans.plan_rows import LOOKS, PlanRows, of_state, plan_columns, state_words
from delvia_desktop.ui.plans.plan_table import CountButtons, PlanTable
from delvia_desktop.ui.plans.question_cards import QuestionCards
from delvia_desktop.ui.widgets.labels import status_label
from delvia_desktop.ui.widgets.page_area import PageArea
from delvia_desktop.ui.widgets.tabs import Tabs


@dataclass(frozen=True)
class Differences:
    """What a plan comes to, in a line, in numbers by group, and as rows of a group.

    `obstacles` are sentences that no answer settles; `rows` takes the code of a group, empty for
    all.
    """

    verdict: str
    counts: Mapping[str, int]
    rows: Callable[[str], Rows]
    questions: Sequence[Question] = ()
    decisions: Mapping[str, str] = field(default_factory=dict)
    obstacles: Sequence[str] = ()

    @property
    def left(self) -> int:
        """How much keeps the plan from being done."""
        return len(self.obstacles) + sum(q.key not in self.decisions for q in self.questions)


class DifferencesStep(QWidget):
    """The counts, the questions, and every line with what comes of it."""

    answered = Signal(str, str)
    all_answered = Signal(str)
    opened = Signal(str, int)

    def __init__(
        self, counts: CountButtons, table: PlanTable, title: str, for_all: Sequence[Choice] = ()
    ) -> None:
        """Begin without a plan; `title` is that of the tab of the table.

        `for_all` are choices that all questions have.
        """
        super().__init__()
        self._shown: Differences | None = None
        self._verdict = status_label(size=1.4, bold=True)
        self._counts = counts
        self._obstacles = status_label(role="problem")
        self._cards = QuestionCards(for_all)
        self._cards.answered.connect(self.answered.emit)
        self._cards.all_answered.connect(self.all_answered.emit)
        asking = QWidget()
        sheet = QVBoxLayout(asking)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.addWidget(self._obstacles)
        sheet.addWidget(self._cards, 1)
        self._asking = PageArea(asking)
        self._asking.setAccessibleName(tr("Questions"))
        self.table = table
        self.table.opened.connect(self.opened.emit)
        self._tabs = Tabs()
        self._asking.setParent(self._tabs)  # it is a tab only while there are questions
        self._asking.hide()
        self._tabs.addTab(self.table, title)
        self._counts.chosen.connect(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._verdict)
        column.addWidget(self._counts)
        column.addWidget(self._tabs, 1)

    def show_differences(self, shown: Differences) -> None:
        """Show what a plan comes to; the questions first as long as one is open."""
        is_first = self._shown is None
        self._shown = shown
        self._verdict.setText(shown.verdict)
        self._counts.show_counts(shown.counts)
        self._obstacles.setText("\n".join(f"⚠ {each}" for each in shown.obstacles))
        self._obstacles.setVisible(bool(shown.obstacles))
        self._show_tab(shown, is_first=is_first)
        self._cards.show_questions(shown.questions, shown.decisions)
        self._show_rows()

    def begin_anew(self) -> None:
        """Show the next plan as the first one is shown."""
        self._shown = None

    def take_focus(self) -> None:
        """Put the keys where something is to be done, else on the lines."""
        if self._tabs.currentWidget() is self._asking:
            self._cards.take_focus()
        else:
            self.table.table.take_focus()

    def _show_tab(self, shown: Differences, *, is_first: bool) -> None:
        place = self._tabs.indexOf(self._asking)
        if not (shown.questions or shown.obstacles):
            if place >= 0:
                self._tabs.removeTab(place)
            return
        left = shown.left
        title = tr("To decide ({n})", n=left) if left else tr("Decided")
        if place < 0:
            self._tabs.insertTab(0, self._asking, title)
        else:
            self._tabs.setTabText(place, title)
        if is_first:
            self._tabs.setCurrentWidget(self._asking if left else self.table)

    def _filter(self, _: str) -> None:
        self._tabs.setCurrentWidget(self.table)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._shown is not None:
            self.table.show_rows(self._shown.rows(self._counts.group))


def plan_step() -> DifferencesStep:
    """Return the step for a plan of lines, whose groups are the states of the lines."""
    words = {"": tr("Read"), **{state.value: state_words(state) for state in LOOKS}}
    table = PlanTable(tr("Differences"), plan_columns())
    return DifferencesStep(CountButtons(words), table, tr("Lines"))


def plan_differences(plan: Plan) -> Differences:
    """Return what a plan of lines comes to: what was read is the sum of the others."""
    return Differences(
        _verdict(plan),
        {**plan.counts, "": plan.counts["read"]},
        lambda code: PlanRows(plan, of_state(code)),
        plan.questions,
        plan.decisions,
        _obstacles(plan),
    )


def _obstacles(plan: Plan) -> Sequence[str]:
    """Return what a person does elsewhere first: lines lean on a Business Center of ours."""
    waiting = {
        item.line
        for item in plan.items
        if item.state is ItemState.PROBLEM and item.field == "business_center" and not item.then
    }
    if not waiting:
        return ()
    return (
        ntr(
            "{n} line needs your own Business Center. Go back to “Source” and enter it there.",
            "{n} lines need your own Business Center. Go back to “Source” and enter it there.",
            len(waiting),
        ),
    )


def _verdict(plan: Plan) -> str:
    """Say in a line what the plan comes to."""
    if not plan.has_differences:
        return tr("No differences")
    counts = plan.counts
    ready, left = plan.count_ready, len(plan.open_questions)
    parts = []
    if ready or not (left or counts["missing"]):
        parts.append(ntr("{n} line to import", "{n} lines to import", ready))
    if left:
        parts.append(ntr("{n} question to decide", "{n} questions to decide", left))
    if counts["missing"]:
        parts.append(
            ntr("{n} record not in the list", "{n} records not in the list", counts["missing"])
        )
    return " · ".join(parts)
