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
from delvia_desktop.reports.partner_record import PaperShare, PartnerRecord, render
from tests.reports.example import RECORD, SHARE

LEVELS = (
    ("Admin", "Money, people, settings, campaigns, reports", "critical"),
    ("Operator", "Campaigns, audiences, reports", "info"),
    ("Analyst", "Reports only", "good"),
)
FONTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansMono-Regular")
Texts = list[tuple[float, str, float, list[str]]]
"""Of one row: the left edge, font, size and lines of each text."""


def shares(rows: int) -> tuple[PaperShare, ...]:
    made = []
    for number in range(rows):
        label, meaning, tone = LEVELS[number % len(LEVELS)]
        made.append(
            replace(
                SHARE,
                asset_name=f"Nova DE – Performance {number}",
                asset_id=str(7123998103425500000 + number * 7),
                level=label,
                meaning=meaning,
                tone=tone,
                purpose=f"Campaign {number % 40} in Germany",
                granted_on=date(2026, 2, 1 + number % 28),
                planned_end=date(2027, 1, 1 + number % 28),
                confirmed_on=date(2026, 2, 5) if number % 3 else None,
            )
        )
    return tuple(made)


def record(rows: int) -> PartnerRecord:
    return replace(RECORD, open_shares=shares(rows))


def row_texts(share: PaperShare) -> Texts:
    regular, bold, mono = FONTS
    cells = (
        (44.0, regular, 9.0, share.asset_name, 142.0),
        (44.0, mono, 7.5, share.asset_id, 142.0),
        (44.0, regular, 7.5, f"{share.type_label}, owned by {share.owner}", 142.0),
        (194.0, bold, 9.0, share.level, 88.0),
        (194.0, regular, 7.5, share.meaning, 88.0),
        (290.0, regular, 8.0, share.purpose, 76.0),
        (290.0, regular, 7.5, f"Approved: {share.approved_by}", 76.0),
        (374.0, regular, 8.0, str(share.granted_on), 44.0),
        (426.0, regular, 8.0, str(share.planned_end), 47.0),
        (481.0, regular, 8.0, str(share.confirmed_on or "not yet"), 62.0),
        (481.0, regular, 7.5, f"read {share.last_verified_on}", 62.0),
    )
    return [
        (x, font, size, simpleSplit(text, font, size, room)) for x, font, size, text, room in cells
    ]


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
    paper = record(rows)
    bare = [row_texts(share) for share in paper.open_shares]
    render(record(1))
    ours, floor = [], []
    for _ in range(rounds):
        ours.append(timed(lambda: render(paper)))
        floor.append(timed(lambda: draw_bare(bare)))
    return {
        "rows": rows,
        "pages": render(paper)[1],
        "engine_s": min(ours),
        "floor_s": min(floor),
        "ratio": min(ours) / min(floor),
    }


def alone(rows: int, *, is_floor: bool) -> dict[str, float]:
    """Return seconds and the peak memory in MB of this process, which does nothing else."""
    if is_floor:
        register_fonts()
        bare = [row_texts(share) for share in shares(rows)]
        seconds = timed(lambda: draw_bare(bare))
    else:
        paper = record(rows)
        seconds = timed(lambda: render(paper))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, "seconds": seconds, "peak_mb": peak}


if __name__ == "__main__":
    sys.stdout.write(f"{alone(int(sys.argv[1]), is_floor='--floor' in sys.argv)}\n")
