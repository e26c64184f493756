"""Rows of a table: the lines of their cells, how tall they are, and how one is cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from delvia_desktop.reports.typesetting.shaping import ShapedLine, Style
from delvia_desktop.reports.typesetting.wrapping import wrap


@dataclass(frozen=True)
class Spacing:
    """Room above and below the lines of a row, and between two columns, in points."""

    padding: float
    gap: float


ROOMY, DENSE = Spacing(4.0, 8.0), Spacing(1.2, 3.0)
_BETWEEN = 2.0
"""Between two entries on one line of a dense row."""
_LONGEST = 104.0
"""How far a turned head reaches upwards before it takes another line, in points."""

Cell = tuple[tuple[str, Style], ...]
"""What stands in a cell: texts one below the other."""

Lines = tuple[tuple[ShapedLine, Style], ...]


@dataclass(frozen=True)
class Row:
    """A row ready to be drawn: the first lines of its cells stand on one base line."""

    cells: tuple[Lines, ...]
    widths: tuple[float, ...]
    ascent: float
    """From the top of the first line to its base line."""
    height: float
    spacing: Spacing = ROOMY
    turned: int = 0
    """How many of the last cells have lines that run upwards: they are heads of narrow columns."""

    def placed(self, cell: int) -> Iterator[tuple[ShapedLine, Style, float, int]]:
        """Yield the lines of a cell, each with its place from the left and its number from above.

        In a dense row what fits stands on the line of what comes before it.
        """
        yield from _placed(self.cells[cell], self.widths[cell], self.spacing)

    def split(self, room: float) -> tuple[Row, Row]:
        """Return the lines that fit into a room in points, and the rest; one of each cell fits."""
        fits: list[Lines] = []
        rest: list[Lines] = []
        for lines in self.cells:
            left = room - 2 * self.spacing.padding - self.ascent
            taken = 0
            while taken < len(lines) and (not taken or left >= lines[taken][1].line):
                left -= lines[taken][1].line if taken else lines[0][1].descent
                taken += 1
            fits.append(lines[:taken])
            rest.append(lines[taken:])
        return _row(fits, self.widths, self.spacing), _row(rest, self.widths, self.spacing)


def set_row(cells: Sequence[Cell], widths: Sequence[float], spacing: Spacing = ROOMY) -> Row:
    """Set a row of a drawn table: its texts are broken into lines."""
    used = tuple(widths[: len(cells)])
    return _row(
        [
            tuple(
                (line, style)
                for text, style in cell
                for line in wrap(text, style, width - spacing.gap)
            )
            for cell, width in zip(cells, used, strict=True)
        ],
        used,
        spacing,
    )


def set_head(cells: Sequence[Cell], widths: Sequence[float], turned: int) -> Row:
    """Set the head row of a dense table: last cells upwards, a long one on two lines.

    What does not find room in them is cut: whoever turns a head keeps it short.
    """
    plain = len(cells) - turned
    row = set_row(cells[:plain], widths[:plain], DENSE)
    upright: list[Lines] = []
    for cell, width in zip(cells[plain:], widths[plain:], strict=True):
        lines = [(line, style) for text, style in cell for line in wrap(text, style, _LONGEST)]
        upright.append(tuple(lines[: max(1, int(width / cell[0][1].line))]))
    reach = max((line.width * style.size / 1000 for cell in upright for line, style in cell))
    height = max(row.height, reach + 4 * DENSE.padding)
    return Row((*row.cells, *upright), tuple(widths), row.ascent, height, DENSE, turned)


def _placed(
    lines: Lines, width: float, spacing: Spacing
) -> Iterator[tuple[ShapedLine, Style, float, int]]:
    if spacing == ROOMY:
        for level, (line, style) in enumerate(lines):
            yield line, style, 0.0, level
        return
    x, level = 0.0, -1
    for line, style in lines:
        wide = line.width * style.size / 1000
        if level < 0 or x + wide > width - spacing.gap:
            x, level = 0.0, level + 1
        yield line, style, x, level
        x += wide + _BETWEEN


def _row(cells: Sequence[Lines], widths: tuple[float, ...], spacing: Spacing) -> Row:
    if spacing == DENSE:
        return _dense_row(cells, widths)
    ascent = max((lines[0][1].line - lines[0][1].descent for lines in cells if lines), default=0.0)
    below = max(
        (
            sum(style.line for _, style in lines[1:]) + lines[-1][1].descent
            for lines in cells
            if lines
        ),
        default=0.0,
    )
    return Row(tuple(cells), widths, ascent, ascent + below + 2 * spacing.padding, spacing)


def _dense_row(cells: Sequence[Lines], widths: tuple[float, ...]) -> Row:
    """Return a row whose lines are all of one height."""
    style = next((lines[0][1] for lines in cells if lines), None)
    if style is None:
        return Row(tuple(cells), widths, 0.0, 2 * DENSE.padding, DENSE)
    levels = [
        1 + max((level for *_, level in _placed(lines, width, DENSE)), default=0)
        for lines, width in zip(cells, widths, strict=True)
    ]
    height = max(levels) * style.line + 2 * DENSE.padding
    return Row(tuple(cells), widths, style.line - style.descent, height, DENSE)
