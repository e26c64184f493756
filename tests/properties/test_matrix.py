"""The access matrix agrees with the lists over random registers, on any day."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.lists.rows import (
    AssignmentRow,
    ShareRow,
    ShopPartnerRow,
    SparkCodeRow,
    Wanted,
)
from delvia_desktop.domain.matrix.cells import CellChange, PartyKind
from delvia_desktop.domain.matrix.matrix import MatrixFilter
from delvia_desktop.domain.records.codec import canonical
from delvia_desktop.services.matrix.matrix import access_matrix
from delvia_desktop.services.register.register import Register, rebuild
from tests.figures import figure

TODAY = date(2026, 11, 23)
LEVELS = {
    "ADVERTISER": [["ANALYST"], ["OPERATOR"], ["ADMIN"]],
    "TT_ACCOUNT": [["POST"], ["POST", "LIVE"], ["DIRECT_MESSAGE"]],
    "TIKTOK_SHOP": [["AD_PROMOTION"]],
    "PIXEL": [[]],
}
PEOPLE, PARTNERS, ASSETS = 9, 4, 12
LISTS = {
    "share": ShareRow,
    "assignment": AssignmentRow,
    "shop-partner": ShopPartnerRow,
    "spark-code": SparkCodeRow,
}


def register(seed: int) -> Register:
    return rebuild(lines(random.Random(seed)))


def lines(rng: random.Random) -> Iterator[str]:
    head = dict.fromkeys(("zone", "who", "title", "reason", "digest"), "")
    head |= dict.fromkeys(("reverts", "undo_top", "redo_top"))
    for number, made in enumerate(changes(rng), start=1):
        line = {**head, "number": number, "at": "2026-01-01T00:00:00.000000+00:00", "act": "do"}
        yield json.dumps({**line, "changes": made})


def change(of: str, key: int, **values: object) -> list[object]:
    return [of, key, 1, canonical({"id": key, **values})]


def dates(rng: random.Random) -> dict[str, object]:
    """Return dates as a grant may have them: a plan, open, ended, seen gone."""
    days = sorted(TODAY - timedelta(days=rng.randint(-20, 300)) for _ in range(4))
    names = ("granted_on", "confirmed_on", "revoked_on", "verified_gone_on")[: rng.randint(0, 4)]
    return {name: day.isoformat() for name, day in zip(names, days, strict=False)}


def changes(rng: random.Random) -> Iterator[list[list[object]]]:
    yield [change("brand", 1, name="Nova")]
    yield [change("business-center", 1, name="Nova", bc_id="7" * 19, is_own=True)]
    yield [change("partner", n, name=f"Partner {n}") for n in range(1, PARTNERS + 1)]
    for n in range(1, PARTNERS + 1):
        yield [change("partnership", n, partner=n, business_center=1)]
    for n in range(1, PEOPLE + 1):
        employer = rng.choice(["OURS", "PARTNER", "FREELANCER", "UNKNOWN"])
        of = rng.randint(1, PARTNERS) if employer == "PARTNER" else None
        yield [change("person", n, name=f"Person {n % 4}", employer=employer, partner=of)]
    types = [rng.choice(list(LEVELS)) for _ in range(ASSETS)]
    for n, kind in enumerate(types, start=1):
        yield [change("asset", n, name=f"Asset {n}", asset_type=kind, owner_kind="UNKNOWN")]
    taken: set[tuple[str, int, int]] = set()
    for n in range(1, 40):
        asset = rng.randint(1, ASSETS)
        kind = types[asset - 1]
        level = rng.choice(LEVELS[kind])
        partner, person = rng.randint(1, PARTNERS), rng.randint(1, PEOPLE)
        of = rng.choice(["share", "share", "assignment", "shop-partner", "spark-code"])
        last = (TODAY + timedelta(days=rng.randint(-90, 9))).isoformat()
        fields = {
            "share": {"asset": asset, "partnership": partner, "level": level,
                      "is_incoming": rng.random() < 0.2},
            "assignment": {"asset": asset, "person": person, "level": level,
                           "surface": "BUSINESS_CENTER"},
            "shop-partner": {"asset": asset, "partner": partner, "scope": "Orders"},
            "spark-code": {"post": "Post", "days": 30, "asset": rng.choice([asset, None]),
                           "partner": rng.choice([partner, None]), "person": person,
                           "planned_end": last},
        }[of]  # fmt: skip
        days = dates(rng)
        holder = (of, asset, person if of == "assignment" else partner)
        if "revoked_on" not in days and of != "spark-code":
            if holder in taken:
                continue  # nobody is given the same twice at the same time
            taken.add(holder)
        yield [change(of, n, **fields, **days)]


def listed(opened: Register, on: date) -> set[tuple[str, int, int, str, int]]:
    """Return from the lists what is open: record, asset, and each holder's column."""
    found = set()
    people = {person.id: person for person in opened.records.select(Person)}
    for kind, of in LISTS.items():
        for row in opened.rows(of, Wanted(on, where={"is_open": 1})).page():
            if getattr(row, "asset", None) is None:
                continue
            for holder in ("partner", "person"):
                key = getattr(row, holder, None)
                if key is None:
                    continue
                column = (holder, key)
                if holder == "person" and people[key].employer == "PARTNER":
                    column = ("partner", people[key].partner)
                elif holder == "person" and people[key].employer == "OURS":
                    column = ("team", 0)
                found.add((kind, row.id, row.asset, *column))
    return found


