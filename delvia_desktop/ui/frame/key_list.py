"""The list of keys: those of the commands and of the parts of the window, as they are bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from delvia_desktop.domain.words.text import is_found
from delvia_desktop.i18n import tr
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.toolkit.command import Command, without_mnemonic
from delvia_desktop.ui.widgets.side_window import SideWindow

_LETTERS = (104, 34)


class KeyRow(NamedTuple):
    """Keys and what they do, and the menu or the part of the window where they do it."""

    id: int
    where: str
    words: str
    keys: str


class KeyList(SideWindow):
    """A table of all keys, narrowed by what is typed over it."""

    def __init__(self, parent: QWidget, commands: Sequence[tuple[str, Command]]) -> None:
        """List the keys of commands, each with its menu, and then those of the parts."""
        super().__init__(parent, tr("Keyboard shortcuts"), _LETTERS)
        self._rows = _rows(commands)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search   {keys}", keys=shortcuts.FIND_IN_HELP.first))
        self.field.setAccessibleName(tr("Search keyboard shortcuts"))
        self.field.setClearButtonEnabled(True)
        columns = [
            Column("words", tr("Command"), lambda row: row.words, 38, sortable=False),
            Column("keys", tr("Keys"), lambda row: row.keys, 28, sortable=False, whole=True),
            Column(
                "where", tr("Menu or part"), lambda row: row.where, 18, sortable=False, kept=False
            ),
        ]
        self.table = ListTable(tr("Keyboard shortcuts"), columns, tr("No matches."))
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        self.field.textChanged.connect(self._narrow)
        shortcuts.FIND_IN_HELP.bind(self, self.field.setFocus)
        self._narrow("")
        self.table.take_focus()

    @classmethod
    def over(cls, window: QWidget, commands: Sequence[tuple[str, Command]]) -> KeyList:
        """Return the list of a window, which is made when it is first asked for."""
        return cls.one_of(window, lambda: cls(window, commands))

    def _narrow(self, sought: str) -> None:
        fitting = [row for row in self._rows if is_found(sought, " ".join(row[1:]))]
        self.table.show_rows(HeldRows(fitting))


def _rows(commands: Sequence[tuple[str, Command]]) -> list[KeyRow]:
    told = [
        (where, without_mnemonic(command.title).rstrip("…"), command.shortcuts())
        for where, command in commands
    ]
    told += [
        (tr(each.where), tr(each.words), [QKeySequence(keys) for keys in each.keys])
        for each in shortcuts.LISTED
    ]
    return [
        KeyRow(number, where, words, tr(" or ").join(map(_shown, keys)))
        for number, (where, words, keys) in enumerate(told, start=1)
    ]


def _shown(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
