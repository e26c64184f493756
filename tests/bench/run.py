"""The table of timings, each beside a floor measured in the same run.

    python3 dev.py bench            everything
    python3 dev.py bench lists      one part, such as start, perform, papers, plans or window

Floors are what the same work costs without this program: an empty window, bare SQL, bare JSON with
bulk inserts, ReportLab's canvas. Read the ratios; seconds differ from machine to machine.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.shares import Share, ShareKey
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.findings.health import health_of
from delvia_desktop.domain.lists.filters import parse
from delvia_desktop.domain.lists.rows import ShareRow, Wanted
from delvia_desktop.domain.matrix.matrix import MatrixFilter, matrix_of
from delvia_desktop.domain.records.codec import canonical
from delvia_desktop.exchange.workbooks import read_workbook
from delvia_desktop.services.access import shares
from delvia_desktop.services.findings import findings
from delvia_desktop.services.history.differences import differences
from delvia_desktop.services.lists.lists import LISTS as LISTS_BY_NAME
from delvia_desktop.services.matrix.matrix import access_matrix
from delvia_desktop.services.plans.planning import Planned, apply_plan, make_plan
from delvia_desktop.services.plans.reading import read_files
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.services.register import search
from delvia_desktop.services.sample.sample import new_sample
from delvia_desktop.storage.journal.pictures import head_of
from delvia_desktop.storage.lists.list_queries import SHARES
from tests.bench.gaps import window
from tests.bench.large import large_file, large_register
from tests.bench.matrix import matrix_register, painted
from tests.bench.papers import long_record, measure, tables
from tests.bench.plans import ROWS, long_list
from tests.bench.table import beside, best, head, line, median, memory, within

ON = date(2026, 11, 23)
AT_ONCE = 0.05
EVERYTHING = 2.0
IN_THE_WINDOW = 0.3
"""What takes longer is done beside the window."""

EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import os
a = QApplication([]); w = QMainWindow(); w.resize(1280, 800); w.show(); w.repaint()
QTimer.singleShot(0, lambda: os._exit(0)); a.exec()
"""
OURS = """
import os, sys
from delvia_desktop.ui.main import begin, prepare
a, f = prepare(sys.argv); p = begin(a, f); p.window.repaint()
from PySide6.QtCore import QTimer
def end():
    if len(sys.argv) > 1:
        p.window.show_place('partners'); p.window.repaint()
    os._exit(0)
QTimer.singleShot(0, end); a.exec()
"""


def start(folder: Path) -> None:
    """Time a whole process until the first window is painted, and until partners are shown."""
    file = folder / "start.delvia"
    new_sample(file, "Mara").close()
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(folder)}

    def process(code: str, *arguments: str) -> float:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=environment,
            check=True,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - began

    process(EMPTY)
    process(OURS, str(file))
    floor = median(partial(process, EMPTY))
    line("start: first window painted", median(partial(process, OURS)), floor, 1.3)
    shown = median(partial(process, OURS, str(file)))
    line("start: the sample's partners shown", shown, floor, 2.5)


def perform(folder: Path) -> None:
    """Time one act against the same rows written by bare sqlite3 with the same pragmas."""
    file = folder / "perform.delvia"
    opened = new_sample(file, "Mara")
    share = next(s for s in opened.records.select(Share) if s.confirmed_on and not s.revoked_on)
    drafts = [StepDraft(on=(opened.today - timedelta(days=n % 2)).isoformat()) for n in range(200)]

    def ours() -> None:
        before = opened.records.get(Share, share.id)
        for draft in drafts:
            before = opened.perform(shares.take_step, before, "verify", draft)

    spent = best(ours, 3) / len(drafts)
    opened.close()
    driver = _bare_copy(file, folder / "bare.db")
    number = driver.execute("SELECT max(number) FROM revisions").fetchone()[0]
    after = driver.execute("SELECT after FROM changes WHERE kind = 'share' LIMIT 1").fetchone()[0]
    numbers = iter(range(number + 1, 10**9))

    def floor() -> None:
        for _ in drafts:
            this = next(numbers)
            day = f"2026-01-{this % 28 + 1:02d}"
            driver.execute("BEGIN IMMEDIATE")
            driver.execute(
                "INSERT INTO revisions (number, at, act, digest) VALUES (?, '2026', 'do', ?)",
                (this, "0" * 64),
            )
            driver.execute(
                "INSERT INTO changes VALUES (?,0,'share',?,1,?)", (this, share.id, after)
            )
            driver.execute("UPDATE shares SET last_verified_on=? WHERE id=?", (day, share.id))
            driver.execute("COMMIT")

    line("perform: one act", spent, best(floor, 3) / len(drafts), 3.0)
    driver.close()


def _bare_copy(file: Path, copy: Path) -> sqlite3.Connection:
    shutil.copy(file, copy)
    driver = sqlite3.connect(copy, isolation_level=None)
    for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        driver.execute(f'DROP TRIGGER "{name}"')
    for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "foreign_keys = ON"):
        driver.execute(f"PRAGMA {pragma}")
    return driver


