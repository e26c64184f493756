"""The page that says where a register and its backups lie."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.words.errors import BackupFailed
from delvia_desktop.i18n import ntr, show_moment, tr
from delvia_desktop.services.register.backups import backups_of, which_stay
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.settings.page import ChoicesPage, PlaceField
from delvia_desktop.ui.toolkit.folders import open_folder
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import announce, button, text_label


class BackupsPage(ChoicesPage):
    """Where the register and its backups lie, how many there are, and which ones stay."""

    def __init__(self, session: Session) -> None:
        """Show what there is."""
        self._session = session
        self.register = PlaceField(tr("Register"))
        self.folder = PlaceField(tr("Backup folder"))
        self.make = button(tr("Back up now"))
        self.make.clicked.connect(self._back_up)
        self.opens_folder = button(tr("Open folder"))
        self.opens_folder.clicked.connect(self._open_folder)
        self._problem = text_label("")
        self._problem.setProperty("role", "problem")
        buttons = QWidget()
        row = Flow(buttons)
        row.addWidget(self.make)
        row.addWidget(self.opens_folder)
        text = tr(
            "Delvia makes a verified backup when a changed register is closed. To restore a "
            "backup, open it like a register."
        )
        rule = text_label(which_stay(), muted=True)
        parts = [self.register, self.folder, rule, buttons, self._problem]
        super().__init__(tr("Backups"), text, parts)
        self.refresh()

    @override
    def begin(self) -> None:
        (self.make if self.make.isEnabled() else self._close).setFocus()

    @override
    def refresh(self) -> None:
        live = self._session.live
        kept = backups_of(live)
        self.register.set_value(live.path if live.path is not None else tr("in memory"))
        self.folder.setVisible(kept is not None)
        if kept is not None:
            self.folder.set_value(kept.folder)
            words = ntr("{n} backup", "{n} backups", kept.count)
            if kept.newest is not None:
                newest = show_moment(kept.newest.astimezone(live.clock().tzinfo))
                words = tr("{count}, newest: {moment}", count=words, moment=newest)
            self.folder.set_hint(words)
        self.make.setEnabled(kept is not None and not live.read_only)
        self._say_problem(live.read_only)
        self.opens_folder.setEnabled(kept is not None and kept.folder.is_dir())

    def _back_up(self) -> None:
        try:
            self._session.live.back_up()
        except BackupFailed as error:
            self._say_problem(str(error))
            announce(self, str(error))
            return
        self._session.changed.emit()  # the window says how old the newest one is
        self.said.emit(tr("The backup was made and verified."))

    def _say_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.make.setAccessibleDescription(text)

    def _open_folder(self) -> None:
        kept = backups_of(self._session.live)
        if kept is not None:
            open_folder(kept.folder, self._say_problem)