def shown(opened: Register, on: date) -> set[tuple[str, int, int, str, int]]:
    found = [
        (held.kind, held.record, row.asset.id, str(party.kind), party.key)
        for row in access_matrix(opened, on).rows
        for party, cell in row.cells.items()
        for held in cell
    ]
    assert len(found) == len(set(found))
    return set(found)


@settings(max_examples=figure("matrices"))
@given(seed=st.integers(0, 100_000), back=st.integers(-10, 300))
def test_whatever_is_open_in_the_lists_has_its_cell_and_the_reverse(seed, back):
    opened = register(seed)
    for on in (TODAY, TODAY - timedelta(days=back)):
        assert shown(opened, on) == listed(opened, on)
    opened.close()


@settings(max_examples=figure("matrices compared"))
@given(seed=st.integers(0, 100_000), back=st.integers(1, 300))
def test_what_was_open_with_what_was_added_and_without_what_is_gone_is_what_is_open(seed, back):
    opened = register(seed)
    then = TODAY - timedelta(days=back)
    made = access_matrix(opened, TODAY, MatrixFilter(), (opened, then))
    marked = [
        ((held.kind, held.record, row.asset.id, str(party.kind), party.key), held)
        for row in made.rows
        for party, cell in row.cells.items()
        for held in cell
    ]
    now = {key for key, held in marked if held.change != CellChange.GONE}
    assert now == shown(opened, TODAY)
    before = shown(opened, then)
    assert {key for key, held in marked if held.change == CellChange.GONE} <= before
    assert {key for key, held in marked if held.change == CellChange.ADDED}.isdisjoint(before)
    kept = {key for key, held in marked if held.change is None}
    assert len(kept) + sum(n for c, n in made.changes.items() if c != CellChange.GONE) == len(now)
    opened.close()


@settings(max_examples=figure("matrices unfolded"))
@given(seed=st.integers(0, 100_000))
def test_unfolding_the_team_moves_grants_and_loses_none(seed):
    opened = register(seed)
    folded, unfolded = (
        access_matrix(opened, TODAY, MatrixFilter(unfolded=is_unfolded))
        for is_unfolded in (False, True)
    )

    def records(made) -> list[tuple[int, str, int, object]]:
        return sorted(
            (row.asset.id, held.kind, held.record, held.person or 0)
            for row in made.rows
            for cell in row.cells.values()
            for held in cell
        )

    assert records(folded) == records(unfolded)
    assert all(column.party.kind != PartyKind.TEAM for column in unfolded.columns)
    opened.close()
