"""Lists of reviews and procedures say what the rules say, in any register on any day."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import ReviewLineRow, ReviewRow, RunRow
from delvia_desktop.domain.procedures.plans import guided_procedure
from delvia_desktop.domain.procedures.steps import is_seen
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.procedures import Step, is_going_on
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.follow_up import OPEN, FollowUp, follow_up
from delvia_desktop.domain.reviews.steps import counts_of
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.access import assets, business_centers
from delvia_desktop.services.procedures import onboarding, procedures
from delvia_desktop.services.register.register import new_register
from delvia_desktop.services.reviews import reviews
from tests.figures import figure
from tests.properties.acts import act, agency_draft, state_of
from tests.registers import Clock


@given(seed=st.integers(0, 10**6), days=st.integers(-400, 400))
@settings(max_examples=figure("lists of work"))
def test_lists_of_work_say_what_the_rules_say_on_any_day(seed, days):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        opened = new_register(Path(folder) / "random.delvia", BrandDraft("Nova"), "Mara", Clock())
        for _ in range(90):
            try:
                act(opened, rng)
            except DelviaError:
                continue
        on = date(2026, 11, 23) + timedelta(days=days)
        situation = Situation(opened.picture(on))
        for row in opened.rows(ReviewRow, Wanted(on)).page():
            lines = reviews.lines_in(opened, opened.records.get(Review, row.id))
            counts = counts_of(lines)
            assert (row.lines, row.undecided) == (counts.lines, counts.undecided)
            stands = [follow_up(situation, line) for line in lines]
            assert row.to_follow == sum(each in OPEN for each in stands)
            assert row.to_revoke == stands.count(FollowUp.TO_REVOKE)
            assert row.unverified == stands.count(FollowUp.REVOKED)
            assert row.to_change == stands.count(FollowUp.TO_CHANGE)
        for row in opened.rows(ReviewLineRow, Wanted(on)).page():
            line = opened.records.get(ReviewLine, row.id)
            assert row.state == (follow_up(situation, line) or ""), row
        for row in opened.rows(RunRow, Wanted(opened.today)).page():
            run = situation.picture.runs[row.id]
            guide = procedures.guide_of(opened, run, on)
            recorded = [stand.step for stand in guide.stands if stand.step is not None]
            assert row.taken == len(recorded)
            assert is_going_on(run) is (row.state in {"running", "late"})
        opened.close()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=8)
def test_an_added_agency_leaves_its_procedure_with_what_is_seen_as_done(seed):
    """Issue 16: in any register just the steps that the four steps did are done, by one act."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        opened = new_register(Path(folder) / "random.delvia", BrandDraft("Nova"), "Mara", Clock())
        center = BusinessCenterDraft(name="Nova", bc_id="6954233089097562118", is_own=True)
        ours = opened.perform(business_centers.record_business_center, center)
        for number in range(3):
            draft = AssetDraft(
                f"Account {number}", "PIXEL", pixel_code=f"C9ABCDEFGHIJKLMNOPQ{number}",
                owner_kind="OWNER_BC", owner_business_center=ours.id,
            )  # fmt: skip
            opened.perform(assets.record_asset, draft)
        for _ in range(40):
            try:
                act(opened, rng)
            except DelviaError:
                continue
        number = str(rng.randint(6 * 10**18, 8 * 10**18 - 1))
        draft = agency_draft(opened, rng, "Zephyr Quartz", number, lambda: "2026-11-23")
        before, revision = state_of(opened), opened.revision
        try:
            run = opened.perform(onboarding.add_agency, draft).run
        except DelviaError:
            assert (state_of(opened), opened.revision) == (before, revision)
            return
        situation = Situation(opened.picture())
        taken = opened.records.select(Step, run=run.id)
        path = [step for step in guided_procedure().steps if step.guided]
        assert {step.code for step in taken} == {
            step.code for step in path if is_seen(step, situation, run)
        }
        assert {step.made for step in taken} == {opened.revision} == {revision + 1}
        opened.undo()
        assert state_of(opened) == before
        assert opened.check() == []
        opened.close()
