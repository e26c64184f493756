"""About Delvia: its version, where the files lie, and the licences of all that it is made of."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import about, parts
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.toolkit.folders import open_folder
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.labels import announce, button, text_label
from delvia_desktop.ui.widgets.side_window import SideWindow

_LETTERS = (92, 32)
_LICENCE, _PARTS = 2, 3
"""How the text of the licence and the list of parts share the height."""


class _PartRow(NamedTuple):
    id: int
    part: parts.Part


class AboutDialog(SideWindow):
    """Three tabs; what they show can be copied."""

    def __init__(self, parent: QWidget, register: Path | None) -> None:
        """Tell of the program, and of the register that is open."""
        super().__init__(parent, tr("About Delvia"), _LETTERS)
        self._said = text_label("", muted=True)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("About Delvia"))
        self.tabs.addTab(_scrolled(self._version_part(), tr("Version")), tr("Version"))
        self.tabs.addTab(_scrolled(self._files_part(register), tr("Files")), tr("Files"))
        self.tabs.addTab(_licences_part(), tr("Licences"))
        close = button(tr("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        self.tabs.setFocus()

    @classmethod
    def over(cls, window: QWidget, register: Path | None) -> AboutDialog:
        """Return the one of a window, which is made when it is first asked for."""
        return cls.one_of(window, lambda: cls(window, register))

    def _version_part(self) -> QWidget:
        versions = (
            *about.versions(),
            ("Qt", qVersion() or ""),
            ("PySide6", PySide6.__version__),
        )
        facts = Facts()
        facts.show_facts(versions)
        name = tr("Delvia {version}", version=about.version())
        words = "\n".join([name, *(f"{what}: {value}" for what, value in versions)])
        copy = button(tr("Copy versions"))
        copy.clicked.connect(lambda: self._copy(words, tr("Copied the versions.")))
        text = tr(
            "Keeps the record of who has access to a brand's TikTok assets, on this computer. "
            "It never stores passwords and never goes online."
        )
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        whole, column = _page()
        column.addWidget(text_label(name, size=1.6, bold=True))
        column.addWidget(text_label(text))
        column.addWidget(facts)
        column.addLayout(row)
        column.addStretch(1)
        return whole

    def _files_part(self, register: Path | None) -> QWidget:
        whole, column = _page()
        for what, path in about.lies(register):
            column.addWidget(text_label(what, bold=True))
            column.addWidget(text_label(str(path)))
            row = QHBoxLayout()
            folder = path if path.is_dir() else path.parent
            opens = button(tr("Open folder"), name=tr("Open folder: {what}", what=what))
            opens.setEnabled(path.exists())
            opens.clicked.connect(partial(open_folder, folder, self._say))
            copies = button(tr("Copy path"), name=tr("Copy path: {what}", what=what))
            told = tr("Copied the path: {what}.", what=what)
            copies.clicked.connect(partial(self._copy, str(path), told))
            row.addWidget(opens)
            row.addWidget(copies)
            row.addStretch(1)
            column.addLayout(row)
            if not path.exists():
                column.addWidget(text_label(tr("Nothing is stored there yet."), muted=True))
            column.addSpacing(12)
        column.addStretch(1)
        return whole

    def _copy(self, text: str, told: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say(told)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        announce(self, text)


def _page() -> tuple[QWidget, QVBoxLayout]:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(8)
    return whole, column


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area


def _licences_part() -> QWidget:
    whole, column = _page()
    text = QPlainTextEdit(about.licence())
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    FadedEdge(text)
    text.setAccessibleName(tr("Licence of Delvia"))
    columns = [
        Column("name", tr("Part"), lambda row: row.part.name, 24, sortable=False),
        Column("version", tr("Version"), lambda row: row.part.version, 12, sortable=False),
        Column("licence", tr("Licence"), lambda row: row.part.licence, 40, sortable=False),
    ]
    table = ListTable(tr("Parts and their licences"), columns)
    ours = parts.Part("Delvia", about.version(), "MIT")
    rows = [_PartRow(number, part) for number, part in enumerate([ours, *parts.parts()])]
    table.show_rows(HeldRows(rows))
    of = text_label(tr("Delvia is free software under the MIT licence."), bold=True)
    texts = {0: about.licence()}

    def show(key: int) -> None:
        part = rows[key].part
        of.setText(tr("Licence of {part}", part=part.name))
        text.setAccessibleName(of.text())
        text.setPlainText(texts.get(key) or parts.text_of(part) or part.licence)

    table.chosen.connect(show)
    column.addWidget(of)
    column.addWidget(text, _LICENCE)
    built = tr("It is built on these parts, each under its own licence. Select one to read it.")
    column.addWidget(text_label(built, bold=True))
    unused = tr(
        "The parts for networks come along with pyHanko, which signs documents. Delvia does not "
        "use them."
    )
    column.addWidget(text_label(unused, muted=True))
    column.addWidget(table, _PARTS)
    return whole
