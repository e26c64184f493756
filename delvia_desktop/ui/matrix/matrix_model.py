"""The cells of the access matrix as a table reads them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from typing_extensions import override

from delvia_desktop.domain.matrix.cells import Held, Party
from delvia_desktop.domain.matrix.matrix import Matrix, MatrixRow, owner_label, owner_tone
from delvia_desktop.domain.matrix.words import CellPart, changed, lines_of, parts_of, party_name
from delvia_desktop.domain.words.vocabulary import type_label
from delvia_desktop.i18n import tr
from delvia_desktop.ui.lists.table_cells import Index

ASSET, OWNER, FIRST = 0, 1, 2
"""The two columns that stay, and the first of the others."""

PARTS = Qt.ItemDataRole.UserRole + 1
"""The role of the parts of a cell."""

_ACROSS = Qt.Orientation.Horizontal


class MatrixModel(QAbstractTableModel):
    """The cells of a matrix; what they say is found when they are painted."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.matrix: Matrix | None = None
        self._parties: list[Party] = []
        self.heads: list[str] = []
        self._shown_heads: list[str] = []

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self._parties = [column.party for column in matrix.columns]
        self.heads = [tr("Asset"), tr("Owner")]
        self.heads += [party_name(matrix, party) for party in self._parties]
        self._shown_heads = self.heads
        self.endResetModel()

    def shorten(self, heads: list[str]) -> None:
        """Show heads as there is room for them; a style sheet's margins cut them otherwise."""
        if heads != self._shown_heads:
            self._shown_heads = heads
            self.headerDataChanged.emit(_ACROSS, 0, len(heads) - 1)

    def row(self, place: int) -> MatrixRow | None:
        """Return the row at a place."""
        return self.matrix.rows[place] if self.matrix is not None else None

    def party(self, column: int) -> Party | None:
        """Return whose column it is; None for those that stay."""
        return self._parties[column - FIRST] if column >= FIRST else None

    def held(self, index: Index) -> tuple[Held, ...]:
        """Return the grants behind a cell."""
        row, party = self.row(index.row()), self.party(index.column())
        return row.cells.get(party, ()) if row is not None and party is not None else ()

    def parts(self, index: Index) -> tuple[CellPart, ...]:
        """Return the few words of a cell."""
        row = self.row(index.row())
        if row is None or self.matrix is None:
            return ()
        if index.column() == ASSET:
            return (CellPart(row.asset.name),)
        if index.column() == OWNER:
            words = changed(owner_label(row), row.owner_change, row.owner_was)
            return (CellPart(words, owner_tone(row)),)
        return parts_of(self.held(index), self.matrix.people)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == PARTS:
            return self.parts(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return "; ".join(part.text for part in self.parts(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self._lines(index)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._shown_heads[section]
            if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
                return self.heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _lines(self, index: Index) -> tuple[str, ...]:
        row = self.row(index.row())
        if row is None or self.matrix is None:
            return ()
        if index.column() == ASSET:
            number = row.asset.asset_id or row.asset.pixel_code
            lines = (row.asset.name, type_label(row.asset.asset_type), number)
            return tuple(line for line in lines if line)
        if index.column() == OWNER:
            return tuple(part.text for part in self.parts(index))
        return lines_of(self.held(index), self.matrix.people)

    def _spoken(self, index: Index) -> str:
        row = self.row(index.row())
        name = row.asset.name if row is not None else ""
        if index.column() == ASSET:
            return ", ".join(self._lines(index))
        said = "; ".join(self._lines(index)) or tr("nothing")
        return tr(
            "{asset}, {column}: {held}", asset=name, column=self.heads[index.column()], held=said
        )
