"""What is saved beside the register: a copy, an export, a calendar file, the verifier of papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.findings import coming
from delvia_desktop.services.papers import verifiers
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.file_dialogs import ask_where_to_save, where
from delvia_desktop.ui.toolkit.folders import opening
from delvia_desktop.ui.widgets.notes import Action

Say = Callable[[str, Action | None], object]


class Saving:
    """Asks a window's person for a file, saves, and says what came of it."""

    def __init__(self, window: QWidget, session: Session, say: Say) -> None:
        """Save from a session; `say` tells the person, with an act."""
        self._window, self._session, self._say = window, session, say

    def ask_copy(self) -> None:
        """Ask where the copy goes, and write it."""
        self.ask_copy_then(lambda: None)

    def ask_copy_then(self, then: Callable[[], object]) -> None:
        """Ask where the copy goes, write it, and do `then` once it is written."""
        name = tr("{name} copy.delvia", name=self._stem())
        self._ask(tr("Save a copy"), name, lambda target: self.save_copy(target) and then())

    def ask_export(self, shown: ListTable | None) -> None:
        """Ask what goes out of the register, or of the list that is worked in, and write it."""
        from delvia_desktop.ui.frame.export_dialog import ExportDialog  # noqa: PLC0415 - when it is asked for

        dialog = ExportDialog(self._window, self._session, shown)
        dialog.saved.connect(self._say_exported)
        dialog.open()

    def ask_calendar(self) -> None:
        """Ask where the calendar file goes, and write it."""
        self._ask(tr("Save calendar file"), f"{self._stem()}.ics", self.save_calendar)

    def ask_verifier(self) -> None:
        """Ask where the verifier of papers goes, and write it."""
        self._ask(tr("Save document verifier"), verifiers.FILE_NAME, self.save_verifier)

    def save_copy(self, target: Path) -> bool:
        """Write a verified copy of the register; tell whether it is there."""
        return self._tell(target, lambda: self._copy(target))

    def save_calendar(self, target: Path) -> None:
        """Write what ends or falls due within a year as a calendar file."""
        self._tell(target, lambda: self._calendar(target))

    def save_verifier(self, target: Path) -> None:
        """Write the verifier of papers, which needs nothing but Python."""
        self._tell(target, lambda: self._verifier(target))

    def _say_exported(self, target: Path, left_out: Sequence[str]) -> None:
        words = " ".join([tr("Exported as {file}.", file=where(target)), *left_out])
        self._say(words, opening(target.parent, lambda text: self._say(text, None)))

    def _copy(self, target: Path) -> str:
        self._session.live.save_copy(target, Replacing.ITS_KIND)
        return tr("Saved a verified copy as {file}.", file=where(target))

    def _calendar(self, target: Path) -> str:
        days = coming.save_calendar(self._session.live, target, Replacing.ITS_KIND)
        return ntr(
            "Saved {n} date as {file}.", "Saved {n} dates as {file}.", days, file=where(target)
        )

    def _verifier(self, target: Path) -> str:
        verifiers.save_verifier(target, Replacing.ITS_KIND)
        return tr("Saved the document verifier as {file}.", file=where(target))

    def _tell(self, target: Path, save: Callable[[], str]) -> bool:
        try:
            saved = save()
        except DelviaError as error:
            self._say(str(error), None)
            return False
        self._say(saved, opening(target.parent, lambda text: self._say(text, None)))
        return True

    def _stem(self) -> str:
        path = self._session.path
        return path.stem if path else "register"

    def _ask(self, title: str, name: str, save: Callable[[Path], object]) -> None:
        ask_where_to_save(self._window, title, name, save)
