"""Where bringing in begins, and merging: from a menu, by what is dropped or pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.plans.bringing import copied_table, dropped_files
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.notes import Action
from delvia_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from delvia_desktop.ui.plans.import_window import ImportWindow
    from delvia_desktop.ui.plans.merge_window import MergeWindow


BEGUN = IMPORT, COMPARE, COMPARE_MEMBERS = "import", "compare", "compare-members"
"""What can be begun here, by the names by which places ask for it."""


class ImportDesk(QObject):
    """Opens the windows in which something is brought in or merged; there is one of each."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        take_step: Callable[..., object],
        issue: Callable[[PaperRequest], object],
        toast: Toast,
    ) -> None:
        """Watch what is dropped or pasted onto a window.

        `take_step` takes a step there, a `NextStep`, and what comes once it is recorded; `issue`
        shows a document, `toast` tells a sentence with one act.
        """
        super().__init__(window)
        self._take_step, self._issue = take_step, issue
        self._toast = toast
        self._window, self._session = window, session
        self._shown: ImportWindow | None = None
        self._merging: MergeWindow | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def why_not(self) -> str:
        """Return why nothing can be brought in, in a few words; empty if it can."""
        return self._session.why_not

    def ask(self) -> None:
        """Ask what is to be brought in."""
        self.begin(IMPORT)

    def compare(self) -> None:
        """Ask whose list is to be compared with the record."""
        self.begin(COMPARE)

    def begin(self, act: str, partner: int = 0) -> None:
        """Ask for a list to `import`, to `compare`, or to `compare-members`.

        It is that of a partner if its key is given.
        """
        is_new = self._shown is None  # one that is open already is about what was brought there
        whose = self._open(compares=act != IMPORT).source.whose
        if partner and is_new:
            whose.show_partner(partner)
        elif act == COMPARE_MEMBERS and is_new:
            whose.show_members()

    def bring_files(self, files: Sequence[Path]) -> None:
        """Bring in files."""
        if self._may():
            self._open(compares=False).add_files(files)

    def bring(self, contents: Sequence[SourceBytes]) -> None:
        """Bring in what was pasted."""
        if self._may():
            self._open(compares=False).add(contents)

    def merge(self) -> None:
        """Ask for another copy of the register that is to be merged."""
        self._open_merge()

    def merge_file(self, file: Path) -> None:
        """Merge the copy in a file."""
        if self._may():
            self._open_merge().read(file)

    def _may(self) -> bool:
        why_not = self.why_not()
        if why_not:
            self._session.failed.emit(tr("Nothing can be imported now: {reason}.", reason=why_not))
        return not why_not

    def _open(self, *, compares: bool) -> ImportWindow:
        # The readers of tables take their time to load, and few starts of the program need them.
        from delvia_desktop.ui.plans.import_window import ImportWindow  # noqa: PLC0415

        if self._shown is None:
            self._shown = ImportWindow(self._window, self._session, compares=compares)
            back = (tr("Back to import"), partial(self._come_back, self._shown))
            words = tr("The import waits meanwhile.")
            aside = partial(self._stand_aside, self._shown, words, back)
            self._shown.led.connect(partial(self._show, aside))
            self._shown.stepped.connect(partial(self._begin_step, aside))
            self._shown.paper_asked.connect(partial(self._show_paper, aside))
            self._shown.finished.connect(self._forget)
        self._come_back(self._shown)
        return self._shown

    def _open_merge(self) -> MergeWindow:
        from delvia_desktop.ui.plans.merge_window import MergeWindow  # noqa: PLC0415 - as above

        if self._merging is None:
            self._merging = MergeWindow(self._window, self._session)
            back = (tr("Back to merge"), partial(self._come_back, self._merging))
            words = tr("The merge waits meanwhile.")
            aside = partial(self._stand_aside, self._merging, words, back)
            self._merging.led.connect(partial(self._show, aside))
            self._merging.finished.connect(self._forget_merge)
        self._come_back(self._merging)
        return self._merging

    def _stand_aside(self, above: QWidget, told: str, back: Action) -> None:
        """Let a window above stand aside until it is wanted again."""
        if above.isVisible():
            above.hide()
            self._toast.keep(told, back)
        self._window.activateWindow()

    def _show(self, stand_aside: Callable[[], object], kind: str, key: int) -> None:
        """Show a record in the window."""
        stand_aside()
        self._take_step(NextStep("", kind, key))

    def _begin_step(self, stand_aside: Callable[[], object], step: NextStep) -> None:
        """Begin in the window what is to be recorded of a record, and come back after it."""
        stand_aside()
        self._take_step(step, self._show_again)

    def _show_again(self) -> None:
        if self._shown is not None:
            self._come_back(self._shown)

    def _come_back(self, above: ImportWindow | MergeWindow) -> None:
        self._toast.drop()
        above.show_again()

    def _show_paper(self, stand_aside: Callable[[], object], key: int) -> None:
        """Show the document of a comparison over the window."""
        stand_aside()
        self._issue(PaperRequest("comparison", key))

    def _forget(self) -> None:
        self._shown = None
        self._toast.drop()
        self._window.activateWindow()  # not every window manager gives the keys back by itself

    def _forget_merge(self) -> None:
        self._merging = None
        self._toast.drop()
        self._window.activateWindow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if dropped_files(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.acceptProposedAction()
            self.bring_files(dropped_files(event.mimeData()))
            return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return shortcuts.PASTE_TABLE.fit(event) and self._paste()
        return False

    def _paste(self) -> bool:
        """Bring in the copied table, if a list has the keys and a table was copied."""
        if not isinstance(QApplication.focusWidget(), ListTable):
            return False
        found = copied_table()
        if found is not None:
            self.bring([found])
        return found is not None
