"""The second step: what each column of each table means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans.column_words import column_meanings, meaning_label
from delvia_desktop.services.plans.intake import (
    SECRET,
    Bundle,
    ColumnGroup,
    Mappings,
    Proposal,
    SourceColumn,
    SourceTable,
    TableMapping,
    column_letters,
    heading_rows,
    propose,
)
from delvia_desktop.services.plans.reading import ReadSource
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField
from delvia_desktop.ui.plans.fields_grid import FieldsGrid, clear, put_away
from delvia_desktop.ui.plans.remembered import keep_mapping, mapping_for
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.page_area import PageArea
from delvia_desktop.ui.widgets.tabs import Tabs


class ColumnsStep(QWidget):
    """A tab for each table; its fields are made once it is shown, as a workbook may have many."""

    def __init__(self) -> None:
        """Begin without tables."""
        super().__init__()
        self._tables: dict[tuple[int, str], TableColumns] = {}
        lead = tr("Choose what each column means. Columns marked “Not imported” are left out.")
        self._tabs = Tabs()
        self._tabs.setTabBarAutoHide(True)
        self._tabs.currentChanged.connect(lambda _: self._make())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(text_label(lead))
        column.addWidget(self._tabs, 1)

    @property
    def is_needed(self) -> bool:
        """Whether there is a table whose columns can mean something."""
        return bool(self._tables)

    def show_tables(self, bundles: Sequence[Bundle], reads: Sequence[ReadSource]) -> None:
        """Show the tables of what was read; what was chosen for one that stays, stays."""
        wanted = {
            (place, name): (bundle, table)
            for place, (bundle, read) in enumerate(zip(bundles, reads, strict=True))
            for name, table in read.tables.items()
        }
        for key in [k for k, part in self._tables.items() if _of(wanted.get(k)) is not part.table]:
            put_away(self._tables.pop(key))
        for place, (key, (bundle, table)) in enumerate(wanted.items()):
            if key not in self._tables:
                is_alone = len(wanted) == 1
                self._tables[key] = TableColumns(bundle.name, table, is_alone=is_alone)
                self._tabs.insertTab(place, self._tables[key], table.name.replace("&", "&&"))
        self._tabs.setCurrentIndex(0)
        self._make()

    def _make(self) -> None:
        shown = self._tabs.currentWidget()
        if isinstance(shown, TableColumns):
            shown.make()

    def mappings(self) -> Mappings:
        """Return how each table is read."""
        found: dict[int, dict[str, TableMapping]] = {}
        for (place, name), part in self._tables.items():
            found.setdefault(place, {})[name] = part.mapping()
        return found

    def keep(self) -> None:
        """Remember on this computer what was chosen."""
        for part in self._tables.values():
            part.keep()


def _of(wanted: tuple[Bundle, SourceTable] | None) -> SourceTable | None:
    return wanted[1] if wanted is not None else None


class TableColumns(PageArea):
    """The columns of one table, each with what it means."""

    def __init__(self, file: str, table: SourceTable, *, is_alone: bool) -> None:
        """Propose what a table of a file most likely says; one of several can be left out."""
        super().__init__()
        self._is_alone = is_alone
        self.table = table
        self._proposal = propose(table)
        self._mapping = mapping_for(table, self._proposal)
        self._fields: dict[int, ChoiceField] = {}
        self._is_made = False
        self._title = (
            file if table.name == file else tr("{file}: {table}", file=file, table=table.name)
        )
        self.setAccessibleName(self._title)

    def make(self) -> None:
        """Make the fields, if they are not made yet."""
        if self._is_made:
            return
        self._is_made = True
        below = self.table.rows_below(self._proposal.heading_row)
        rows = ntr("{n} row", "{n} rows", below)
        self._heading = ChoiceField(tr("Row of headings"), _rows(self.table))
        self._heading.set_value(self._proposal.heading_row)
        self._kind = ChoiceField(tr("Kind of record"), _kinds())
        self._kind.set_value(self._mapping.kind)
        self._is_wanted = CheckField(tr("Import this table"))
        self._is_wanted.set_value(value=True)
        self._is_wanted.setHidden(self._is_alone)
        self._told = QVBoxLayout()
        self._grid = FieldsGrid()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(12)
        column.addWidget(text_label(f"{self._title} · {rows}", size=1.15, bold=True))
        column.addWidget(self._is_wanted)
        column.addLayout(FieldsGrid(self._heading, self._kind))
        column.addLayout(self._told)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._heading.edited.connect(self._propose_anew)
        self._kind.edited.connect(self._offer_anew)
        self._is_wanted.edited.connect(self._show_wanted)
        self._show_columns()
        self.hold(content)

    def mapping(self) -> TableMapping:
        """Return how the table is read; as it is proposed, where nobody looked at it."""
        if not self._is_made:
            return self._mapping
        chosen = {place: field.value() for place, field in self._fields.items()}
        kept = {p: m for p, m in self._mapping.columns.items() if p not in self._fields}
        columns = {place: str(meaning) for place, meaning in chosen.items() if meaning}
        return replace(
            self._mapping,
            columns={**kept, **columns},
            kind=self._kind.value() or "",
            is_left_out=not self._is_wanted.value(),
        )

    def keep(self) -> None:
        """Remember what was chosen for tables with these headings."""
        keep_mapping(self._proposal, self.mapping())

    def _show_wanted(self) -> None:
        """Let nothing be chosen for a table that is left out."""
        for each in (self._heading, self._kind, *self._fields.values()):
            each.setEnabled(self._is_wanted.value())

    def _propose_anew(self) -> None:
        row = self._heading.value()
        if row is None or row == self._proposal.heading_row:
            return
        self._proposal = propose(self.table, row)
        self._mapping = mapping_for(self.table, self._proposal)
        self._show_columns()

    def _offer_anew(self) -> None:
        for column in self._proposal.columns:
            if column.place in self._fields:
                field = self._fields[column.place]
                field.set_options(self._meanings(str(field.value() or "")))

    def _show_columns(self) -> None:
        for layout in (self._told, self._grid):
            clear(layout)
        self._fields = {}
        for words in _notes(self._proposal):
            self._told.addWidget(text_label(words, muted=True))
        grouped = {place for group in self._proposal.groups for place in group.columns}
        for column in self._proposal.columns:
            if column.place in grouped or column.meaning == SECRET:
                continue
            meant = self._mapping.columns.get(column.place, "")
            field = ChoiceField(_title(column), self._meanings(meant), _examples(column))
            field.set_value(meant)
            self._fields[column.place] = field
            self._grid.add(field)
            field.show()

    def _meanings(self, meant: str) -> list[Option]:
        found = dict(column_meanings(self._kind.value() or ""))
        if meant:
            found.setdefault(meant, meaning_label(meant))
        return [Option("", tr("Not imported")), *(Option(c, words) for c, words in found.items())]


def _title(column: SourceColumn) -> str:
    letters = column_letters(column.place)
    return f"{letters} · {column.heading}" if column.heading else letters


def _examples(column: SourceColumn) -> str:
    return ", ".join(" ".join(each.split()) for each in column.examples) or tr("Empty")


def _rows(table: SourceTable) -> list[Option]:
    rows = [
        Option(number, tr("Row {n}: {text}", n=number, text=text))
        for number, text in heading_rows(table)
    ]
    return [Option(0, tr("No headings")), *rows]


def _kinds() -> list[Option]:
    return [Option("", tr("As each row says")), *(Option(k, kind_words(k)) for k in LISTED)]


def _notes(proposal: Proposal) -> Iterator[str]:
    """Say what is read of columns that nobody can choose: of secrets nothing."""
    secret = [_title(column) for column in proposal.columns if column.meaning == SECRET]
    if secret:
        yield tr("Not read, as they hold passwords or codes: {columns}", columns=", ".join(secret))
    for meaning, groups in _by_meaning(proposal.groups).items():
        yield tr(
            "Each row says something of its own for each {kind}: {names}",
            kind=meaning_label(meaning),
            names=", ".join(group.heading for group in groups),
        )


def _by_meaning(groups: Sequence[ColumnGroup]) -> dict[str, list[ColumnGroup]]:
    found: dict[str, list[ColumnGroup]] = {}
    for group in groups:
        found.setdefault(group.meaning, []).append(group)
    return found
