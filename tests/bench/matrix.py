"""A register for the access matrix: 2,000 assets, 60 partners, 300 people, half of it filled."""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta

from delvia_desktop.domain.matrix.matrix import Matrix
from delvia_desktop.domain.records.codec import canonical
from delvia_desktop.services.register.register import Register, rebuild

ASSETS, PARTNERS, PEOPLE = 2000, 60, 300
SHARES, ASSIGNMENTS = 40_000, 20_000
LEVELS = ("ANALYST", "OPERATOR", "ADMIN")

Change = list[object]


def matrix_register() -> Register:
    """Return the register in memory; it is the same each time."""
    return rebuild(_lines(random.Random(2)))


def painted(matrix: Matrix) -> dict[str, float]:
    """Return the seconds that the table takes for one step of scrolling each way, painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from delvia_desktop.ui.matrix.matrix_table import MatrixTable
    from delvia_desktop.ui.toolkit import theme
    from delvia_desktop.ui.toolkit.workarounds import keep_constants_alive

    keep_constants_alive()
    application = QApplication.instance() or QApplication([])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    theme.apply(application, dark=False)
    table = MatrixTable("Access matrix")
    table.resize(1280, 800)
    table.show()
    began = time.perf_counter()
    table.show_matrix(matrix)
    table.grab()
    found = {"shown for the first time": time.perf_counter() - began}
    for name, bar in (
        ("a page down", table.verticalScrollBar()),
        ("a page to the right", table.horizontalScrollBar()),
    ):
        spent = []
        for _ in range(10):
            began = time.perf_counter()
            bar.setValue((bar.value() + bar.pageStep()) % max(bar.maximum(), 1))
            table.grab()
            spent.append(time.perf_counter() - began)
        found[name] = statistics.median(spent)
    table.close()
    return found


def _lines(rng: random.Random) -> Iterator[str]:
    empty = dict.fromkeys(("zone", "who", "title", "reason", "digest"), "")
    nothing = dict.fromkeys(("reverts", "undo_top", "redo_top"))
    moment = "2026-01-01T00:00:00.000000+00:00"
    for number, made in enumerate(_changes(rng), start=1):
        head = {**empty, **nothing, "number": number, "at": moment, "act": "do"}
        yield json.dumps({**head, "changes": made})


def _change(of: str, key: int, **values: object) -> Change:
    return [of, key, 1, canonical({"id": key, **values})]


def _changes(rng: random.Random) -> Iterator[list[Change]]:
    yield [_change("brand", 1, name="Large")]
    yield [_change("business-center", 1, name="Center", bc_id="7" + "1" * 18, is_own=True)]
    yield [_change("partner", n, name=f"Partner {n}") for n in range(1, PARTNERS + 1)]
    yield [_change("partnership", n, partner=n, business_center=1) for n in range(1, PARTNERS + 1)]
    yield [_change("person", n, name=f"Person {n}", **_employer(n)) for n in range(1, PEOPLE + 1)]
    owner = {"owner_kind": "OWNER_BC", "owner_business_center": 1, "asset_type": "ADVERTISER"}
    yield [
        _change("asset", n, name=f"Asset {rng.randrange(10**6)}", asset_id=f"7{n:018d}", **owner)
        for n in range(1, ASSETS + 1)
    ]
    shared = rng.sample(range(PARTNERS * ASSETS), SHARES)
    yield [
        _change(
            "share", n, asset=pair // PARTNERS + 1, partnership=pair % PARTNERS + 1, **_grant(n)
        )
        for n, pair in enumerate(shared, start=1)
    ]
    given = rng.sample(range(PEOPLE * ASSETS), ASSIGNMENTS)
    yield [
        _change("assignment", n, asset=pair // PEOPLE + 1, person=pair % PEOPLE + 1, **_grant(n))
        for n, pair in enumerate(given, start=1)
    ]


def _employer(number: int) -> dict[str, object]:
    if number % 3:
        return {"employer": "PARTNER", "partner": number % PARTNERS + 1}
    return {"employer": "FREELANCER" if number % 30 == 0 else "OURS"}


def _grant(number: int) -> dict[str, object]:
    granted = date(2026, 1, 1) + timedelta(days=number % 300)
    ended = {"revoked_on": (granted + timedelta(days=30)).isoformat()} if not number % 10 else {}
    return {"level": [LEVELS[number % 3]], "granted_on": granted.isoformat(), **ended}
