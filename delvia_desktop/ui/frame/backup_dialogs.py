"""What a person is asked about backups: to close without one, to restore one, to save a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from delvia_desktop.domain.words.errors import BackupFailed, DelviaError
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.services.register.backups import restore
from delvia_desktop.ui.frame.saving import Saving
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Banner

Then = Callable[[], object]
Role = QMessageBox.ButtonRole


class BackupDialogs:
    """Asks in a window, and does what the person chooses."""

    def __init__(
        self, window: QWidget, session: Session, saving: Saving, open_file: Callable[[str], object]
    ) -> None:
        """Ask about the register of a session; `open_file` opens another one in its place."""
        self._window, self._session, self._saving = window, session, saving
        self._open_file = open_file
        self._goes_without = False

    def may_close(self, then: Then) -> bool:
        """Back up what changed; where that fails, ask, and do `then` once the person decided."""
        self._session.wait()
        if self._goes_without:
            return True
        try:
            self._session.live.back_up_changes()
        except BackupFailed as error:
            self._ask_without(str(error), then)
            return False
        return True

    def banner(self) -> Banner | None:
        """Return what says why nothing can be changed, with what can be done about it."""
        live = self._session.live
        if not live.read_only:
            return None
        if live.backup is not None:
            return Banner(live.read_only, "info", [(tr("Restore…"), self._ask_restore)])
        if not live.is_let_go:
            return Banner(live.read_only, "info")
        acts: list[tuple[str, Then]] = [(tr("Save a copy…"), self._saving.ask_copy)]
        path = live.path
        if path is not None and path.exists():
            acts.append((tr("Open the file again"), lambda: self.open_other(path)))
        return Banner(live.read_only, "high", acts)

    def _ask_without(self, problem: str, then: Then) -> None:
        box = self._box(problem)
        box.setInformativeText(
            tr("Try again once this is solved, save a copy elsewhere, or close without a backup.")
        )
        again = box.addButton(tr("Try again"), Role.ActionRole)
        again.clicked.connect(lambda: then() if self.may_close(then) else None)
        copy = box.addButton(tr("Save a copy…"), Role.ActionRole)
        copy.clicked.connect(lambda: self._saving.ask_copy_then(lambda: self._close_without(then)))
        without = box.addButton(tr("Close without a backup"), Role.DestructiveRole)
        without.clicked.connect(lambda: self._close_without(then))
        stay = box.addButton(tr("Keep it open"), Role.RejectRole)
        box.setEscapeButton(stay)
        box.setDefaultButton(again)
        box.open()

    def _close_without(self, then: Then) -> None:
        self._goes_without = True
        then()

    def _ask_restore(self) -> None:
        live = self._session.live
        if live.backup is None:
            return
        moment = show_moment(live.backup.moment.astimezone(live.clock().tzinfo))
        box = self._box(tr("Restore the register as it was on {moment}?", moment=moment))
        box.setInformativeText(
            tr("Delvia stores the current register beside the backups. It can be restored too.")
        )
        yes = box.addButton(tr("Restore"), Role.AcceptRole)
        yes.clicked.connect(lambda: self._restore(live.backup.path) if live.backup else None)
        box.setEscapeButton(box.addButton(tr("Cancel"), Role.RejectRole))
        box.setDefaultButton(yes)
        box.open()

    def _restore(self, backup: Path) -> None:
        live = self._session.live
        try:
            done = restore(backup, live.who, live.clock)
        except DelviaError as error:
            box = self._box(str(error))
            box.addButton(tr("Close"), Role.RejectRole)
            box.open()
            return
        self.open_other(done.register)

    def open_other(self, file: Path) -> None:
        """Have another register opened in the place of this one, once this one may be closed."""

        def go_on() -> None:
            self._open_file(str(file))

        if self.may_close(go_on):
            go_on()

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Delvia")
        box.setText(text)
        return box