JOINED = SHARES.rows.replace("WHERE s.id IN (:keys)", "").replace(":on", "'2026-11-23'") + " "
"""The same columns of the same rows, asked for in one piece of SQL and left as they come."""
BY_ASSET = JOINED.replace(
    "shares s JOIN assets a ON a.id = s.asset", "assets a CROSS JOIN shares s ON s.asset = a.id"
)
FOUND = "LIKE '%partner 199%'"
LISTS = (
    ("first page", {}, JOINED + "ORDER BY s.id LIMIT 200"),
    (
        "sort by asset",
        {"order": "asset_name"},
        BY_ASSET + "ORDER BY a.name_key, a.id, s.id LIMIT 200",
    ),
    (
        "sort by planned end, last first",
        {"order": "planned_end", "descending": True},
        JOINED + "ORDER BY s.planned_end DESC, s.id LIMIT 200",
    ),
    (
        "filter by partner",
        {"where": {"partner": 77}},
        JOINED + "WHERE p.id = 77 ORDER BY s.id LIMIT 200",
    ),
    (
        "filter by open",
        {"where": {"is_open": 1}},
        JOINED + "WHERE s.granted_on <= '2026-11-23' AND s.revoked_on IS NULL "
        "ORDER BY s.id LIMIT 200",
    ),
    (
        "search",
        {"text": "partner 199"},
        JOINED + f"WHERE s.search {FOUND} OR a.search {FOUND} OR p.search {FOUND} "
        "ORDER BY s.id LIMIT 200",
    ),
)


FILTERS = {
    "shares": (
        'partner:"partner 199"',
        "level:admin",
        "state:confirmed",
        "ends:<30d",
        'partner:"partner 19" level:admin ends:<90d -state:planned',
    ),
    "assignments": ('person:"person 77"', "surface:ads_manager level:operator", "ends:past"),
    "people": ("ways:>50",),
}
"""Filters as people type them."""


def lists(_folder: Path) -> None:
    """Time pages of lists of 100,000 shares and 20,000 assignments, filters, finding anything."""
    opened = large_register()
    driver = opened.store.connection
    for name, asked, sql in LISTS:
        listing = opened.rows(ShareRow, Wanted(ON, **asked))
        floor = best(lambda sql=sql: driver.execute(sql).fetchall())
        page = best(lambda listing=listing: listing.page(0, 200))
        line(f"lists: {name}", page, floor, 2.0)
        within("  page and length together", page + best(listing.count), AT_ONCE)
    for listed, texts in FILTERS.items():
        for text in texts:
            of = LISTS_BY_NAME[listed]
            conditions = parse(text, of.filters, ON).conditions
            narrowed = opened.rows(of.row, Wanted(ON, conditions=conditions))
            spent = best(partial(narrowed.page, 0, 200)) + best(narrowed.count)
            within(f"lists: {listed}, {text}", spent, AT_ONCE)
    for text in ("partner 199", "7000 0000 0000 0000 042", "person 77", "purpose 4711", "nowhere"):
        within(f"lists: find anything, {text}", best(partial(search.find, opened, text)), AT_ONCE)
    sorted_ = opened.rows(ShareRow, Wanted(ON, order="asset_name"))
    within(
        "lists: jump to row 50,000 of a sorted list",
        best(partial(sorted_.page, 50_000, 200)),
        AT_ONCE,
    )


def guidance(_folder: Path) -> None:
    """Time the findings of 100,000 shares and 20,000 assignments, all and after an act."""
    opened = large_register()
    known = findings.find(opened, ON)
    head = head_of(opened.store.connection)

    def again() -> None:
        share = opened.records.get(Share, ShareKey(5))
        asset = opened.records.get(Asset, share.asset)
        touched = {("share", 5): share, ("asset", int(asset.id)): asset}
        now = known.situation.after(known.situation.picture.after(head, touched), touched)
        findings.find_again(known, now, touched)

    whole = best(lambda: look(opened.picture(ON)), 3)
    within(f"findings: all, {len(known.found)} found", whole, EVERYTHING)
    within("findings: after an act", best(again, 3), AT_ONCE)
    within("findings: health", best(lambda: health_of.__wrapped__(known), 3), EVERYTHING / 2)


def replay(_folder: Path) -> None:
    """Time the state after a past revision against bare JSON reading with bulk insert."""
    opened = large_register()
    driver = opened.store.connection
    names = [
        "id",
        "asset",
        "partnership",
        "level",
        "purpose",
        "granted_on",
        "planned_end",
        "confirmed_on",
    ]

    def floor() -> None:
        target = sqlite3.connect(":memory:")
        target.execute(f"CREATE TABLE shares ({', '.join(names)})")
        state: dict[int, list[object]] = {}
        for record, after in driver.execute(
            "SELECT record, after FROM changes WHERE kind = 'share' ORDER BY revision"
        ):
            data = json.loads(after)
            state[record] = [canonical(data.get(name)) for name in names]
        places = ",".join("?" * len(names))
        target.executemany(f"INSERT INTO shares VALUES ({places})", state.values())

    spent = best(lambda: opened.as_of(opened.revision - 1).close(), 3)
    line("replay: 320,000 changes", spent, best(floor, 3), 2.0)
    everything = best(lambda: differences(opened, 0, opened.revision), 1)
    within("differences: from the beginning, 125,000 records", everything, 2.0)
    within("differences: the last 20 acts", best(lambda: differences(opened, 306, 326), 1), 2.0)


