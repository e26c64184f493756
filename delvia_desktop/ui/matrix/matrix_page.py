"""Access matrix: every asset against everyone who can work on it, on a day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.matrix.cells import TEAM, Party, PartyKind
from delvia_desktop.domain.matrix.matrix import Matrix, MatrixFilter, MatrixRow, matrix_of
from delvia_desktop.domain.matrix.words import legend, tally
from delvia_desktop.domain.records.brand import THE_BRAND
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.progress import progress
from delvia_desktop.services.matrix import matrix as matrices
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.ui.matrix.compare_panel import ComparePanel, Comparison
from delvia_desktop.ui.matrix.matrix_filters import MatrixFilters
from delvia_desktop.ui.matrix.matrix_model import ASSET, OWNER
from delvia_desktop.ui.matrix.matrix_table import MatrixTable
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.file_dialogs import ask_where_to_save
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.labels import announce, status_label, text_label
from delvia_desktop.ui.widgets.page_area import WordsArea

_AT_ONCE = 3000
"""Grants up to which the matrix is put together in the time of a keystroke."""


class _Source(NamedTuple):
    """What the pictures of a matrix are taken of; the same source gives the same pictures."""

    revision: int
    on: date
    comparison: Comparison | None


class _Built(NamedTuple):
    """A matrix with what it was made from; `asked` says in words what of it was asked for."""

    source: _Source
    wanted: MatrixFilter
    pictures: tuple[Picture, Picture | None]
    matrix: Matrix
    asked: str


class MatrixPage(Place):
    """The matrix with its filters above it and its legend below."""

    name = "matrix"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session)
        self.comparison: Comparison | None = None
        self.work: Work | None = None
        self._built: _Built | None = None
        self._is_stale = False
        self._is_closed = False
        self._done: Callable[[Any], object] = self._show
        self.filters = MatrixFilters()
        self.filters.changed.connect(self.refresh)
        self.filters.compare.clicked.connect(self._ask_comparison)
        self.table = MatrixTable(tr("Access matrix"))
        self.table.opened.connect(self._open)
        self.tally = status_label(bold=True)
        self.legend = text_label("", size=0.92, muted=True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addWidget(self.tally)
        column.addWidget(self.table, 1)
        column.addWidget(WordsArea(self.legend, tr("Legend")))
        self.panes.empty.say(
            tr("No assets yet"),
            tr(
                "Add your ad accounts, TikTok accounts, catalogs and pixels to see at a "
                "glance who can work on each of them, and at which level."
            ),
            [(tr("Add asset…"), lambda: self.led.emit("brand", 0, Act.RECORD_ASSET))],
        )
        self.panes.lay_out([(page, 1)])
        self.panel = ComparePanel(self, session)
        self.panel.chosen.connect(self.compare_with)

    @override
    def headline(self) -> tuple[str, str]:
        return self.title(), tr("Every asset, and everyone who can work on it")

    @override
    def deeds(self) -> list[Deed]:
        if self._built is not None and not self._built.pictures[0].assets:
            return []
        can = self._built is not None and bool(self._built.matrix.rows)
        return [
            Deed(tr("Export…"), self._ask_file, is_enabled=can),
            Deed(
                tr("Issue matrix…"),
                lambda: self.paper_asked.emit(PaperRequest("matrix", int(THE_BRAND))),
                is_enabled=can,
            ),
            Deed(tr("Print…"), self.print_view, is_primary=True, is_enabled=can, act="print"),
        ]

    @override
    def refresh(self) -> None:
        if self.work is not None:
            self._is_stale = True
            return
        source = self._source()
        wanted, asked = self.filters.wanted(), self.filters.words()
        pictures = self._pictures(source)

        def build() -> _Built:
            progress(0, 2)
            made = pictures()
            progress(1, 2)
            return _Built(source, wanted, made, matrix_of(made[0], wanted, made[1]), asked)

        self._run(tr("Building the matrix…"), build, self._show)

    @override
    def show_record(self, key: int) -> None:
        self.table.choose(key, None)

    @override
    def rest(self) -> None:
        self._is_closed = True
        self.filters.rest()
        if self.work is not None:
            self.work.stop()
        super().rest()

    def compare_with(self, comparison: Comparison | None) -> None:
        """Compare with another moment, or with none."""
        self.comparison = comparison
        self.filters.blockSignals(True)  # noqa: FBT003 - Qt's own call
        self.filters.show_comparison(comparison.title if comparison else "")
        self.filters.blockSignals(False)  # noqa: FBT003
        self.refresh()
        self.table.setFocus()

    def export_to(self, target: Path) -> None:
        """Write what is shown: as JSON if the name ends so, otherwise as CSV."""
        if self._built is None:
            return
        matrix, brand = self._built.matrix, self.session.shown.brand.name

        def write() -> str:
            is_json = target.suffix.casefold() == ".json"
            content = matrices.json_of(matrix, brand) if is_json else matrices.csv_of(matrix)
            matrices.save(target, content, Replacing.ITS_KIND)
            return tr("Wrote {file}.", file=target.name)

        self._run(tr("Saving the matrix…"), write, self.said.emit)

    def print_view(self) -> None:
        """Draw what is shown on paper, then show the paper."""
        from delvia_desktop.services.papers import papers  # noqa: PLC0415 - loads ReportLab

        if self._built is None:
            return
        built, register = self._built, self.session.shown.copy()

        draw = partial(papers.print_matrix, register, built.matrix, built.asked)
        self._run(tr("Preparing the matrix…"), draw, self.printed.emit)

    def _source(self) -> _Source:
        return _Source(self.session.shown.revision, self.session.on, self.comparison)

    def _pictures(self, source: _Source) -> Callable[[], tuple[Picture, Picture | None]]:
        """Return what takes the pictures: those at hand, or new ones of copies if there is much."""
        kept = self._built
        if kept is not None and kept.source == source:
            return lambda: kept.pictures
        shown, live = self.session.shown, self.session.live
        is_copy = self._takes_long()
        if is_copy:
            shown, live = shown.copy(), live.copy()

        def take() -> tuple[Picture, Picture | None]:
            with ExitStack() as stack:
                for register in (shown, live) if is_copy else ():
                    stack.callback(register.close)
                return matrices.pictures_of(shown, source.on, _against(source, shown, live, stack))

        return take

    def _takes_long(self) -> bool:
        return matrices.size_of(self.session.shown) > _AT_ONCE

    def _run(self, title: str, act: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Do something at once, or beside the window if there is much."""
        if not self._takes_long():
            try:
                result = act()
            except DelviaError as error:
                self.session.failed.emit(str(error))
            else:
                done(result)
            return
        if self.work is not None:
            self.said.emit(tr("The matrix is still being prepared. Try again in a moment."))
            return
        self._done = done
        self.work = Work(self, title, act)
        self.work.done.connect(self._take)
        self.work.refused.connect(self.session.failed)
        self.work.finished.connect(self._rested)
        self.work.start()

    def _take(self, result: object) -> None:
        if not self._is_closed:  # what was under way when the register was closed comes too late
            self._done(result)

    def _rested(self) -> None:
        if self.work is not None:
            self.work.deleteLater()
        self.work = None
        if self._is_closed:
            return
        if self._is_stale:
            self._is_stale = False
            self.refresh()
        elif not self._is_current():
            self._say_cancelled()

    def _is_current(self) -> bool:
        """Tell whether what stands here is what is asked for; otherwise that was cancelled."""
        built = self._built
        return built is not None and (built.source, built.wanted) == (
            self._source(),
            self.filters.wanted(),
        )

    def _say_cancelled(self) -> None:
        words = [tr("Building the matrix was cancelled.")]
        if self._built is not None:
            words.append(tr("The previous matrix is still shown."))
        self.tally.setText(" ".join(words))
        self.tally.show()

    def _show(self, built: _Built) -> None:
        before, self._built = self._built, built
        matrix, picture = built.matrix, built.pictures[0]
        self.show_empty(not picture.assets)
        self.filters.offer(picture)
        self.table.show_matrix(matrix)
        if not matrix.rows:
            same = self.comparison is not None and self.filters.only_changes.isChecked()
            self.table.say(
                tr("Nothing has changed.") if same else tr("No asset matches the filters.")
            )
        if before is not None and before.wanted != built.wanted:
            words = ntr("{n} asset", "{n} assets", len(matrix.rows))
            announce(self.table, words if matrix.rows else self.table.said)
        self.tally.setText(tally(matrix))
        self.tally.setVisible(matrix.against is not None)
        self.legend.setText(legend(matrix))
        self.headline_changed.emit()

    def _open(self, place: int, column: int) -> None:
        row = self.table.matrix_model.row(place)
        if row is None:
            return
        if column == ASSET:
            self.go.emit("assets", row.asset.id)
        elif column == OWNER:
            self.go.emit(*_owner_place(row))
        elif (party := self.table.matrix_model.party(column)) is not None:
            self.go.emit(*_cell_place(row, party))

    def _ask_comparison(self) -> None:
        self.filters.compare.setChecked(self.comparison is not None)
        self.panel.open_at(self.filters.compare)

    def _ask_file(self) -> None:
        name = tr("Access matrix {day}.csv", day=self.session.on.isoformat())
        names = [tr("For a spreadsheet (*.csv)"), tr("For a program (*.json)")]
        dialog = ask_where_to_save(self, tr("Export the matrix"), name, self.export_to, names)
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("json" if "json" in chosen else "csv")
        )


def _against(
    source: _Source, shown: Register, live: Register, stack: ExitStack
) -> matrices.Against | None:
    """Return what is compared with; a past register is open as long as the stack."""
    comparison = source.comparison
    if comparison is None:
        return None
    if comparison.revision is None:
        return shown, comparison.day
    return stack.enter_context(closing(live.as_of(comparison.revision))), comparison.day


def _cell_place(row: MatrixRow, party: Party) -> tuple[str, int]:
    """Return what opens from a cell: its one record, or whose column it is."""
    cell = row.cells.get(party, ())
    if len(cell) == 1:
        return f"record:{cell[0].kind}", cell[0].record
    if party == TEAM:
        return "assets", row.asset.id
    return "partners" if party.kind == PartyKind.PARTNER else "people", party.key


def _owner_place(row: MatrixRow) -> tuple[str, int]:
    asset = row.asset
    if asset.owner_kind == OwnerKind.PARTNER and asset.owner_partner is not None:
        return "partners", asset.owner_partner
    if asset.owner_kind == OwnerKind.OURS and asset.owner_business_center is not None:
        return "business-centers", asset.owner_business_center
    return "assets", asset.id
