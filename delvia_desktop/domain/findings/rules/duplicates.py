"""The rule about records that are likely one and the same, typed twice."""

from __future__ import annotations

from functools import partial
from typing import Any

from delvia_desktop.domain.records.findings import NextStep, Rule, Said, said
from delvia_desktop.domain.records.likeness import MERGED, twin_of
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later


def recorded_twice(kind: str, situation: Situation, record: Any) -> Said | None:  # noqa: ANN401
    """DUP-01: a record is likely the same as an older one."""
    pair = twin_of(situation, kind, record.id)
    if pair is None:
        return None
    older = situation.get(kind, pair.first)
    text = later("“{name}” may be the same as “{other}”. {why}.")
    act = NextStep(later("Merge…"), kind, record.id, Act.MERGE)
    why, names = pair.reason, {"name": record.name, "other": older.name}
    return said(text, act, (kind, pair.first), why=lambda: why.words, **names)


RULES = tuple(Rule("DUP-01", kind, partial(recorded_twice, kind), is_wide=True) for kind in MERGED)
