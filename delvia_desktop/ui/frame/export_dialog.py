"""The export: what goes out, in which format, and where to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.exports.exports import Format, Written, save, written
from delvia_desktop.services.exports.gathered import KINDS_OF_LISTS, ExportScope, gathered
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.words import list_title
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.file_dialogs import ask_where_to_save
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.labels import button
from delvia_desktop.ui.widgets.notes import Banner, Banners

_LETTERS = 72
"""Average letters across the dialog."""


class ExportDialog(QDialog):
    """Asks for the records, the format and the place of an export, and writes it."""

    saved = Signal(object, object)
    """The file that was written, and what could not go out with it, in words."""

    def __init__(self, parent: QWidget, session: Session, table: ListTable | None) -> None:
        """Offer the whole register of a session, and the list of a table, if it can go out."""
        super().__init__(parent)
        self._session = session
        shown = _list_of(table)
        self._list = shown if shown is not None and shown.list_name in KINDS_OF_LISTS else None
        self._work: Work | None = None
        self.records = ChoiceField(tr("Records"), self._scopes())
        self.format = ChoiceField(tr("Format"), self._formats())
        self.redacted = QCheckBox(tr("Redacted: people masked"))
        self.save_button = button(tr("Save as…"), "primary")
        self._banners = Banners(tells=True)
        self.records.edited.connect(lambda: self.format.set_options(self._formats()))
        self.save_button.clicked.connect(self._ask)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        cancel = button(tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save_button.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self.records, self.format, self.redacted):
            column.addWidget(part)
        column.addLayout(self._banners)
        column.addStretch(1)
        column.addLayout(foot)

    def _scopes(self) -> list[Option]:
        """Return what can go out: the list that is shown first, as it is looked at."""
        whole = Option(False, tr("The whole register"), tr("Every list, with all its records."))  # noqa: FBT003 - its value
        if self._list is None:
            return [whole]
        words = tr("The list shown: {list}", list=list_title(self._list.list_name))
        meaning = ntr(
            "{n} record, as it is filtered here.",
            "{n} records, as they are filtered and sorted here.",
            self._list.table.list_model.rowCount(),
        )
        return [Option(True, words, meaning), whole]  # noqa: FBT003 - its value

    def _formats(self) -> list[Option]:
        """Return the formats, each with what it is for; a CSV file holds one list."""
        formats = [
            (Format.XLSX, tr("Workbook (.xlsx)"),
             tr("For Excel and LibreOffice. IDs keep every digit, dates are dates.")),
            (Format.CSV, tr("CSV (.csv)"),
             tr("For other programs. Excel rounds long IDs when it opens a CSV file.")),
            (Format.JSON, tr("JSON (.json)"),
             tr("For programs, with codes and keys as Delvia records them.")),
            (Format.HTML, tr("Page to read (.html)"),
             tr("For people without Delvia: one file to read, search and print in a browser.")),
        ]  # fmt: skip
        return [Option(*each) for each in formats if each[0] != Format.CSV or self.records.value()]

    def _ask(self) -> None:
        form = Format(self.format.value())
        path = self._session.path
        stem = path.stem if path is not None else "register"
        name = (
            f"{stem} {list_title(self._list.list_name)}"
            if self._list and self.records.value()
            else stem
        )
        names = [f"{form.value.upper()} (*.{form.value})"]
        take = partial(self.save_to, form=form)
        ask_where_to_save(self, tr("Export"), f"{name}.{form.value}", take, names)

    def save_to(self, target: Path, form: Format) -> None:
        """Write what is asked for beside the window, and close once it is there."""
        scope, wanted = ExportScope(is_redacted=self.redacted.isChecked()), None
        if self._list is not None and self.records.value():
            wanted = self._list.wanted()
            limits = [f"{name}={value}" for name, value in wanted.where.items()]
            typed = " ".join([*limits, self._list.filter.text().strip()]).strip()
            scope = ExportScope(self._list.list_name, typed, scope.is_redacted)
        copy, on = self._session.shown.copy(), self._session.on

        def act() -> Written:
            try:
                made = written(gathered(copy, on, scope, wanted), form)
            finally:
                copy.close()
            save(target, made, Replacing.ITS_KIND)
            return made

        self._banners.show_banners([])
        self._work = work = Work(self, tr("Exporting…"), act)
        work.done.connect(partial(self._tell, target))
        work.refused.connect(self._refuse)
        work.finished.connect(lambda: self._rest(work))
        self.save_button.setEnabled(False)
        work.start()

    def _tell(self, target: Path, made: Written) -> None:
        self.saved.emit(target, made.left_out)
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self._banners.show_banners([Banner(sentence, "critical")])

    def _rest(self, work: Work) -> None:
        if self._work is work:
            self._work = None
            self.save_button.setEnabled(True)

    @override
    def done(self, result: int) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.let_go()
        super().done(result)


def _list_of(table: ListTable | None) -> FilteredList | None:
    """Return the list that a table shows, None if it has no filter."""
    part = table.parentWidget() if table is not None else None
    while part is not None and not isinstance(part, FilteredList):
        part = part.parentWidget()
    return part
