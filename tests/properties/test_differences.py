"""Differences: what is told of two moments leads from the one to the other."""

from __future__ import annotations

import random
import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.services.history.differences import differences
from tests.figures import figure
from tests.properties.acts import play


def everything(opened) -> dict[tuple[str, int], dict]:
    return {
        (kind.name, int(record.id)): encode(record)
        for kind in KINDS
        for record in opened.records.select(kind.record)
    }


@settings(max_examples=figure("states compared"))
@given(seed=st.integers(0, 10_000))
def test_the_differences_lead_from_one_state_to_the_other(clock, seed):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        opened, states, _ = play(seed, 60, folder, clock)
        first, last = (rng.choice(sorted(states)) for _ in range(2))
        then, now = opened.as_of(first), opened.as_of(last)
        state, wanted = everything(then), everything(now)
        for change in differences(opened, first, last):
            key = (change.kind, change.id)
            assert (key in state) == (change.what != "added")
            assert (key in wanted) == (change.what != "gone")
            fields = state.pop(key, {"id": change.id})
            for field in change.fields:
                assert fields.get(field.field) == field.before
                fields[field.field] = field.after
            if change.what != "gone":
                state[key] = {name: value for name, value in fields.items() if value is not None}
        assert state == wanted
        assert differences(opened, first, first) == ()
        then.close()
        now.close()
        opened.close()
