"""How long the window stands still while 20,000 rows are imported into 100,000 shares."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from delvia_desktop.ui.main import begin, prepare
from delvia_desktop.ui.plans.import_window import ImportWindow
from tests.bench.large import large_file
from tests.bench.plans import long_list
from tests.bench.table import within

_STILL = 0.1
"""Seconds that a person takes for at once."""
_REST = 1.0
"""Seconds after a step in which what it leaves to be done belongs to it."""
_BEAT = 5
"""Milliseconds between two looks at the events of the window."""
_COLUMNS, _DIFFERENCES, _DONE = range(1, 4)


class Gaps:
    """The longest time between two beats of the window's own thread."""

    def __init__(self) -> None:
        """Begin to beat."""
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def window(folder: Path) -> None:
    """Print the longest time for which the window stood still in each step of an import."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(folder)}
    file, table = folder / "large.delvia", folder / "shares.xlsx"
    opened = large_file(file)
    table.write_bytes(long_list(opened))
    opened.leave()
    application, named = prepare(["delvia-desktop", str(file)])
    program = begin(application, named)
    application.processEvents()  # the register is opened once the first window is painted
    main, gaps = program.window, Gaps()

    def step(name: str, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
        gaps.longest = 0.0
        QTimer.singleShot(0, act)
        done: float | None = None
        while done is None or time.perf_counter() < done + _REST:
            application.processEvents()
            time.sleep(0.001)
            if done is None and is_done():
                done = time.perf_counter()
        within(f"window: {name}", gaps.longest, _STILL)

    step("the Overview", main.show, lambda: main.session.watch.attention is not None)
    importing = ImportWindow(main, main.session)
    go_on = importing.next_button
    importing.show()
    step("20,000 rows read", lambda: importing.add_files([table]), go_on.isEnabled)
    if importing.columns.is_needed:
        step("columns", go_on.click, lambda: importing.step == _COLUMNS)
    step("planned", go_on.click, lambda: importing.step == _DIFFERENCES and go_on.isEnabled())
    step("recorded as one act", go_on.click, lambda: importing.step == _DONE)
    step("undone", main.session.undo, lambda: bool(main.session.live.redo_title))
    main.session.watch.rest()
    main.session.live.leave()
