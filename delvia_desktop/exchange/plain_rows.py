"""Rows that need no second look: every cell says one thing, and nothing is to be left out.

Cells of a list say the same again and again, and few need more than to be taken as they are. So a
text is looked at once in its column; a row is plain where every one of its texts is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from delvia_desktop.exchange.source_tables import SourceRow

_FEWEST = 3
"""Cells of a row that cannot be a total, which has a word and a number."""


class _Column(NamedTuple):
    place: int
    meaning: str
    heading: str
    plain: dict[str, bool]


class PlainRows:
    """Takes the texts of plain rows, by their meanings in the order of the columns."""

    def __init__(
        self,
        columns: Mapping[int, str],
        headings: Mapping[int, str],
        constants: Mapping[str, str],
        is_plain: Callable[[str, str], bool],
    ) -> None:
        """Take `columns`, meanings by place; `is_plain` tells it of a meaning and a text.

        `constants` count for every row that says something; a row of the `headings` is not plain.
        """
        self._constants = constants
        self._is_plain = is_plain
        self._columns = [
            _Column(place, meaning, headings.get(place, ""), {})
            for place, meaning in columns.items()
        ]

    def texts(self, row: SourceRow) -> dict[str, str] | None:
        """Return what a row says, None if it needs a second look."""
        cells = row.cells
        if row.is_hidden or len(cells) < _FEWEST:
            return None
        texts = {**self._constants}
        says_something = False
        for place, meaning, heading, plain in self._columns:
            cell = cells.get(place)
            if cell is None:
                continue
            text = cell.text
            if text not in plain:
                plain[text] = text.strip() != heading and self._is_plain(meaning, text)
            if not plain[text] or cell.link:
                return None
            texts[meaning] = text
            says_something = True
        return texts if says_something else None
