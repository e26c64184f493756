"""Two copies of a register that went apart, merged: nothing is lost, and one undo parts them."""

from __future__ import annotations

import random
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.plans.references import referred
from delvia_desktop.domain.plans.three_way import Side
from delvia_desktop.domain.records.kinds import KINDS, kind_of
from delvia_desktop.domain.words.errors import DelviaError, Refused
from delvia_desktop.services.access import people
from delvia_desktop.services.plans.merge_planning import plan_merge
from delvia_desktop.services.plans.merging import merge_copy, open_copy
from delvia_desktop.services.register.register import open_register
from tests.figures import figure
from tests.properties.acts import act, play, state_of


def everything(opened):
    found = (record for kind in KINDS for record in opened.records.select(kind.record))
    return {(kind_of(record).name, record.id): record for record in found}


def go_on(opened, rng, acts):
    for _ in range(acts):
        with suppress(DelviaError):
            act(opened, rng)


@settings(max_examples=figure("copies merged"))
@given(seed=st.integers(0, 10_000), here=st.integers(0, 12), there=st.integers(0, 12))
def test_copies_that_went_apart_come_together_and_nothing_is_lost(clock, seed, here, there):
    with tempfile.TemporaryDirectory() as folder:
        ours, _, rng = play(seed, 40, folder, clock)
        base = everything(ours)
        copy = Path(shutil.copy(ours.path, Path(folder) / "copy.delvia"))
        go_on(ours, rng, here)
        theirs = open_register(copy, "Lea", clock)
        go_on(theirs, random.Random(seed + 1), there)
        for opened, name in ((ours, "Here"), (theirs, "There")):
            opened.perform(people.record_person, PersonDraft(name))
        there_now = everything(theirs)
        theirs.close()
        before, state = everything(ours), state_of(ours)
        other = open_copy(ours, copy)
        for side in (None, *Side):
            plan = plan_merge(ours, other, side)
            if plan.undecided or plan.obstacles:
                with pytest.raises(Refused):
                    ours.perform(merge_copy, plan, other.content)
            else:
                ours.perform(merge_copy, plan, other.content)
                assert_all_there(base, before, there_now, everything(ours), side)
                assert not ours.check()
                assert not plan_merge(ours, other, side).has_differences
                ours.undo()
            assert state_of(ours) == state
        plan = decided_at_random(ours, other, rng)
        if not plan.obstacles:
            ours.perform(merge_copy, plan, other.content)
            assert not ours.check()
            if plan.taken:
                ours.undo()
            assert state_of(ours) == state
        other.leave()
        ours.close()


def decided_at_random(ours, other, rng):
    """Return a plan of which each conflict is decided, as a person goes through them."""
    decisions = {}
    while (plan := plan_merge(ours, other, None, decisions)).undecided:
        asked = {each.key for each in plan.undecided}
        assert len(asked) == len(plan.undecided)
        decisions[rng.choice(sorted(asked))] = rng.choice(list(Side))
    assert decisions.keys() <= {each.key for each in plan.conflicts}
    return plan


def assert_all_there(base, before, there, after, side):
    """Check that what only one side did is as that side has it, and what both added is there."""
    for name, record in before.items():
        if name not in base and side is not Side.THEIRS:
            assert holds(after[name], record)
        elif there.get(name) == base.get(name):
            assert after[name] == record
    for name, record in there.items():
        is_ours_untouched = name in base and before.get(name) == base[name] != record
        if is_ours_untouched:
            assert plain(after[name]) == plain(record)
        elif name not in base and side is not Side.OURS:
            assert any(holds(each, record) for each in after.values())


def holds(after, record):
    """Tell whether a record says all that one said: from the other side it has what was empty."""
    kind, said = plain(record)
    filled = {name: value for name, value in said.items() if value not in (None, "", ())}
    return type(after) is kind and filled.items() <= vars(after).items()


def plain(record):
    """Return a record without what is another number in another copy."""
    gone = {"id", "made", "origin", *(each.field for each in referred(record))}
    return type(record), {name: v for name, v in vars(record).items() if name not in gone}
