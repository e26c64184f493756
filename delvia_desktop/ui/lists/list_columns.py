"""The columns of a list: in the order and width that a person gave them, sharing the room."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from delvia_desktop.ui.lists.chips import chip_width
from delvia_desktop.ui.lists.column_widths import LEAVES_LAST, Wish, shared_out
from delvia_desktop.ui.lists.list_model import Column, ListModel
from delvia_desktop.ui.lists.table_cells import AROUND

_DIGITS = 1.1
"""How wide a character of a column's share is, in digits: the margins of the cell count."""

_NAME, _SQUEEZED = 15, 8
"""Digits that the first column keeps beside others, and those of others where room is short.

They have room for about 18 letters.
"""

_HEAD = 28
"""Pixels beside the words of a heading, and beside its arrow."""

_ROUNDED = 2
"""Pixels: letters have widths between them."""

_STEP = 1.2
"""By how much a column becomes wider or narrower at a time."""

_LEAVES_FIRST = 2


class ListColumns(QObject):
    """Lays out the headings of a table, and follows the hand that drags them."""

    changed = Signal()
    """A person gave a column another place or width, or took all of that back."""

    was_reset = Signal()
    """All of them are to look as they are declared."""

    def __init__(self, table: QTableView, model: ListModel) -> None:
        """Begin with the columns as they are declared."""
        super().__init__(table)
        self._table, self._model = table, model
        self._hidden: frozenset[str] = frozenset()
        self._sizes: dict[str, float] = {}
        self._needs: dict[int, int] = {}
        self._measured: tuple[str, ...] = ()
        self._is_ours = False
        self._is_dragged = False
        head = self._head = table.horizontalHeader()
        head.setSectionsMovable(True)
        head.setFirstSectionMovable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.sectionResized.connect(self._sized)
        head.sectionMoved.connect(self._moved)
        head.viewport().installEventFilter(self)

    # How they look

    @property
    def titles(self) -> list[str]:
        """The titles of all columns in their order on the screen."""
        places = [self._head.logicalIndex(place) for place in range(self._head.count())]
        return [self._model.columns[place].title for place in places]

    @property
    def shown(self) -> list[Column]:
        """The columns that are seen, in their order on the screen."""
        places = [self._head.logicalIndex(place) for place in range(self._head.count())]
        return [self._model.columns[n] for n in places if not self._head.isSectionHidden(n)]

    def look(self) -> dict[str, Any]:
        """Return order and widths as they are remembered: by title, and in digits."""
        return {"order": self.titles, "widths": dict(self._sizes)}

    def show_look(self, look: Mapping[str, Any]) -> None:
        """Show order and widths as they were remembered; what is not understood is left out."""
        order, widths = look.get("order"), look.get("widths")
        known = [column.title for column in self._model.columns]
        if isinstance(widths, dict):
            self._sizes = {
                title: float(width)
                for title, width in widths.items()
                if title in known and isinstance(width, int | float) and width > 0
            }
        self._arrange([title for title in order if title in known] if order else known)
        self.share_out()

    def hide(self, titles: Collection[str]) -> None:
        """Show all columns but those with the titles; the first one always stays."""
        self._hidden = frozenset(titles) - {self._model.columns[0].title}
        self.share_out()

    def reset(self) -> None:
        """Show all of them in their usual order and width."""
        self.show_look({"order": [], "widths": {}})
        self.changed.emit()
        self.was_reset.emit()

    def move(self, title: str, *, by: int) -> int:
        """Move a column among those that are seen; return its new place, counted from 1."""
        shown = [column.title for column in self.shown]
        place = min(max(shown.index(title) + by, 0), len(shown) - 1)
        beside = shown[place]
        titles = [each for each in self.titles if each != title]
        titles.insert(titles.index(beside) + (by > 0) if beside != title else 0, title)
        if beside != title:
            self._arrange(titles)
            self.changed.emit()
        return place + 1

    def widen(self, title: str, *, by: int) -> None:
        """Make a column wider, or narrower where `by` is below nothing."""
        place = self._place_of(title)
        width = self._head.sectionSize(place) * _STEP**by
        self._sizes[title] = round(max(width / self._digit(), _SQUEEZED / 2), 1)
        self.share_out()
        self.changed.emit()

    # How they share the room

    def measure(self) -> None:
        """Look how wide the words of new rows are; share the room anew if they must not be cut."""
        if self._look_at_words():
            self.share_out()

    def measure_anew(self) -> None:
        """Look at the rows of another list; how wide the words of the last one were is over."""
        if self._look_at_words(anew=True):
            self.share_out()

    def _look_at_words(self, *, anew: bool = False) -> bool:
        """Look at the rows that are new, or at all in another font; return if widths change.

        New rows widen only what must not be cut, so that names stand still while a list scrolls.
        """
        metrics, before, rows = self._table.fontMetrics(), dict(self._needs), self._model.take_new()
        fonts = self._fonts()
        if anew := anew or fonts != self._measured:
            self._needs, self._measured, rows = {}, fonts, self._model.here()
        for place, column in enumerate(self._model.columns):
            if not (column.whole or anew):
                continue
            texts = {column.drawn(row) for row in rows}
            chip = chip_width("", metrics) if column.tone is not None else 0
            widest = chip + max(map(metrics.horizontalAdvance, texts), default=0)
            needed = max(widest + AROUND + _ROUNDED, self._head_of(column))
            self._needs[place] = max(self._needs.get(place, 0), needed)
        return self._needs != before

    def share_out(self) -> None:
        """Share the width of the table among the columns."""
        if self._fonts() != self._measured:
            self._look_at_words()
        columns, digit = self._model.columns, self._digit()
        room = self._table.viewport().width()
        places = [n for n, column in enumerate(columns) if column.title not in self._hidden]
        widths = shared_out(room, [self._wish(place, digit) for place in places])
        by_place = dict(zip(places, widths, strict=True))
        self._is_ours = True
        for place in range(len(columns)):
            width = by_place.get(place, 0)
            self._table.setColumnHidden(place, not width)
            if width:
                self._table.setColumnWidth(place, width)
        self._is_ours = False
        policy = Qt.ScrollBarPolicy
        scrolls = sum(widths) > room
        self._table.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )

    def _wish(self, place: int, digit: float) -> Wish:
        column = self._model.columns[place]
        if column.title in self._sizes:
            width = round(self._sizes[column.title] * digit)
            return Wish(width, width, width, 0, is_sized=True)
        leaves = 0 if column.kept else LEAVES_LAST if column.whole else _LEAVES_FIRST
        usual = min(column.share, _NAME) if place == 0 else column.share
        least, squeezed = round(usual * digit), round(min(usual, _SQUEEZED) * digit)
        whole = self._needs.get(place, least)
        if not column.whole:
            least = min(least, whole)
            squeezed = max(squeezed, self._head_of(column))  # what it is about stays to be read
            return Wish(least, whole, min(squeezed, least), column.share, leaves)
        shortest = min(least, whole) if leaves else whole
        return Wish(shortest, whole, shortest, 0, leaves)

    def _fonts(self) -> tuple[str, ...]:
        return self._table.font().toString(), self._head.font().toString()

    def _head_of(self, column: Column) -> int:
        return self._head.fontMetrics().horizontalAdvance(column.title) + _HEAD

    def _digit(self) -> float:
        return self._table.fontMetrics().horizontalAdvance("0") * _DIGITS

    def _place_of(self, title: str) -> int:
        return [column.title for column in self._model.columns].index(title)

    def _arrange(self, titles: Collection[str]) -> None:
        """Set columns in an order; those without a place in it stay behind the others."""
        self._is_ours = True
        for visual, title in enumerate(titles):
            self._head.moveSection(self._head.visualIndex(self._place_of(title)), visual)
        self._is_ours = False

    # What a hand does

    def _sized(self, place: int, before: int, width: int) -> None:
        if not self._is_ours and before and width:
            self._sizes[self._model.columns[place].title] = round(width / self._digit(), 1)
            self._is_dragged = True

    def _moved(self) -> None:
        self._is_dragged = self._is_dragged or not self._is_ours

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only when the hand lets go: the edge that it drags must not move away under it.
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self._let_go)  # the heading moves after this event
        return False

    def _let_go(self) -> None:
        if self._is_dragged:
            self._is_dragged = False
            self.share_out()
            self.changed.emit()
