"""What is dropped onto an issued paper: the signed paper come back, or evidence as elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.evidence.media import ENDINGS, PDF
from delvia_desktop.i18n import tr
from delvia_desktop.ui.evidence.evidence_files import read_files
from delvia_desktop.ui.evidence.evidence_panel import EvidencePanel
from delvia_desktop.ui.evidence.file_field import dropped
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.work import run_beside
from delvia_desktop.ui.widgets.notes import Action, Banner, Banners

_SCANS = tuple(
    ending
    for kind, endings in ENDINGS.items()
    if kind == PDF or kind.startswith("image/")
    for ending in endings
)


class SignedDrops(QObject):
    """Asks of one PDF or picture whether it is the signed paper; all else is evidence."""

    def __init__(
        self,
        detail: QWidget,
        session: Session,
        evidence: EvidencePanel,
        record: Callable[[FileDraft], object],
    ) -> None:
        """Watch what is dropped onto the detail of a paper; `record` opens the form for a scan."""
        super().__init__(detail)
        self._session, self._evidence, self._record = session, evidence, record
        self._key = 0
        self.banners = Banners(tells=True)
        evidence.take_drops_of(detail)
        detail.installEventFilter(self)  # the last one is asked first

    def show_record(self, key: int) -> None:
        """Say which paper is shown; a question about another one is over."""
        if key != self._key:
            self.banners.show_banners([])
        self._key = key

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Drop or not isinstance(event, QDropEvent):
            return False
        path = dropped(event)
        is_scan = path is not None and path.name.lower().endswith(_SCANS)
        if path is None or not is_scan or not self._session.can_act or not self._key:
            return False
        event.acceptProposedAction()
        self._ask(path)
        return True

    def _ask(self, path: Path) -> None:
        text = tr("Is “{name}” the signed document?", name=path.name)
        acts: list[Action] = [
            (tr("Record as signed…"), partial(self._read, path)),
            (tr("Attach as evidence"), partial(self._keep, path)),
            (tr("Close"), self._close),
        ]
        self.banners.show_banners([Banner(text, "info", acts)])

    def _read(self, path: Path) -> None:
        self._close()
        run_beside(
            self._evidence,
            tr("Reading the file…"),
            partial(read_files, [path]),
            self._took,
            self._session.failed.emit,
        )

    def _took(self, result: tuple[list[FileDraft], list[str]]) -> None:
        found, refused = result
        if found:
            self._record(found[0])
        else:
            self._session.failed.emit(refused[0])

    def _keep(self, path: Path) -> None:
        self._close()
        self._evidence.received.emit()
        self._evidence.add_files([path])

    def _close(self) -> None:
        self.banners.show_banners([])
