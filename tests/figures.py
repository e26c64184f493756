"""How many examples each test takes: enough for a run of the gate, every promised one with `--all`.

All the counts stand here and nowhere else, those of hypothesis too, and so do the grids: where one
thing is tried in many ways, a run of the gate takes each thing, and the ways in turn.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from hypothesis import HealthCheck, settings

ALL = "DELVIA_ALL"
"""The variable that `dev.py test --all` sets."""

_FIGURES = {
    # what is counted: (in a run of the gate, when all is asked for)
    "acts at each record": (1, 4),
    "acts on many": (30, 60),
    "acts that touch few people": (2, 20),
    "acts that touch findings": (3, 6),
    "acts with findings mended": (3, 60),
    "bytes behind a seal": (30, 150),
    "clocks set wrong": (15, 15),
    "copies merged": (6, 40),
    "days with findings": (3, 6),
    "documents of a kind past the catalog": (2, 1000),
    "documents that agree": (2, 4),
    "drafts with secrets": (12, 25),
    "filters": (7, 14),
    "flipped bits": (60, 500),
    "fresh processes that draw": (1, 3),
    "forged papers": (40, 1000),
    "forged signed copies": (60, 300),
    "hostile papers": (60, 300),
    "hostile texts": (100, 300),
    "journals read back": (3, 6),
    "kills": (25, 200),
    "letters of a word": (100_000, 1_000_000),
    "lines of both directions": (500, 500),
    "lists of work": (4, 8),
    "lists on any day": (5, 10),
    "matrices compared": (12, 25),
    "matrices unfolded": (8, 15),
    "matrices": (20, 40),
    "next steps in any register": (1, 3),
    "odd calendar texts": (1000, 1000),
    "papers mixed": (50, 50),
    "plans applied": (6, 30),
    "plans known at one look": (12, 100),
    "plans of what nobody changed": (6, 30),
    "papers with markup": (20, 60),
    "past states": (6, 12),
    "records merged": (3, 20),
    "records of a place, one in": (3, 1),
    "redacted papers": (3, 5),
    "redacted pictures": (4, 8),
    "rows of a paper": (300, 5000),
    "spoilt files of a format": (16, 10_000),
    "spoilt pictures": (300, 600),
    "states compared": (6, 12),
    "steps of a claim": (30, 60),
    "undone and done again": (5, 10),
    "tables of odd texts": (300, 3000),
}

_GRIDS = {
    # what is tried in which ways: of how many ways a run of the gate takes one.
    # Each thing stays, and with the next thing it is the turn of the next way, so that none is left
    # out: a fault of a thing is seen in any of its ways, one of a way at any of its things.
    "buttons below a form by size of text and width": 4,
    "documents by edition": 2,
    "documents by language": 2,
    "editions of a document with hostile texts": 3,
    "findings whose step is the same act": 1000,
    "forms by direction of Tab": 2,
    "forms by size of text": 2,
    "forms of a place told to a screen reader": 2,
    "names of a script by document": 3,
    "parts of an extra that are missing or broken": 2,
    "places by size of text": 2,
    "places by width": 3,
    "registers of a rule whose next step is the same": 1000,
    "rules whose next step is the same": 3,
}

Case = TypeVar("Case")

for _name, _examples in (("gate", 50), ("all", 100)):
    settings.register_profile(
        _name,
        max_examples=_examples,
        deadline=None,
        derandomize=True,
        print_blob=True,
        # A register that an example changed is as good for the next one.
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


def figure(of: str) -> int:
    """Return how many of something are taken in this run."""
    at_each_run, when_all = _FIGURES[of]
    return when_all if os.environ.get(ALL) else at_each_run


def spread(of: str, cases: Iterable[Case], thing: Callable[[Case], Hashable]) -> list[Case]:
    """Return the cases of a grid that this run takes: each thing in some of its ways, or all."""
    one_in = 1 if os.environ.get(ALL) else _GRIDS[of]
    things: dict[Hashable, list[Case]] = {}
    for case in cases:
        things.setdefault(thing(case), []).append(case)
    return [
        case
        for turn, ways in enumerate(things.values())
        for case in ways[turn % min(one_in, len(ways)) :: one_in]
    ]


def load_profile() -> None:
    """Let hypothesis take as many examples as this run is to take."""
    settings.load_profile("all" if os.environ.get(ALL) else "gate")
