"""Moments of the past: what is known at them, also where the clock was wrong."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.history.time_travel import past_meant
from delvia_desktop.services.register.register import Register, new_register, record_brand
from delvia_desktop.storage.journal.journal import KnownAt
from tests.figures import figure


def played(folder: str, moments: list[datetime]) -> Register:
    """Return a register in which one act was done at each moment."""
    now = moments[:]
    opened = new_register(Path(folder) / "x.delvia", BrandDraft("0"), "Mara", lambda: now[0])
    for number, moment in enumerate(moments[1:], start=1):
        now[0] = moment
        opened.perform(record_brand, BrandDraft(str(number)))
    return opened


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T12:00:00+00:00")


BACK = ["2025-01-10", "2025-06-10", "1969-12-20", "2026-03-10"]
LEAP = ["2025-01-10", "2025-06-10", "2036-01-10", "2026-03-10"]
RIGHT = ["2025-01-10", "2025-06-10", "2025-06-10", "2026-03-10"]


@pytest.mark.parametrize(
    ("acts", "asked", "revision", "later"),
    [
        (RIGHT, "2024-12-31", 0, None),
        (RIGHT, "2025-05-01", 1, None),
        (RIGHT, "2025-06-10", 3, None),
        (RIGHT, "2027-01-01", 4, None),
        (BACK, "2001-12-24", 0, 3),
        (BACK, "2024-12-31", 0, 3),
        (BACK, "2025-05-01", 1, 3),
        (BACK, "2025-07-01", 3, None),
        (BACK, "2026-12-31", 4, None),
        (LEAP, "2025-07-01", 2, None),
        (LEAP, "2026-12-31", 2, 4),
        (LEAP, "2036-12-31", 4, None),
    ],
)
def test_a_moment_that_came_twice_is_said_to_be_so(tmp_path, acts, asked, revision, later):
    """B13: `--as-of 2025-05-01` showed acts of 2026."""
    opened = played(str(tmp_path), list(map(day, acts)))
    past = past_meant(opened, asked)
    opened.close()
    assert past.revision == revision
    if later is None:
        assert past.doubt == ""
        assert past.understood == past.words
    else:
        assert f"before #{later} was recorded" in past.doubt
        assert past.understood.startswith(past.words)


seconds = st.integers(0, 4_000_000_000)


@settings(max_examples=figure("clocks set wrong"))
@given(st.lists(seconds, min_size=1, max_size=8), seconds)
def test_nothing_recorded_after_a_later_moment_is_ever_shown_and_no_wrong_clock_is_silent(
    acts, asked
):
    """B13: never a silent wrong answer."""
    moments = [datetime.fromtimestamp(each, UTC) for each in acts]
    moment = datetime.fromtimestamp(asked, UTC)
    with tempfile.TemporaryDirectory() as folder:
        opened = played(folder, moments)
        known = opened.known_at(moment)
        opened.leave()
    assert all(each <= moment for each in moments[: known.revision])
    assert known.revision == len(moments) or moments[known.revision] > moment
    claimed = [n for n, each in enumerate(moments, 1) if n > known.revision and each <= moment]
    assert known == KnownAt(known.revision, claimed[0] if claimed else None)
