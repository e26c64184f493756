"""The time of an access record beside the same strings drawn with ReportLab's canvas directly.

By itself, for one size in a process of its own: `python -m tests.bench.papers ROWS [--floor]`.
"""

from __future__ import annotations

import gc
import io
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop import resources
from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.shares import Share, ShareKey
from delvia_desktop.domain.papers.content import Content, Table, Words
from tests.reports.example import SHARE, content, draw, many_assets, picture

LEVELS = ("ADMIN", "OPERATOR", "ANALYST")
REGULAR, BOLD, MONO = FONTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansMono-Regular")
LOOKS = {
    "plain": (REGULAR, 9.0),
    "cell": (REGULAR, 8.0),
    "missing": (REGULAR, 8.0),
    "second": (REGULAR, 7.5),
    "id": (MONO, 7.5),
}
"""Font and size of each look; others are bold."""
LEFT, WIDTH = 44.0, A4[0] - 88.0
Texts = list[tuple[float, str, float, list[str]]]
"""Of one row: the left edge, font, size and lines of each text."""


def shares(rows: int) -> tuple[Share, ...]:
    return tuple(
        replace(
            SHARE,
            id=ShareKey(number + 1),
            asset=AssetKey(number + 1),
            level=(LEVELS[number % len(LEVELS)],),
            purpose=f"Campaign {number % 40} in Germany",
            granted_on=date(2026, 2, 1 + number % 28),
            planned_end=date(2027, 1, 1 + number % 28),
            confirmed_on=date(2026, 2, 5) if number % 3 else None,
        )
        for number in range(rows)
    )


def long_record(rows: int) -> Content:
    return content(picture(assets=many_assets(rows), shares=shares(rows)))


def tables(paper: Content) -> list[Table]:
    return [section.table for section in paper.sections if section.table is not None]


def texts(paper: Content) -> list[Texts]:
    """Return every row of every table, broken into lines."""
    return [
        [drawn for place, cell in enumerate(row) for drawn in _lines(cell, *edges[place])]
        for table in tables(paper)
        for edges in (_edges(table),)
        for row in table.rows
    ]


def _edges(table: Table) -> list[tuple[float, float]]:
    """Return where each column begins, and how wide it is."""
    widths = [WIDTH * share / sum(s for _, s in table.columns) for _, share in table.columns]
    return [(LEFT + sum(widths[:place]), width) for place, width in enumerate(widths)]


def _lines(cell: tuple[Words, ...], x: float, width: float) -> Texts:
    made = []
    for text in cell:
        font, size = LOOKS.get(text.look, (BOLD, 9.0))
        made.append((x, font, size, simpleSplit(text.text, font, size, width - 8)))
    return made


def draw_bare(rows: list[Texts]) -> bytes:
    """Draw strings that are broken into lines already, and a line under each row."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
    y = A4[1] - 60
    for row in rows:
        if y < 110:
            canvas.showPage()
            y = A4[1] - 60
        column, below = -1.0, y
        for x, font, size, lines in row:
            if x != column:
                column, below = x, y
            canvas.setFont(font, size)
            for line in lines:
                below -= size * 1.35
                canvas.drawString(x, below, line)
        y -= 48
        canvas.line(44, y, 551, y)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def register_fonts() -> None:
    for name in FONTS:
        pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", f"{name}.ttf"))))


def timed(act: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def measure(rows: int, rounds: int = 3) -> dict[str, float]:
    """Return seconds of both, the best of several rounds that take turns, and their ratio."""
    register_fonts()
    paper = long_record(rows)
    bare = texts(paper)
    draw(long_record(1))
    ours, floor = [], []
    for _ in range(rounds):
        ours.append(timed(lambda: draw(paper)))
        floor.append(timed(lambda: draw_bare(bare)))
    return {
        "rows": rows,
        "pages": draw(paper)[1],
        "engine_s": min(ours),
        "floor_s": min(floor),
        "ratio": min(ours) / min(floor),
    }


def alone(rows: int, *, is_floor: bool) -> dict[str, float]:
    """Return seconds and the peak memory in MB of this process, which does nothing else."""
    if is_floor:
        register_fonts()
        bare = texts(long_record(rows))
        seconds = timed(lambda: draw_bare(bare))
    else:
        paper = long_record(rows)
        seconds = timed(lambda: draw(paper))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, "seconds": seconds, "peak_mb": peak}


if __name__ == "__main__":
    sys.stdout.write(f"{alone(int(sys.argv[1]), is_floor='--floor' in sys.argv)}\n")
