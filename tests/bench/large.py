"""A register of 100,000 shares and 20,000 assignments, 320,000 changes, made from journal lines."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from delvia_desktop.domain.records.codec import canonical
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.services.register.register import Register, open_register, rebuild
from delvia_desktop.storage.file.file_format import MAJOR, MINOR
from delvia_desktop.storage.journal.journal import Change as Made
from delvia_desktop.storage.journal.journal import Revision, digest_of
from delvia_desktop.storage.register.exports import fill_from_lines

SHARES = 100_000
PARTNERS = 200
ASSETS = 5000
PEOPLE = 500
ASSIGNMENTS = 20_000
BATCHES = 3

Change = list[Any]


def large_register() -> Register:
    """Return the register in memory; it is the same each time."""
    return rebuild(_lines(random.Random(1)))


def large_file(path: Path) -> Register:
    """Make the register as a file, and open it to write."""
    lines = list(_lines(random.Random(1)))
    last = json.loads(lines[-1])
    said = {"revisions": last["number"], "state": last["digest"]}
    head = {"delvia_journal": 1, "schema": f"{MAJOR}.{MINOR}", **said}
    fill_from_lines(path, [json.dumps(head), *lines])
    return open_register(path, "Mara")


def _lines(rng: random.Random) -> Iterator[str]:
    moment, digest = "2026-01-01T00:00:00.000000+00:00", ""
    for number, made in enumerate(_changes(rng), start=1):
        bare = Revision(number, moment, "", "", "", "", "do", None, None, None, "")
        digest = digest_of(digest, bare, [Made(*each) for each in made])
        yield json.dumps({**vars(bare), "digest": digest, "changes": made})


def _change(of: str, key: int, **values: object) -> Change:
    kind = kind_named(of)
    assert kind is not None
    return [of, key, kind.shape, canonical({"id": key, **values})]


def _changes(rng: random.Random) -> Iterator[list[Change]]:
    yield [_change("brand", 1, name="Large")]
    yield [
        _change("business-center", n, name=f"Center {n}", bc_id=f"7{n:018d}", is_own=n == 1)
        for n in range(1, PARTNERS + 2)
    ]
    yield [
        _change("partner", n, name=f"Partner {n}", kind="AGENCY", business_center=n + 1)
        for n in range(1, PARTNERS + 1)
    ]
    yield [_change("partnership", n, partner=n, business_center=1) for n in range(1, PARTNERS + 1)]
    owner = {"owner_kind": "OWNER_BC", "owner_business_center": 1, "asset_type": "ADVERTISER"}
    yield [
        _change("asset", n, name=f"Asset {rng.randrange(10**6)}", asset_id=f"7{n:018d}", **owner)
        for n in range(1, ASSETS + 1)
    ]
    pairs = rng.sample(range(PARTNERS * ASSETS), SHARES)
    for batch in range(BATCHES):
        for start in range(0, SHARES, 1000):
            yield [_share(n, pairs[n], batch) for n in range(start, start + 1000)]

    yield [
        _change("person", n, name=f"Person {n}", employer="OURS", email=f"p{n}@nova.example")
        for n in range(1, PEOPLE + 1)
    ]
    given = rng.sample(range(PEOPLE * ASSETS), ASSIGNMENTS)
    for start in range(0, ASSIGNMENTS, 1000):
        yield [_assignment(n, given[n]) for n in range(start, start + 1000)]


def _assignment(number: int, pair: int) -> Change:
    granted = date(2026, 1, 1) + timedelta(days=number % 300)
    return _change(
        "assignment",
        number + 1,
        asset=pair // PEOPLE + 1,
        person=pair % PEOPLE + 1,
        surface=("BUSINESS_CENTER", "ADS_MANAGER")[number % 2],
        level=[("ANALYST", "OPERATOR", "ADMIN")[number % 3]],
        purpose=f"Duty {number}",
        granted_on=granted.isoformat(),
        planned_end=(granted + timedelta(days=400)).isoformat(),
    )


def _share(number: int, pair: int, batch: int) -> Change:
    granted = date(2026, 1, 1) + timedelta(days=number % 300)
    steps = dict.fromkeys(("confirmed_on", "last_verified_on")[:batch], granted.isoformat())
    kept_well = number % 10 > 0
    if batch > 1 and kept_well:
        steps["last_verified_on"] = (date(2026, 10, 1) + timedelta(days=number % 50)).isoformat()
    if kept_well:
        steps |= {"approved_by": "Mara Lindt", "evidence_ref": f"M-{number}"}
    return _change(
        "share",
        number + 1,
        asset=pair // PARTNERS + 1,
        partnership=pair % PARTNERS + 1,
        level=[("ANALYST", "OPERATOR", "ADMIN")[number % 3]],
        purpose=f"Purpose {number}",
        granted_on=granted.isoformat(),
        planned_end=(granted + timedelta(days=400 if kept_well else 200)).isoformat(),
        **steps,
    )
