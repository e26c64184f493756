"""The window in which another copy of the register is merged: copy, differences, done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.plans.plan import Choice, Question
from delvia_desktop.domain.plans.three_way import Side
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans.merge_planning import plan_merge
from delvia_desktop.services.plans.merge_words import MergeLine, merge_lines, merge_questions
from delvia_desktop.services.plans.merging import (
    MergePlan,
    expect_another,
    merge_copy,
    open_copy,
)
from delvia_desktop.services.register.register import Register
from delvia_desktop.ui.forms.leave_question import LeaveQuestion
from delvia_desktop.ui.plans.differences_step import Differences, DifferencesStep
from delvia_desktop.ui.plans.merge_rows import (
    changes_words,
    kind_buttons,
    merge_counts,
    merge_rows,
    merge_table,
)
from delvia_desktop.ui.plans.merge_steps import CopyStep, MergedStep
from delvia_desktop.ui.plans.steps_window import StepsWindow
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.dropped import dropped_register
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_file
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.page_area import PageArea

_COPY, _DIFFERENCES, _DONE = range(3)


class Compared(NamedTuple):
    """A copy as it was read, and what merging it would change."""

    other: Register
    plan: MergePlan
    lines: tuple[MergeLine, ...]
    questions: tuple[Question, ...]


class MergeWindow(StepsWindow):
    """Three steps; what both copies changed is asked, and everything is compared anew with it."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        """Begin without a copy."""
        titles = (tr("Copy"), tr("Differences"), tr("Done"))
        question = LeaveQuestion(words=tr("Nothing was merged yet."), discards=tr("Close merge"))
        super().__init__(parent, tr("Merge a copy"), titles, question)
        self._session = session
        self._decisions: dict[str, Side] = {}
        self._compared: Compared | None = None
        self.copy_step = CopyStep()
        self.differences = DifferencesStep(
            kind_buttons(),
            merge_table(tr("Changes")),
            tr("Changes"),
            (Choice(Side.OURS, tr("As it is here")), Choice(Side.THEIRS, tr("As in the copy"))),
        )
        self.merged_step = MergedStep()
        self.add_pages(PageArea(self.copy_step), self.differences, self.merged_step)
        self.copy_step.choosing.connect(self.ask)
        self.differences.answered.connect(self._decide)
        self.differences.all_answered.connect(self._decide_all)
        self.differences.opened.connect(self.led.emit)
        self.merged_step.opened.connect(self.led.emit)
        self.merged_step.undo_asked.connect(session.undo)
        session.undone.connect(self._show_undone)
        session.recorded.connect(self._compare_again)
        self.back_button.clicked.connect(lambda: self.show_step(_COPY))
        self.next_button.clicked.connect(self._go_on)
        self.show_step(_COPY)

    def ask(self) -> None:
        """Ask for the file of a copy."""
        names = tr("Registers (*.delvia);;All files (*)")
        ask_for_file(self, tr("Copy to merge"), self.read, names)

    def read(self, file: Path) -> None:
        """Read a copy beside the window and compare it with the register as it stands."""
        try:
            expect_another(self._session.live, file)
        except DelviaError as error:
            self._tell(str(error))
            return
        act = partial(_read, self._session.live.copy(), file)
        self._begin(tr("Reading {file}…", file=file.name), act, self._begin_anew)

    # What differs

    def _begin_anew(self, compared: Compared) -> None:
        self._decisions = {}
        self.differences.begin_anew()
        self._show(compared)
        self.show_step(_DIFFERENCES)

    def _show(self, compared: Compared) -> None:
        self._compared = compared
        self.differences.show_differences(_differences(compared))
        self._show_foot()

    def _compare(self) -> Work | None:
        """Compare with what is decided and recorded by now."""
        if self._compared is None:
            return None
        copy, other = self._session.live.copy(), self._compared.other
        act = partial(_compared, copy, other, dict(self._decisions))
        return self._begin(tr("Comparing…"), act, self._show)

    def _decide_all(self, code: str) -> None:
        """Take a side in all that is undecided."""
        if self._compared is not None:
            undecided = (each.key for each in self._compared.plan.undecided)
            self._take(dict.fromkeys(undecided, Side(code)))

    def _decide(self, key: str, code: str) -> None:
        self._take({key: Side(code)})

    def _take(self, decisions: Mapping[str, Side]) -> None:
        self._decisions |= decisions
        if (work := self._compare()) is not None:
            work.cancelled.connect(self._forget_answer)

    def _forget_answer(self) -> None:
        """Show the answers with which both were compared: another one was not waited for."""
        if self._compared is not None:
            self._decisions = dict(self._compared.plan.decisions)
            self._show(self._compared)

    def _compare_again(self) -> None:
        """Compare anew, as something else was recorded meanwhile."""
        if self.step == _DIFFERENCES and not self.is_recording:
            self._compare()

    def _merge(self) -> None:
        compared, session = self._compared, self._session
        if compared is None or self._is_busy:
            return
        if not session.can_act:
            self._tell(tr("Nothing can be merged now: {reason}.", reason=session.why_not))
        elif compared.plan.register_state != session.live.register_state:
            self._compare()
        else:
            merge = partial(merge_copy, plan=compared.plan, content=compared.other.content)
            self.record(session, "", merge, partial(self._show_done, compared))

    def _show_done(self, compared: Compared) -> None:
        self.merged_step.show_done(_changes(compared))
        self.show_step(_DONE)

    def _show_undone(self, title: str) -> None:
        if self.step == _DONE:
            self.merged_step.show_undone(title)
            self.next_button.setFocus()

    # The steps

    def _go_on(self) -> None:
        if self.step == _COPY:
            self.show_step(_DIFFERENCES)
            self._compare()
        elif self.step == _DIFFERENCES and self._has_differences:
            self._merge()
        else:
            self._leave()

    @override
    def show_step(self, step: int) -> None:
        super().show_step(step)
        if step == _COPY:
            self.copy_step.choose.setFocus()
        elif step == _DIFFERENCES and self._has_differences:
            self.differences.take_focus()
        else:
            self.next_button.setFocus()

    @property
    def _has_differences(self) -> bool:
        return self._compared is not None and self._compared.plan.has_differences

    @override
    def _show_foot(self) -> None:
        compared = self._compared
        merges = self.step == _DIFFERENCES and self._has_differences
        if self.step == _COPY:
            self._show_next(tr("Continue"), can=compared is not None)
        elif merges and compared is not None:
            n = len(compared.plan.taken)
            words = ntr("Merge {n} change", "Merge {n} changes", n)
            self._show_next(words, _why_not(compared.plan))
        else:
            self._show_next(tr("Close"))
        # Where questions are answered, Enter on an answer must not merge.
        self.next_button.setDefault(not merges)
        self.back_button.setVisible(self.step == _DIFFERENCES)
        self.close_button.setVisible(self.step == _COPY or merges)

    @override
    def _would_lose(self) -> bool:
        return self.step != _DONE and bool(self._decisions)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step == _COPY and dropped_register(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        if (file := dropped_register(event.mimeData())) is not None:
            self.read(file)


def _read(register: Register, file: Path) -> Compared:
    return _compared(register, open_copy(register, file), {})


def _compared(register: Register, other: Register, decisions: Mapping[str, Side]) -> Compared:
    plan = plan_merge(register, other, None, decisions)
    lines, questions = merge_lines(register, plan), merge_questions(register, plan)
    return Compared(other, plan, tuple(lines), tuple(questions))


def _changes(compared: Compared) -> list[MergeLine]:
    return [line for line in compared.lines if not line.key]


def _differences(compared: Compared) -> Differences:
    changes = _changes(compared)
    return Differences(
        _verdict(compared),
        merge_counts(changes),
        partial(merge_rows, changes),
        compared.questions,
        compared.plan.decisions,
        compared.plan.obstacles,
    )


def _verdict(compared: Compared) -> str:
    """Say in a line what merging comes to."""
    plan = compared.plan
    if not plan.has_differences:
        return tr("“{file}” has nothing that this register does not have.", file=plan.copy)
    left, obstacles = len(plan.undecided), len(plan.obstacles)
    parts = [changes_words(_changes(compared)) or tr("Nothing to merge")]
    if left:
        parts.append(ntr("{n} question to decide", "{n} questions to decide", left))
    if obstacles:
        parts.append(ntr("{n} obstacle", "{n} obstacles", obstacles))
    return " · ".join(parts)


def _why_not(plan: MergePlan) -> str:
    """Return why a plan cannot be merged yet, empty if it can."""
    left = len(plan.undecided)
    if left:
        return ntr("Decide {n} question first.", "Decide {n} questions first.", left)
    return tr("Remove the obstacles first.") if plan.obstacles else ""
