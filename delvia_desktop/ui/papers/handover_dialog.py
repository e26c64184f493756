"""All papers of a handover in the window: looked over, ticked, saved in a folder or as one file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.papers import handover_saving as saving
from delvia_desktop.services.papers.handover import Handover, Member
from delvia_desktop.services.papers.papers import file_name_of
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_folder, ask_where_to_save, where
from delvia_desktop.ui.toolkit.folders import opening
from delvia_desktop.ui.toolkit.window_geometry import resize_to_words
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.item_rows import tick_rows
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.notes import Banner, Banners

_MEMBER = Qt.ItemDataRole.UserRole


class HandoverDialog(QDialog):
    """The papers of one handover, each with a tick."""

    def __init__(self, parent: QWidget, register: Register, number: str, found: Handover) -> None:
        """Tick what is proposed; `number` is the paper that was asked about."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Handover documents for {number}", number=number))
        resize_to_words(self, 136, 43)
        self._register = register
        self._work: Work | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Handover documents"))
        self.list.setSpacing(2)
        tick_rows(self.list)
        for member in found.members:
            self._add(member)
        self.list.itemChanged.connect(lambda _: self._show_ticked())
        self.signed = QCheckBox(tr("Include signed copies and attached files"))
        self.folder = QRadioButton(tr("One file per document, in a folder"))
        self.one = QRadioButton(tr("One PDF with bookmarks"))
        self.folder.setChecked(True)
        self._note = text_label(
            tr(
                "A single PDF combines the documents for reading. Seals and digital signatures "
                "are valid only for the original files, so these are attached inside it. To "
                "check them, save them from there."
            ),
            size=0.92,
            muted=True,
        )
        self.one.toggled.connect(self._note.setVisible)
        self._banners = Banners(tells=True)
        self.save_button = button(tr("Save…"), "primary")
        self.save_button.clicked.connect(self._ask)
        self._lay_out(found)
        self._note.hide()
        self.save_button.setDefault(True)
        self._show_ticked()
        self.list.setFocus()

    def _lay_out(self, found: Handover) -> None:
        close = button(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        lead = tr(
            "The latest valid documents of this handover. Clear those that you do not want to save."
        )
        column.addWidget(text_label(lead))
        column.addWidget(self.list, 1)
        if found.missing:
            kinds = ", ".join(found.missing)
            column.addWidget(text_label(tr("Never issued: {kinds}.", kinds=kinds), muted=True))
        for part in (self.signed, self.folder, self.one, self._note):
            column.addWidget(part)
        column.addLayout(self._banners)
        column.addLayout(foot)

    def _add(self, member: Member) -> None:
        doubt = "⚠ " if member.changes else ""
        item = QListWidgetItem(f"{member.title}\n{doubt}{member.standing}", self.list)
        item.setData(_MEMBER, member.record)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticks = Qt.CheckState
        item.setCheckState(ticks.Checked if member.is_proposed else ticks.Unchecked)

    def _ticked(self) -> list[AccessRecord]:
        items = [self.list.item(place) for place in range(self.list.count())]
        return [item.data(_MEMBER) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _show_ticked(self) -> None:
        self.save_button.setEnabled(bool(self._ticked()) and self._work is None)

    def _ask(self) -> None:
        """Ask for the folder or the file, and save."""
        if self.folder.isChecked():
            ask_for_folder(self, tr("Folder for the documents"), self.save_in)
        else:
            numbers = [record.number for record in self._ticked()]
            name = file_name_of(tr("Handover"), numbers[0], tr("and others") * (len(numbers) > 1))
            names = [tr("PDF files (*.pdf)")]
            ask_where_to_save(self, tr("Save as one PDF"), name, self.save_as, names)

    def save_in(self, folder: Path, *, replace: bool = False) -> None:
        """Save the ticked papers in a folder; what is there is written over only if told."""
        records, with_signed, copy = self._ticked(), self.signed.isChecked(), self._register.copy()

        may_replace = Replacing.ANY_FILE if replace else Replacing.NOTHING

        def act() -> tuple[list[str], int]:
            files = saving.files_of(copy, records, with_signed=with_signed)
            taken = [] if replace else saving.taken(folder, files)
            if not taken:
                saving.save_in_folder(folder, files, may_replace)
            return taken, len(files)

        def tell(outcome: tuple[list[str], int]) -> None:
            taken, count = outcome
            if taken:
                self._ask_to_replace(folder, taken)
                return
            words = ntr("Saved {n} file in {folder}.", "Saved {n} files in {folder}.", count,
                        folder=folder.name or str(folder))  # fmt: skip
            self._say_saved(words, folder)

        self._begin(tr("Saving the documents…"), act, tell)

    def save_as(self, target: Path) -> None:
        """Save the ticked papers as one PDF."""
        records, with_signed, copy = self._ticked(), self.signed.isChecked(), self._register.copy()

        save = partial(saving.save_as_one, copy, records, target, Replacing.ITS_KIND)
        saved = tr("Saved as {file}.", file=where(target))
        act = partial(save, with_signed=with_signed)
        tell = partial(self._say_saved, saved, target.parent)
        self._begin(tr("Combining the documents…"), act, lambda _: tell())

    def _ask_to_replace(self, folder: Path, taken: list[str]) -> None:
        text = tr("Already in {folder} with different content: {files}. Nothing was written.",
                  folder=folder.name, files=", ".join(taken))  # fmt: skip
        over = (tr("Overwrite"), lambda: self.save_in(folder, replace=True))
        self._banners.show_banners(
            [Banner(text, "high", [over, (tr("Another folder…"), self._ask)])]
        )

    def _say_saved(self, words: str, folder: Path) -> None:
        shown = opening(folder, lambda text: self._say(text, "high"))
        self._banners.show_banners([Banner(words, "good", [shown])])

    def _say(self, words: str, tone: str) -> None:
        self._banners.show_banners([Banner(words, tone)])

    def _begin(self, title: str, act: Callable[[], Any], tell: Callable[[Any], object]) -> None:
        self._banners.show_banners([])
        work = Work(self, title, act)
        self._work = work
        work.done.connect(tell)
        work.refused.connect(lambda sentence: self._say(f"⚠ {sentence}", "critical"))
        work.cancelled.connect(
            lambda: self._say(tr("Stopped. Some documents may already be saved."), "high")
        )
        work.finished.connect(lambda: self._rest(work))
        self._show_ticked()
        work.start()

    def _rest(self, work: Work) -> None:
        if self._work is work:
            self._work = None
            self._show_ticked()

    @override
    def done(self, result: int) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.let_go()
        super().done(result)
