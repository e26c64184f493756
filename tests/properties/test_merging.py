"""Two records merged in any register: nothing refers to the one that went, and undo parts them."""

from __future__ import annotations

import itertools
import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.records.kinds import KINDS, kind_named, kind_of, references
from delvia_desktop.domain.records.likeness import MERGED
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.services.access import people
from delvia_desktop.services.plans.duplicates import merge_records
from delvia_desktop.services.plans.records_around import users_of
from tests.figures import figure
from tests.properties.acts import play, state_of


def everything(opened):
    found = (record for kind in KINDS for record in opened.records.select(kind.record))
    return {(kind_of(record).name, record.id): record for record in found}


@settings(max_examples=figure("records merged"))
@given(seed=st.integers(0, 10_000))
def test_after_a_merge_nothing_refers_to_what_went_and_undo_parts_the_two_again(clock, seed):
    with tempfile.TemporaryDirectory() as folder:
        opened, _, rng = play(seed, 70, folder, clock)
        newest = [opened.perform(people.record_person, PersonDraft(name)) for name in ("Jo", "Joe")]
        done = 0
        for name in MERGED:
            pairs = list(itertools.permutations(opened.records.select(kind_named(name).record), 2))
            taken = rng.sample(pairs, min(8, len(pairs)))
            for keep, other in [*taken, newest] if name == "person" else taken:
                before, state = everything(opened), state_of(opened)
                to_move = {(kind_of(each).name, each.id)
                           for each in users_of(opened.records, other)}  # fmt: skip
                try:
                    made = opened.perform(merge_records, keep, other)
                except Refused:
                    assert state_of(opened) == state
                    continue
                done += 1
                after = everything(opened)
                assert_only_moved(before, after, keep, other, to_move)
                assert after[name, keep.id] == made
                opened.undo()
                assert state_of(opened) == state
        assert done
        assert not opened.check()
        opened.close()


def assert_only_moved(before, after, keep, other, to_move):
    """Check that all that referred to the one refers to the other, and that nothing else moved."""
    kind = kind_of(keep)
    assert before.keys() - after.keys() == {(kind.name, other.id)}
    for name, record in after.items():
        keys = [getattr(record, f) for f, to in references(kind_of(record)).items() if to == kind]
        if getattr(record, "subject_kind", "") == kind.name:
            keys.append(record.subject)
        assert other.id not in keys
        if record != before[name] and name not in {*to_move, (kind.name, keep.id)}:
            assert isinstance(keep, Person)  # a duty that named the one names the other
            assert other.name in vars(before[name]).values()
            assert keep.name in vars(record).values()
