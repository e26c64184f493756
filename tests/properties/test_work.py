"""Lists of reviews and procedures say what the rules say, in any register on any day."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.brand import BrandDraft
from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.domain.procedure_steps import is_going_on
from delvia_desktop.domain.review_follow_up import OPEN, FollowUp, follow_up
from delvia_desktop.domain.review_steps import counts_of
from delvia_desktop.domain.reviews import Review, ReviewLine
from delvia_desktop.domain.rows import Wanted
from delvia_desktop.domain.situation import Situation
from delvia_desktop.services import procedures, reviews
from delvia_desktop.services.register import new_register
from tests.figures import figure
from tests.properties.acts import act
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
        for row in reviews.list_reviews(opened, Wanted(on)).page():
            lines = reviews.lines_in(opened, opened.records.get(Review, row.id))
            counts = counts_of(lines)
            assert (row.lines, row.undecided) == (counts.lines, counts.undecided)
            stands = [follow_up(situation, line) for line in lines]
            assert row.to_follow == sum(each in OPEN for each in stands)
            assert row.to_revoke == stands.count(FollowUp.TO_REVOKE)
            assert row.unverified == stands.count(FollowUp.REVOKED)
            assert row.to_change == stands.count(FollowUp.TO_CHANGE)
        for row in reviews.list_review_lines(opened, Wanted(on)).page():
            line = opened.records.get(ReviewLine, row.id)
            assert row.state == (follow_up(situation, line) or ""), row
        for row in procedures.list_runs(opened, Wanted(opened.today)).page():
            run = situation.picture.runs[row.id]
            guide = procedures.guide_of(opened, run, on)
            assert row.taken == sum(stand.is_taken for stand in guide.stands)
            assert is_going_on(run) is (row.state in {"running", "late"})
        opened.close()