def papers(folder: Path) -> None:
    """Time a partner's record against its words on ReportLab's canvas, and against LibreOffice."""
    for rows, rounds in ((1000, 3), (20_000, 1)):
        found = measure(rows, rounds)
        name = f"papers: partner record, {rows:,} rows"
        line(name, found["engine_s"], found["floor_s"], 1.5, f"{found['pages']:.0f} pages")
    office = shutil.which("soffice")
    if office is None:
        print("papers: LibreOffice is not installed, so it is not compared here")
        return
    sheet = folder / "rows.csv"
    rows = [row for table in tables(long_record(1000)) for row in table.rows]
    cells = ([text.text for cell in row for text in cell] for row in rows)
    sheet.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in cells))
    convert = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(sheet)]
    draw = [sys.executable, "-m", "tests.bench.papers", "1000"]
    run = partial(subprocess.run, check=True, capture_output=True)
    run(convert)
    ours, floor = best(partial(run, draw), 3), best(partial(run, convert), 3)
    line("papers: 1,000 rows, a process each, LibreOffice", ours, floor, 0.34)


HELD = """SELECT a.id, a.name, p.id, p.name, s.id, s.level, s.granted_on, s.revoked_on
 FROM shares s JOIN assets a ON a.id = s.asset JOIN partnerships x ON x.id = s.partnership
 JOIN partners p ON p.id = x.partner UNION ALL
 SELECT a.id, a.name, p.id, p.name, g.id, g.level, g.granted_on, g.revoked_on
 FROM assignments g JOIN assets a ON a.id = g.asset JOIN persons p ON p.id = g.person"""


def matrix(_folder: Path) -> None:
    """Time the matrix of 2,000 assets and 60 partners, and how long the window takes to paint it.

    The floor is the bare rows of every share and assignment, put by asset and holder.
    """
    opened = matrix_register()
    driver = opened.store.connection

    def floor() -> None:
        cells: dict[tuple[int, int], list[object]] = {}
        for row in driver.execute(HELD):
            levels = json.loads(row[5])
            cells.setdefault((row[0], row[2]), []).append((row[1], row[3], levels, *row[6:]))

    bare = best(floor, 3)
    line("matrix: picture and cells", best(lambda: access_matrix(opened, ON), 3), bare, 6.0)
    picture = opened.picture(ON)
    shown = matrix_of(picture, MatrixFilter())
    line("matrix: another filter", best(lambda: matrix_of(picture, MatrixFilter()), 3), bare, 3.0)
    earlier = replace(picture, on=date(2026, 8, 1))
    compared = partial(matrix_of, picture, MatrixFilter(), earlier)
    line("matrix: compared with another day", best(compared, 3), bare, 8.0)
    first, *steps = painted(shown).items()
    within(f"matrix: {first[0]}", first[1], IN_THE_WINDOW)
    for name, spent in steps:
        within(f"matrix: {name}", spent, AT_ONCE)


def plans(folder: Path) -> None:
    """Time a list of 20,000 rows of XLSX on its way into a register of 100,000 shares.

    The floor is what the bare reader takes to read its cells.
    """
    opened = large_file(folder / "large.delvia")
    file = SourceBytes("shares.xlsx", long_list(opened))

    def bare() -> object:
        return read_workbook(file.content)

    read = beside(lambda: read_files([file]), bare)
    line("plans: lines of 20,000 rows of XLSX", *read, 2.0)

    def planned() -> Planned:
        read = read_files([file])
        return make_plan(opened, read.lines, read.files)

    plan = planned().plan
    if plan.counts["new"] + plan.counts["same"] < ROWS * 0.99:
        raise ValueError(plan.counts)
    line("plans: their plan, from the file", *beside(planned, bare), 3.0)
    within("plans: applied as one act", best(lambda: apply_plan(opened, plan), 1), 10.0)
    opened.leave()


PARTS = {
    "start": start,
    "perform": perform,
    "lists": lists,
    "guidance": guidance,
    "matrix": matrix,
    "replay": replay,
    "papers": papers,
    "plans": plans,
    "window": window,
}


def main(wanted: list[str]) -> None:
    """Measure the parts that were asked for, each in a process of its own for its memory."""
    if len(wanted) != 1:
        head()
        for name in wanted or PARTS:
            subprocess.run([sys.executable, "-m", "tests.bench.run", name], check=True)
        return
    (name,) = wanted
    with tempfile.TemporaryDirectory() as scratch:
        PARTS[name](Path(scratch))
    memory()


if __name__ == "__main__":
    main(sys.argv[1:])
