"""Dialogs that ask for a file or a folder; they begin in the folder that was chosen last.

In the settings a person can choose one in which they always begin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer.preferences import preferred, remember
from delvia_desktop.ui.toolkit import worn
from delvia_desktop.ui.toolkit.window_geometry import resize_to_words

_FOLDERS, _ALWAYS = "folders", "folders always offered"
"""The names under which the folders are remembered, each to read from and to save in: those used
last, and those that were chosen to be offered always."""

READ, SAVE = "read", "save"
"""What a folder is offered for."""

_LETTERS, _LINES = 100, 26
"""The size of a dialog in average letters and lines."""

Take = Callable[[Path], object]
T = TypeVar("T")


def ask_for_file(parent: QWidget, title: str, take: Take, names: str = "") -> None:
    """Open the dialog for a file that is there; `names` says which are listed (Qt)."""
    dialog = _dialog(parent, title, READ)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if names:
        dialog.setNameFilter(names)
    dialog.fileSelected.connect(lambda chosen: _later(parent, take, Path(chosen)))
    dialog.open()


def ask_for_files(parent: QWidget, title: str, take: Callable[[Sequence[Path]], object]) -> None:
    """Open the dialog for several files that are there."""
    dialog = _dialog(parent, title, READ)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: _later(parent, take, list(map(Path, chosen))))
    dialog.open()


def ask_for_folder(parent: QWidget, title: str, take: Take) -> None:
    """Open the dialog for a folder in which to save."""
    dialog = _dialog(parent, title, SAVE)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: _later(parent, take, Path(chosen)))
    dialog.open()


def ask_where_to_save(
    parent: QWidget,
    title: str,
    name: str,
    take: Take,
    names: Sequence[str] = (),
    *,
    replaces: bool = True,
) -> QFileDialog:
    """Open the dialog to save a file under a name, whose ending is added.

    With `replaces` the dialog asks about a name that is taken; without, `take` refuses it. Return
    the dialog, which is open, for what else it should do.
    """
    dialog = _dialog(parent, title, SAVE)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replaces)
    if names:
        dialog.setNameFilters(names)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: _later(parent, take, Path(chosen)))
    dialog.open()
    return dialog


def _later(parent: QObject, take: Callable[[T], object], chosen: T) -> None:
    """Hand on what was chosen once the dialog is done with it.

    What takes it may close the parent, and with it a dialog that is still in the middle of telling.
    """
    QTimer.singleShot(0, parent, lambda: take(chosen))


class _FileDialog(QFileDialog):
    """A file dialog in which a path that was typed counts, whatever is selected."""

    @override
    def accept(self) -> None:
        # WORKAROUND: while a path is typed, Qt 6.12 selects each folder on the way; it enters the
        # last one, empties the name and opens nothing, if it shows that folder already.
        names = self.findChildren(QLineEdit, "fileNameEdit")
        if any(Path(name.text()).is_absolute() for name in names):
            for view in self.findChildren(QAbstractItemView):
                view.clearSelection()
        super().accept()


def _dialog(parent: QWidget, title: str, purpose: str) -> QFileDialog:
    dialog = _FileDialog(parent, title, str(offered_folder(purpose)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for suggestions in (each.popup() for each in dialog.findChildren(QCompleter)):
        if suggestions is not None:
            worn.dress(suggestions)  # a completer leaves its list without a parent

    _give_room(dialog)

    def remember_folder(chosen: str) -> None:
        folder = Path(chosen) if Path(chosen).is_dir() else Path(chosen).parent
        remember(_FOLDERS, {**preferred(_FOLDERS), purpose: str(folder)})

    dialog.filesSelected.connect(lambda chosen: remember_folder(chosen[0]) if chosen else None)
    # Not every window manager gives the keys back by itself to the window that asked.
    dialog.finished.connect(lambda _: parent.window().activateWindow())
    return dialog


def offered_folder(purpose: str) -> Path:
    """Return the folder in which a file dialog begins: the chosen one, else the last."""
    return _found(_ALWAYS, purpose) or _found(_FOLDERS, purpose) or _documents()


def _give_room(dialog: QFileDialog) -> None:
    """Show names and headings whole, whatever size the words have; nothing of a system's dialog."""
    resize_to_words(dialog, _LETTERS, _LINES)
    for split in dialog.findChildren(QSplitter):
        split.setSizes([dialog.width() // 4, dialog.width() - dialog.width() // 4])
    for view in dialog.findChildren(QTreeView):
        view.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


def was_used(purpose: str) -> bool:
    """Tell whether a file dialog was used for something, in a folder that is still there."""
    return _found(_FOLDERS, purpose) is not None


def always_offered(purpose: str) -> str:
    """Return the folder in which file dialogs always begin, empty if none was chosen."""
    return str(preferred(_ALWAYS).get(purpose) or "")


def offer_always(purpose: str, folder: str) -> None:
    """Let file dialogs always begin in a folder, or again in the last one if empty."""
    remember(_ALWAYS, {**preferred(_ALWAYS), purpose: folder})


def _found(kept: str, purpose: str) -> Path | None:
    name = preferred(kept).get(purpose)
    return Path(name) if isinstance(name, str) and name and Path(name).is_dir() else None


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(place))
    return documents if documents.is_dir() else Path.home()


def where(file: Path) -> str:
    """Return the name and folder of a file that a dialog saved, so that it is found again."""
    folder = file.absolute().parent
    return tr("{file} in {folder}", file=file.name, folder=folder.name or str(folder))
