"""Who has an asset when one agency follows another: last day, first day, and what lies between."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.papers.turnover import turns_of
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.services.access import partners, partnerships, shares


@pytest.fixture
def follower(nova):
    """An agency that is to begin on 1 Dec 2026; nothing is shared with it yet."""
    register = nova.register
    partner = register.perform(partners.record_partner, PartnerDraft(name="Kite"))
    draft = PartnershipDraft(
        business_center=nova.center.id, engagement_start="2026-12-01", requested_on="2026-11-01"
    )
    register.perform(partnerships.record_partnership, partner, draft)
    return partner


def give(nova, partner, asset, **days):
    period = partnerships.current_partnership(nova.register.records, partner.id)
    draft = ShareDraft(asset=asset.id, partnership=period.id, level=("ANALYST",), **days)
    return nova.register.perform(shares.record_share, draft)


def turns(nova, follower):
    return turns_of(Situation(nova.register.picture()), nova.partner, follower)


# The share of the old agency ends as planned on 31 Jan 2027.
@pytest.mark.parametrize(
    ("granted_on", "revoked_on", "overlap"),
    [
        ("2026-01-10", "", 363),  # the new one had it first: from the 3rd of February on
        ("", "", 62),  # planned: from the first day of the engagement, 1 Dec to 31 Jan
        ("2026-11-20", "", 73),
        ("2026-11-20", "2026-11-21", 1),  # gone on the 21st: both had it on the 20th
        ("2026-11-20", "2026-11-20", 0),  # one follows the other
        ("2026-11-20", "2026-11-18", -2),  # nobody on the 18th and the 19th
    ],
)
def test_the_days_on_which_both_or_neither_have_an_asset_are_counted(
    nova, follower, granted_on, revoked_on, overlap
):
    give(nova, follower, nova.ad_account, granted_on=granted_on)
    if revoked_on:
        nova.register.perform(
            shares.take_step, nova.share, "revoke", StepDraft(revoked_on, reason="End")
        )
    (turn,) = turns(nova, follower)
    assert (turn.is_passed_on, turn.overlap) == (True, overlap)


def test_the_new_agency_may_have_an_asset_for_a_shorter_time(nova, follower):
    give(nova, follower, nova.ad_account, granted_on="2026-11-20", planned_end="2026-11-29")
    (turn,) = turns(nova, follower)
    assert turn.overlap == 10


def test_what_is_not_passed_on_and_what_is_new_are_told_apart(nova, follower):
    given = give(nova, follower, nova.profile, granted_on="2026-11-20")
    kept, new = turns(nova, follower)
    if kept.asset.id != nova.ad_account.id:
        kept, new = new, kept
    assert (kept.old.id, kept.new, kept.overlap) == (nova.share.id, None, None)
    assert (new.old, new.new.id, new.last_day) == (None, given.id, None)
    # What the new agency had and lost again is not with it; what the old one had still counts.
    nova.register.perform(shares.take_step, given, "revoke", StepDraft("today", reason="Mistake"))
    nova.register.perform(shares.take_step, nova.share, "revoke", StepDraft("today", reason="End"))
    (turn,) = turns(nova, follower)
    assert turn.asset.id == nova.ad_account.id


def test_a_lowered_share_counts_at_the_level_that_works(nova, follower):
    give(nova, follower, nova.ad_account)
    lowered = LevelDraft(("ANALYST",), "today")
    old, new = nova.register.perform(shares.lower_share, nova.share, lowered)
    (turn,) = turns(nova, follower)
    assert turn.old == old  # what is only planned is not handed over
    nova.register.perform(shares.take_step, new, "grant", StepDraft("today"))
    (turn,) = turns(nova, follower)
    assert (turn.old.id, turn.old.level) == (new.id, ("ANALYST",))


def test_without_any_day_nothing_is_counted(nova, follower):
    period = partnerships.current_partnership(nova.register.records, follower.id)
    changed = PartnershipDraft(business_center=nova.center.id, requested_on="2026-11-01")
    nova.register.perform(partnerships.change_partnership, period, changed)
    give(nova, follower, nova.ad_account)
    (turn,) = turns(nova, follower)
    assert (turn.first_day, turn.overlap) == (None, None)
