"""A field of a form that takes one file: chosen, or dropped onto it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.evidence.evidence import FileDraft, show_size
from delvia_desktop.i18n import tr
from delvia_desktop.ui.evidence.evidence_files import read_files
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.toolkit.dropped import local_files
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_file
from delvia_desktop.ui.toolkit.work import run_beside
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, text_label


class FileField(Field):
    """One file; it is read beside the window, and what cannot be read says why."""

    def __init__(self, label: str, hint: str = "", *, kinds: str = "") -> None:
        """Begin without a file; `kinds` is the filter of the dialog, in Qt's form."""
        self._kinds = kinds
        self._file: FileDraft | None = None
        self._choose = button(tr("Choose file…"), name=tr("{label}: choose a file", label=label))
        self._name = text_label("", muted=True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        acts = QWidget()
        self.acts = Flow(acts)
        self.acts.addWidget(self._choose)
        column.addWidget(acts)
        column.addWidget(self._name)
        super().__init__(label, self._choose, hint, holder=holder)
        self._choose.setAccessibleName(tr("{label}: choose a file", label=label))
        self._choose.clicked.connect(self.ask)
        self.setAcceptDrops(True)
        self._tell()

    def ask(self) -> None:
        """Ask which file to take."""
        ask_for_file(self, tr("Choose file"), self.read, self._kinds)

    def read(self, path: Path) -> None:
        """Take the file at a path."""
        run_beside(
            self,
            tr("Reading the file…"),
            partial(read_files, [path]),
            self._took,
            lambda words: self._took(([], [words])),
        )

    @override
    def value(self) -> Any:
        return self._file

    @override
    def set_value(self, value: Any) -> None:
        self._file = value if isinstance(value, FileDraft) else None
        self._tell()

    def take(self, file: FileDraft) -> None:
        """Take a file that was read."""
        self.set_value(file)
        self.set_problem("")
        self.edited.emit()

    def _took(self, result: tuple[list[FileDraft], list[str]]) -> None:
        found, refused = result
        if refused:
            self.set_problem(refused[0])
        else:
            self.take(found[0])

    def _tell(self) -> None:
        file = self._file
        words = f"{file.name} · {show_size(len(file.content))}" if file is not None else ""
        self._name.setText(words or tr("No file yet. You can drop one here."))
        self._describe()

    @override
    def beside(self) -> str:
        return self._name.text()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.read(path)


def dropped(event: QDropEvent) -> Path | None:
    """Return the one file dropped onto its field, None if it is none or several."""
    paths = local_files(event.mimeData())
    return paths[0] if len(paths) == 1 else None
