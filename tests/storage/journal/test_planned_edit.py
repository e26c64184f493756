"""Records on trial: as the register has them, with what is planned above."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.words.errors import Missing
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.planned_edit import PlannedRecords

ASKED: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (Share, ("asset",)),
    (Share, ("asset", "is_incoming", "partnership")),
    (Share, ("granted_on",)),
    (Share, ("level",)),
    (Partnership, ("partner",)),
    (Asset, ("name", "asset_type")),
)


@pytest.mark.parametrize("seed", range(6))
def test_records_on_trial_are_those_of_the_register_with_what_is_planned(
    noon_sample: Register, seed: int
):
    rng = random.Random(seed)
    planned = PlannedRecords(noon_sample.store.connection)
    expected = {
        cls: {each.id: each for each in noon_sample.records.select(cls)} for cls, _ in ASKED
    }
    new = 0
    for _ in range(120):
        cls, names = rng.choice(ASKED)
        held = expected[cls]
        key = rng.choice(list(held))
        turn = rng.randrange(6)
        if turn == 0:
            new -= 1
            made = replace(held[key], id=new)
            assert planned.hold(cls, new, made) is None
            held[new] = made
        elif turn == 1 and len(held) > 2:
            assert planned.hold(cls, key, None) == held.pop(key)
            assert planned.find(cls, id=key) is None
            with pytest.raises(Missing):
                planned.get(cls, key)
        elif turn == 2:
            other = replace(rng.choice(list(held.values())), id=key)
            assert planned.hold(cls, key, other) == held[key]
            held[key] = other
        elif turn == 3:
            assert planned.get(cls, key) == held[key]
        elif turn == 4 and rng.random() < 0.2:
            assert {each.id: each for each in planned.select(cls)} == held
        else:
            equal = {name: getattr(held[key], name) for name in names}
            found = planned.select(cls, **equal)
            alike = (e for e in held.values() if all(getattr(e, n) == equal[n] for n in names))
            assert {each.id: each for each in found} == {each.id: each for each in alike}
