"""Rows of a table: the lines of their cells, how tall they are, and how one is cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from delvia_desktop.reports.shaping import Line, Style
from delvia_desktop.reports.wrapping import wrap

PADDING = 4.0
_GAP = 8.0
"""Between two columns, in points."""

Cell = tuple[tuple[str, Style], ...]
"""What stands in a cell: texts one below the other."""

Lines = tuple[tuple[Line, Style], ...]


@dataclass(frozen=True)
class Row:
    """A row ready to be drawn: the first lines of its cells stand on one base line."""

    cells: tuple[Lines, ...]
    widths: tuple[float, ...]
    ascent: float
    """From the top of the first line to its base line."""
    height: float

    def split(self, room: float) -> tuple[Row, Row]:
        """Return the lines that fit into a room in points, and the rest; one of each cell fits."""
        fits: list[Lines] = []
        rest: list[Lines] = []
        for lines in self.cells:
            left = room - 2 * PADDING - self.ascent
            taken = 0
            while taken < len(lines) and (not taken or left >= lines[taken][1].line):
                left -= lines[taken][1].line if taken else lines[0][1].descent
                taken += 1
            fits.append(lines[:taken])
            rest.append(lines[taken:])
        return _row(fits, self.widths), _row(rest, self.widths)


def set_row(cells: Sequence[Cell], widths: Sequence[float]) -> Row:
    """Return a row with its texts broken into lines."""
    used = tuple(widths[: len(cells)])
    return _row(
        [
            tuple((line, style) for text, style in cell for line in wrap(text, style, width - _GAP))
            for cell, width in zip(cells, used, strict=True)
        ],
        used,
    )


def _row(cells: Sequence[Lines], widths: tuple[float, ...]) -> Row:
    ascent = max((lines[0][1].line - lines[0][1].descent for lines in cells if lines), default=0.0)
    below = max(
        (
            sum(style.line for _, style in lines[1:]) + lines[-1][1].descent
            for lines in cells
            if lines
        ),
        default=0.0,
    )
    return Row(tuple(cells), widths, ascent, ascent + below + 2 * PADDING)
