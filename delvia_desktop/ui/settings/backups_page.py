"""The page that says where a register and its backups lie."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.errors import BackupFailed
from delvia_desktop.i18n import show_moment, show_number, tr
from delvia_desktop.services.backups import backups_of, which_stay
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.settings.page import ChoicesPage
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.labels import announce, button, text_label


class BackupsPage(ChoicesPage):
    """Where the register and its backups lie, how many there are, and which ones stay."""

    def __init__(self, session: Session) -> None:
        """Show what there is."""
        self._session = session
        self._facts = Facts()
        self.make = button(tr("Back up now"))
        self.make.clicked.connect(self._back_up)
        self.show_folder = button(tr("Show folder"))
        self.show_folder.clicked.connect(self._open_folder)
        self._problem = text_label("")
        self._problem.setProperty("role", "problem")
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.make)
        row.addWidget(self.show_folder)
        row.addStretch(1)
        text = tr(
            "Delvia makes a verified backup when a changed register is closed. To restore a "
            "backup, open it like a register."
        )
        parts = [self._facts, text_label(which_stay(), muted=True), buttons, self._problem]
        super().__init__(tr("Backups"), text, parts)
        self._problem.hide()
        self.refresh()

    @override
    def begin(self) -> None:
        (self.make if self.make.isEnabled() else self._close).setFocus()

    @override
    def refresh(self) -> None:
        live = self._session.live
        kept = backups_of(live)
        facts: list[tuple[str, str | QWidget]] = [
            (tr("Register"), str(live.path) if live.path is not None else tr("in memory"))
        ]
        if kept is not None:
            zone = live.clock().tzinfo
            newest = show_moment(kept.newest.astimezone(zone)) if kept.newest is not None else ""
            facts += [
                (tr("Backup folder"), str(kept.folder)),
                (tr("Backups"), show_number(kept.count)),
                (tr("Newest"), newest),
            ]
        self._facts.show_facts(facts)
        self.make.setEnabled(kept is not None and not live.read_only)
        self.show_folder.setEnabled(kept is not None and kept.folder.is_dir())

    def _back_up(self) -> None:
        try:
            self._session.live.back_up()
        except BackupFailed as error:
            self._problem.setText(str(error))
            self._problem.show()
            announce(self, str(error))
            return
        self._problem.hide()
        self._session.changed.emit()  # the window says how old the newest one is
        self.said.emit(tr("The backup was made and verified."))

    def _open_folder(self) -> None:
        kept = backups_of(self._session.live)
        if kept is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(kept.folder)))
