"""Properties over random acts: the journal is the truth, and everything can be taken back."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.grants import is_open, state_on
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import state_on as partnership_state
from delvia_desktop.domain.access.shares import Share, level_on
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.rows import PartnerRow, ShareRow, Wanted
from delvia_desktop.domain.words.errors import Conflict, Refused
from delvia_desktop.services.access import partners, partnerships, shares
from delvia_desktop.services.register import register
from delvia_desktop.storage.journal.journal import KnownAt
from delvia_desktop.storage.register.exports import export_lines
from tests.figures import figure
from tests.properties.acts import TODAY, play, state_of


@settings(max_examples=figure("past states"))
@given(seed=st.integers(0, 10_000))
def test_every_past_state_replays_equal_and_a_rebuilt_register_has_the_same_state(clock, seed):
    with tempfile.TemporaryDirectory() as folder:
        opened, states, rng = play(seed, 50, folder, clock)
        assert not opened.check()
        for number in rng.sample(sorted(states), min(8, len(states))):
            past = opened.as_of(number)
            assert state_of(past) == states[number]
            assert not past.check()
            past.close()
        rebuilt = register.rebuild(export_lines(opened.store.connection))
        assert rebuilt.register_state == opened.register_state
        assert state_of(rebuilt) == state_of(opened)
        rebuilt.close()
        opened.close()


@settings(max_examples=figure("undone and done again"))
@given(seed=st.integers(0, 10_000))
def test_undo_all_gives_the_empty_register_and_redo_all_the_last_also_after_a_restart(clock, seed):
    with tempfile.TemporaryDirectory() as folder:
        opened, _, _ = play(seed, 40, folder, clock)
        last, redoable = state_of(opened), opened.redo_title
        done = 0
        while opened.undo_title:
            opened.undo()
            done += 1
        counts = opened.store.counts()
        assert counts.pop("brand") == 1
        assert set(counts.values()) == {0}
        opened.close()
        opened = register.open_register(Path(folder) / "random.delvia", "Mara", clock)
        for _ in range(done):
            opened.redo()
        assert state_of(opened) == last
        assert opened.redo_title == redoable
        while opened.redo_title:
            opened.redo()
        with pytest.raises(Refused):
            opened.redo()
        opened.close()


@settings(max_examples=figure("lists on any day"))
@given(seed=st.integers(0, 10_000), back=st.integers(-20, 320))
def test_lists_agree_with_the_rules_on_any_day(clock, seed, back):
    with tempfile.TemporaryDirectory() as folder:
        opened, _, rng = play(seed, 60, folder, clock)
        on = TODAY - timedelta(days=back)
        rows = {row.id: row for row in opened.rows(ShareRow, Wanted(on)).page()}
        everything = opened.records.select(Share)
        assert set(rows) == {share.id for share in everything}
        for share in everything:
            assert rows[share.id].state == state_on(share, on)
            assert rows[share.id].level == level_on(share, on)
        wanted = Wanted(on, where={"is_open": 1})
        found = {row.id for row in opened.rows(ShareRow, wanted).page()}
        assert found == {share.id for share in everything if is_open(share, on)}
        for row in opened.rows(PartnerRow, Wanted(on)).page():
            newest = partnerships.current_partnership(opened.records, row.id)
            assert row.state == (partnership_state(newest, on) if newest else "draft")
        orders = ["asset_name", "partner_name", "planned_end", "level", "asset_type", "id"]
        for order in orders:
            down = rng.random() < 0.5
            listing = opened.rows(ShareRow, Wanted(on, order=order, descending=down))
            pages = [row.id for start in range(0, 200, 7) for row in listing.page(start, 7)]
            assert sorted(pages) == sorted(rows)
            assert listing.count() == len(rows)
        opened.close()


def test_an_act_is_reverted_unless_its_records_were_changed_since(nova):
    opened = nova.register
    number = opened.revision
    opened.perform(shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05"))
    with pytest.raises(Conflict, match="has been changed since"):
        opened.revert(number)
    opened.revert(opened.revision)
    assert opened.records.get(Share, nova.share.id) == nova.share
    with pytest.raises(Refused):
        opened.revert(1)
    with pytest.raises(Refused):
        opened.revert(999)


def test_listeners_are_told_what_was_touched_until_they_end(register_with_listener):
    opened, told = register_with_listener
    opened.perform(partners.record_partner, PartnerDraft(name="Kite", bc_id="7504233300559872018"))
    assert told[-1].records == {("partner", 1), ("business-center", 1)}


@pytest.fixture
def register_with_listener(register):
    told = []
    end = register.listen(told.append)
    yield register, told
    end()
    end()
    count = len(told)
    register.undo()
    assert len(told) == count


def test_a_clock_that_is_set_back_does_not_reorder_the_history(nova, clock):
    opened = nova.register
    middle = opened.revision
    clock.pass_days(-400)
    opened.perform(partners.record_partner, PartnerDraft(name="Early bird"))
    assert opened.revision == middle + 1
    assert not opened.check()
    assert opened.known_at(clock.now) == KnownAt(0, opened.revision)


def test_a_reason_is_kept_with_the_act(nova):
    nova.register.perform_because(
        "The invoice", shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05")
    )
    line = list(export_lines(nova.register.store.connection))[-1]
    assert '"reason": "The invoice"' in line
