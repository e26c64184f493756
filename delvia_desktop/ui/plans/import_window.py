"""The window in which something is brought in: source, columns, differences, done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.plans.plan import ItemState
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans.comparisons import newest
from delvia_desktop.services.plans.intake import (
    Bundle,
    Whose,
    bundled,
    plan_brought,
    read_bundles,
)
from delvia_desktop.services.plans.kept_source import keeper_of
from delvia_desktop.services.plans.planning import Planned, act_of
from delvia_desktop.services.plans.reading import ReadSource, source_file
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.ui.forms.leave_question import LeaveQuestion
from delvia_desktop.ui.plans.bringing import copied_table, dropped_files
from delvia_desktop.ui.plans.columns_step import ColumnsStep
from delvia_desktop.ui.plans.differences_step import plan_differences, plan_step
from delvia_desktop.ui.plans.done_step import DoneStep
from delvia_desktop.ui.plans.source_step import SourceStep
from delvia_desktop.ui.plans.steps_window import StepsWindow
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_files
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.page_area import PageArea

_SOURCE, _COLUMNS, _DIFFERENCES, _DONE = range(4)


class ImportWindow(StepsWindow):
    """Four steps with Back and Continue below; nothing is recorded before the third is confirmed.

    The register can be worked in meanwhile: what is planned is compared anew once it changed.
    """

    paper_asked = Signal(int)
    """The document of a comparison is to be shown, by its key."""

    stepped = Signal(object)
    """What is to be recorded about a record that was not in the list, a `NextStep`."""

    def __init__(self, parent: QWidget, session: Session, *, compares: bool = False) -> None:
        """Begin without a source; one that `compares` asks first whose list it is."""
        title = tr("Compare with TikTok") if compares else tr("Import")
        titles = (tr("Source"), tr("Columns"), tr("Differences"), tr("Done"))
        question = LeaveQuestion(words=tr("Nothing was imported yet."), discards=tr("Close import"))
        super().__init__(parent, title, titles, question)
        self._session = session
        self._bundles: list[Bundle] = []
        self._reads: list[ReadSource] = []
        self._decisions: dict[str, str] = {}
        self._planned: Planned | None = None
        self.source = SourceStep(session, compares=compares)
        self.columns = ColumnsStep()
        self.differences = plan_step()
        self.finished_step = DoneStep(session)
        self.add_pages(PageArea(self.source), self.columns, self.differences, self.finished_step)
        self._connect()
        self.show_step(_SOURCE)

    def _connect(self) -> None:
        source, done = self.source, self.finished_step
        source.choosing.connect(lambda: ask_for_files(self, tr("Files to import"), self.add_files))
        source.pasting.connect(self.paste)
        source.removed.connect(self._remove)
        source.encoded.connect(self._encode)
        source.whose.edited.connect(self._show_foot)
        self.differences.answered.connect(self._decide)
        self.differences.opened.connect(self.led.emit)
        done.opened.connect(self.led.emit)
        done.stepped.connect(self.stepped.emit)
        done.undo_asked.connect(self._session.undo)
        done.list_asked.connect(self._show_list)
        done.paper_asked.connect(self._issue_newest)
        source.paper_asked.connect(self._show_earlier)
        self._session.undone.connect(self._show_undone)
        self._session.recorded.connect(self._compare_again)
        self.back_button.clicked.connect(self._go_back)
        self.next_button.clicked.connect(self._go_on)
        shortcuts.PASTE_TABLE.bind(self, self.paste)

    # What is brought in

    def add_files(self, files: Sequence[Path]) -> None:
        """Read files and add them to what is brought in."""
        self._begin(tr("Reading…"), partial(_files, files), self.add)

    def paste(self) -> None:
        """Take the table that was copied, if there is one."""
        found = copied_table()
        if self.step != _SOURCE:
            return
        if found is None:
            self._tell(tr("The clipboard holds no table. Copy at least two cells."))
        else:
            self.add([found])

    def add(self, contents: Sequence[SourceBytes]) -> None:
        """Add what was read or pasted to what is brought in."""
        self._read(partial(bundled, contents, list(self._bundles)))

    def _remove(self, place: int) -> None:
        left = [bundle for n, bundle in enumerate(self._bundles) if n != place]
        self._read(lambda: left)

    def _encode(self, place: int, encoding: str) -> None:
        bundles = list(self._bundles)
        bundles[place] = Bundle(bundles[place].contents, encoding)
        self._read(lambda: bundles)

    def _read(self, brought: Callable[[], list[Bundle]]) -> None:
        """Read beside the window what is `brought`; what cannot be read leaves all as it was."""
        before, whose = len(self._reads), self._whose()

        def read() -> tuple[list[Bundle], list[ReadSource]]:
            bundles = brought()
            return bundles, read_bundles(bundles, whose)

        def take(found: tuple[list[Bundle], list[ReadSource]]) -> None:
            bundles, reads = self._bundles, self._reads = found
            self._decisions = {}
            self.source.show_read(bundles, reads)
            self.columns.show_tables(bundles, reads)
            self._show_foot()
            if len(reads) > before and self.next_button.isEnabled():
                self.next_button.setFocus()

        self._begin(tr("Reading…"), read, take)

    def _whose(self) -> Whose:
        return self.source.whose.whose()

    # What differs

    def _compare(self) -> None:
        """Make the plan beside the window, of the register as it stands."""
        self.differences.begin_anew()
        self._plan_anew(self._show_plan)

    def _plan_anew(self, then: Callable[[Planned], object]) -> Work:
        reader, decisions = self._session.live.reader(), dict(self._decisions)
        mappings = self.columns.mappings()
        act = partial(plan_brought, reader, list(self._bundles), self._whose(), mappings, decisions)
        return self._begin(tr("Comparing…"), act, then)

    def _show_plan(self, planned: Planned) -> None:
        self._planned = planned
        self.differences.show_differences(plan_differences(planned.plan))
        if self.step != _DIFFERENCES:
            self.show_step(_DIFFERENCES)
        self._show_foot()

    def _decide(self, key: str, code: str) -> None:
        self._decisions[key] = code
        self._plan_anew(self._show_plan).cancelled.connect(self._forget_answer)

    def _forget_answer(self) -> None:
        """Show the answers with which the plan was made: another one was not waited for."""
        if self._planned is not None:
            self._decisions = dict(self._planned.plan.decisions)
            self.differences.show_differences(plan_differences(self._planned.plan))

    def _compare_again(self) -> None:
        """Compare anew, as something else was recorded meanwhile; say what is left to record."""
        if self.step == _DIFFERENCES and not self.is_recording:
            self._plan_anew(self._show_plan)
        elif self.step == _DONE:
            self.finished_step.table.show_step()

    def _record(self) -> None:
        planned, session = self._planned, self._session
        if planned is None or self._is_busy:
            return
        if not session.can_act:
            self._tell(tr("Nothing can be imported now: {reason}.", reason=session.why_not))
            return
        if planned.plan.register_state != session.live.register_state:
            self._plan_anew(self._show_plan)
            return
        keeps = bool(self.source.keeps.value())

        def then() -> None:
            self.columns.keep()
            keeper = keeper_of(session.live.records, planned.plan).name if keeps else ""
            self.finished_step.show_done(planned.plan, keeper)
            self.show_step(_DONE)

        self.record(session, *act_of(planned, keeps_source=keeps), then)

    def _show_earlier(self, key: int) -> None:
        """Show the document of an earlier comparison; what was begun here waits meanwhile."""
        if not self._bundles:
            self._leave()
        self.paper_asked.emit(key)

    def _issue_newest(self) -> None:
        """Show the document of the comparison that was just recorded; what is left waits here."""
        (made,) = newest(self._session.live, 1)
        self.paper_asked.emit(int(made.id))

    def _show_undone(self, title: str) -> None:
        if self.step == _DONE:
            self.finished_step.show_undone(title)

    def _show_list(self) -> None:
        kind = self._main_kind()
        self._leave()
        self.led.emit(kind, 0)

    def _main_kind(self) -> str:
        """Return the kind of most records that were recorded."""
        plan = self._planned.plan if self._planned is not None else None
        done = {ItemState.NEW, ItemState.CHANGED}
        kinds = Counter(item.kind for item in plan.items if item.state in done) if plan else {}
        return max(kinds, key=kinds.__getitem__, default="asset")

    # The steps

    def _go_on(self) -> None:
        step = self.step
        if step == _SOURCE and self.columns.is_needed:
            self.show_step(_COLUMNS)
        elif step in {_SOURCE, _COLUMNS}:
            self._compare()
        elif step == _DIFFERENCES and not self._has_nothing():
            self._record()
        else:
            self._leave()

    def _go_back(self) -> None:
        step = self.step
        goes_over = step == _DIFFERENCES and not self.columns.is_needed
        self.show_step(_SOURCE if goes_over else step - 1)

    @override
    def show_step(self, step: int) -> None:
        super().show_step(step)
        if step == _DIFFERENCES:
            self.differences.take_focus()
        elif step == _SOURCE and not self._bundles:
            self.source.take_focus()
        else:
            self.next_button.setFocus()

    @override
    def _show_foot(self) -> None:
        step, missing = self.step, ""
        if step == _SOURCE:
            missing = self.source.whose.missing()
            can = bool(self._bundles)
        elif step == _DIFFERENCES:
            can = self._ready() > 0 or self._is_complete() or self._has_nothing()
        else:
            can = True
        n = self._ready()
        imports = ntr("Import {n} line", "Import {n} lines", n)
        if self._is_complete():
            imports = (
                ntr("Record {n} line", "Record {n} lines", n) if n else tr("Record comparison")
            )
        elif self._has_nothing():
            imports = tr("Close")
        words = imports if step == _DIFFERENCES else tr("Close")
        words = words if step > _COLUMNS else tr("Continue")
        self._show_next(words, missing, can=can)
        # In the step where questions are answered, Enter on an answer must not import.
        self.next_button.setDefault(step != _DIFFERENCES)
        self.back_button.setVisible(step in {_COLUMNS, _DIFFERENCES})
        self.close_button.setVisible(step != _DONE)

    def _ready(self) -> int:
        return self._planned.plan.count_ready if self._planned is not None else 0

    def _is_complete(self) -> bool:
        """Tell whether a complete list was compared, which is worth keeping by itself."""
        return self._planned is not None and self._planned.plan.scope is not None

    def _has_nothing(self) -> bool:
        """Tell whether the list says nothing that the register does not, and is not to be kept."""
        planned = self._planned
        return planned is not None and not (planned.plan.has_differences or self._is_complete())

    @override
    def _would_lose(self) -> bool:
        is_told = self.step == _DIFFERENCES and self._has_nothing()
        return bool(self._bundles) and self.step != _DONE and not is_told

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step == _SOURCE and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(dropped_files(event.mimeData()))


def _files(files: Sequence[Path]) -> list[SourceBytes]:
    return [source_file(file) for file in files]
