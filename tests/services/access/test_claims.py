"""Claims: how an asset that is not ours becomes ours, step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.assets import Asset, AssetDraft, OwnerKind, OwnershipDraft
from delvia_desktop.domain.access.claim_steps import STEPS, next_steps, take
from delvia_desktop.domain.access.claims import (
    OVER,
    Claim,
    ClaimDraft,
    ClaimKey,
    ClaimState,
    RequestDraft,
    received_by,
    routes,
    routes_for,
    state_on,
)
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.rows import ClaimRow, PartnerRow, ShareRow, Wanted
from delvia_desktop.domain.words.drafts import Reading, typed
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import assets, claims, partners, partnerships, shares
from tests.figures import figure


def open_claim(nova, **more) -> Claim:
    draft = ClaimDraft(
        **{
            "asset": nova.theirs.id,
            "business_center": nova.center.id,
            "route": "RELEASE",
            "found_on": "2026-10-01",
            **more,
        }
    )
    return nova.register.perform(claims.record_claim, draft)


def step(nova, claim, name, on, **more) -> Claim:
    draft = StepDraft(on=on, by="Tom", reason="Because", **more)
    return nova.register.perform(claims.take_step, claim, name, draft)


def theirs(nova) -> Asset:
    return nova.register.records.get(Asset, nova.theirs.id)


def test_an_asset_becomes_ours_in_dated_steps_and_not_before_it_was_received(nova):
    claim = open_claim(nova)
    today = nova.register.today
    for name, on, state in [
        ("ask", "2026-10-02", "asked"),
        ("agree", "2026-10-09", "agreed"),
        ("transfer", "2026-10-20", "in_transfer"),
        ("receive", "2026-10-21", "received"),
        ("verify", "2026-10-23", "verified"),
    ]:
        assert (theirs(nova).owner_kind == OwnerKind.OURS) == (name == "verify")
        assert next_steps(claim, today)[0] == name
        claim = step(nova, claim, name, on, is_acknowledged=name == "transfer")
        assert state_on(claim, today) == state
        assert nova.register.rows(ClaimRow, Wanted(today)).page()[0].state == state
    after = theirs(nova)
    assert after.owner_business_center == nova.center.id
    assert str(after.ownership_confirmed_on) == "2026-10-23"
    assert str(after.last_verified_on) == "2026-10-23", "TikTok lists it as ours"
    nova.register.undo()
    nova.register.undo()
    assert theirs(nova) == nova.theirs
    assert partners.assets_owned_by(nova.register.records, nova.partner.id)


def test_what_cannot_be_undone_must_be_read_before_it_is_recorded(nova):
    claim = step(nova, open_claim(nova), "ask", "2026-10-02")
    claim = step(nova, claim, "agree", "2026-10-09")
    with pytest.raises(Invalid) as error:
        step(nova, claim, "transfer", "2026-10-20")
    assert error.value.problems[0].field == "is_acknowledged"


def test_a_refused_claim_is_escalated_and_agreed_after_all(nova):
    claim = open_claim(nova)
    today = nova.register.today
    for name, on, state in [
        ("ask", "2026-10-02", "asked"),
        ("refuse", "2026-10-05", "refused"),
        ("escalate", "2026-10-06", "escalated"),
        ("agree", "2026-10-20", "agreed"),
        ("refuse", "2026-10-21", "refused"),
        ("drop", "2026-10-22", "dropped"),
    ]:
        claim = step(nova, claim, name, on)
        assert state_on(claim, today) == state
    open_claim(nova)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"asset": None}, "asset"),
        ({"business_center": None}, "business_center"),
        ({"route": ""}, "route"),
        ({"route": "PIXEL_TRANSFER"}, "route"),
        ({"found_on": "2027-01-01"}, "found_on"),
        ({"transfer_due": "2026-01-01"}, "transfer_due"),
    ],
)
def test_what_a_claim_needs_is_said_at_its_field(nova, more, field):
    with pytest.raises(Invalid) as error:
        open_claim(nova, **more)
    assert field in {problem.field for problem in error.value.problems}


def test_what_is_ours_needs_no_claim_and_one_claim_is_open_at_a_time(nova):
    with pytest.raises(Invalid):
        open_claim(nova, asset=nova.ad_account.id)
    open_claim(nova)
    with pytest.raises(Invalid):
        open_claim(nova)


def test_once_a_transfer_has_begun_where_it_goes_and_how_stays(nova):
    claim = step(nova, open_claim(nova), "ask", "2026-10-02")
    claim = step(nova, claim, "agree", "2026-10-09")
    draft = ClaimDraft(
        asset=claim.asset,
        business_center=claim.business_center,
        route="SUPPORT",
        found_on="2026-10-03",
    )
    with pytest.raises(Invalid, match="Cannot be after a step that was already taken"):
        nova.register.perform(claims.change_claim, claim, draft)
    draft = replace(draft, found_on="2026-10-01")
    claim = nova.register.perform(claims.change_claim, claim, draft)
    claim = step(nova, claim, "transfer", "2026-10-20", is_acknowledged=True)
    with pytest.raises(Invalid, match="The transfer has started"):
        nova.register.perform(claims.change_claim, claim, replace(draft, route="RELEASE"))
    refused = step(nova, claim, "refuse", "2026-10-22")
    assert refused.transfer_on is None
    assert next_steps(refused, nova.register.today) == ("escalate", "ask", "drop")


def test_what_arrived_is_recorded_with_when_it_was_asked_for_and_agreed(nova):
    """Found by a newcomer: the short way left out both days, the long one took fourteen acts."""
    ours = OwnershipDraft(
        "OWNER_BC", nova.center.id, None, "", "2026-10-20", "Mara", "LISTED_AS_OWNED"
    )

    def problems(asked: str, agreed: str) -> dict[str, str]:
        request = RequestDraft(asked, agreed)
        with pytest.raises(Invalid) as error:
            nova.register.perform(assets.record_ownership_of_all, [nova.theirs], ours, request)
        return {each.field: each.text for each in error.value.problems}

    assert problems("", "2026-10-09") == {"asked_on": "Enter when it was requested."}
    assert set(problems("2026-10-12", "2026-10-09")) == {"agreed_on"}
    assert set(problems("soon", "")) == {"asked_on"}
    assert nova.register.records.select(Claim) == ()
    request = RequestDraft("2026-10-02", "2026-10-09")
    nova.register.perform(assets.record_ownership_of_all, [nova.theirs], ours, request)
    (claim,) = nova.register.records.select(Claim)
    days = (claim.found_on, claim.asked_on, claim.agreed_on, claim.received_on, claim.verified_on)
    assert [str(day) for day in days] == [
        "2026-10-02", "2026-10-02", "2026-10-09", "2026-10-20", "2026-10-20",
    ]  # fmt: skip
    assert (claim.asked_whom, claim.agreed_by) == (nova.partner.name, nova.partner.name)
    nova.register.undo()
    assert nova.register.records.select(Claim) == ()
    claim = step(nova, open_claim(nova), "ask", "2026-10-05")
    nova.register.perform(assets.record_ownership_of_all, [nova.theirs], ours, request)
    (after,) = nova.register.records.select(Claim)
    assert (after.id, str(after.asked_on), str(after.agreed_on)) == (
        claim.id, "2026-10-05", "2026-10-09",
    )  # fmt: skip


def test_what_became_ours_is_shared_with_us_no_longer(nova):
    draft = ShareDraft(
        asset=nova.theirs.id,
        partnership=nova.partnership.id,
        level=("ANALYST",),
        granted_on="2026-03-01",
        is_incoming=True,
    )
    incoming = nova.register.perform(shares.record_share, draft)
    assert nova.register.undo_title == f"Received {nova.theirs.name} from {nova.partner.name}"
    claim = open_claim(nova)
    for name, on in (("ask", "2026-10-02"), ("agree", "2026-10-09"), ("transfer", "2026-10-20")):
        claim = step(nova, claim, name, on, is_acknowledged=True)
    claim = step(nova, claim, "receive", "2026-10-21")
    ended = nova.register.records.get(Share, incoming.id)
    assert str(ended.revoked_on) == "2026-10-21"
    assert ended.revoke_reason == "We now own the asset"
    assert ended.verified_gone_on is None
    # A removal was left to verify, to which no step led.
    step(nova, claim, "verify", "2026-10-22")
    assert str(nova.register.records.get(Share, incoming.id).verified_gone_on) == "2026-10-22"


def test_an_asset_may_be_shared_in_both_directions_at_once_and_once_in_each(nova):
    asset = nova.register.perform(
        assets.record_asset,
        AssetDraft(name="The owner of", asset_type="PIXEL", pixel_code="C4ABC123DEF456GHI789"),
    )
    draft = ShareDraft(
        asset=asset.id,
        partnership=nova.partnership.id,
        granted_on="2026-03-01",
    )
    for is_incoming in (False, True):
        there = replace(draft, is_incoming=is_incoming)
        nova.register.perform(shares.record_share, there)
        with pytest.raises(Invalid, match="already"):
            nova.register.perform(shares.record_share, there)


def test_an_asset_that_went_elsewhere_meanwhile_is_not_proved_to_be_ours(nova):
    claim = open_claim(nova)
    for name in ("ask", "agree", "transfer", "receive"):
        claim = step(nova, claim, name, "2026-10-20", is_acknowledged=True)
    asset = theirs(nova)
    moved = AssetDraft(
        name=asset.name,
        asset_type=asset.asset_type,
        asset_id=asset.asset_id,
    )
    nova.register.perform(assets.change_asset, asset, moved)
    with pytest.raises(Invalid, match="no longer recorded as owned by"):
        step(nova, claim, "verify", "2026-10-23")


def test_each_asset_has_a_route_and_only_routes_of_its_type(nova):
    for kind in ("ADVERTISER", "PIXEL", "LEAD", "TT_ACCOUNT", "CATALOG", "STOREFRONT"):
        for owner in (OwnerKind.PARTNER, OwnerKind.PERSON, OwnerKind.UNKNOWN):
            asset = Asset(nova.theirs.id, "x", kind, owner_kind=owner)
            assert routes_for(asset)
            assert all(not r.types or kind in r.types for r in routes_for(asset))
    assert len({route.code for route in routes()}) == len(routes())


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
@settings(max_examples=figure("steps of a claim"))
def test_any_steps_leave_a_state_that_the_dates_say_and_the_owner_until_received(nova, names):
    today = nova.register.today
    claim = Claim(ClaimKey(1), nova.theirs.id, nova.center.id, route="RELEASE")
    owner = nova.theirs
    for name in names:
        before = state_on(claim, today)
        draft = StepDraft(on=today.isoformat(), by="Tom", reason="x", is_acknowledged=True)
        try:
            claim = take(claim, name, draft, Reading(today))
        except Invalid:
            assert name not in next_steps(claim, today)
            assert state_on(claim, today) == before
            continue
        if name == "receive":
            owner = received_by(claim, owner)
        received = claim.received_on is not None
        assert (owner.owner_kind == OwnerKind.OURS) == received
        assert (state_on(claim, today) in OVER) == (not next_steps(claim, today))
        assert (state_on(claim, today) == ClaimState.VERIFIED) == (claim.verified_on is not None)


def test_what_a_partner_shares_with_us_is_kept_apart_from_what_we_share(nova):
    draft = ShareDraft(
        asset=nova.theirs.id,
        partnership=nova.partnership.id,
        level=("ANALYST",),
        granted_on="2026-03-01",
        is_incoming=True,
    )
    nova.register.perform(shares.record_share, draft)
    today = Wanted(nova.register.today)
    assert nova.register.rows(PartnerRow, today).page()[0].open_shares == 1
    rows = nova.register.rows(ShareRow, today).page()
    assert [row.direction for row in rows] == ["SHARING", "SHARED"]
    picture = nova.register.picture()
    assert len(picture.shares_of_partner[nova.partner.id]) == 1
    assert len(picture.received_from[nova.partner.id]) == 1
    ours = ShareDraft(
        asset=nova.profile.id, partnership=nova.partnership.id, level=("POST",), is_incoming=True
    )
    with pytest.raises(Invalid, match="We own this asset"):
        nova.register.perform(shares.record_share, ours)
    waived = StepDraft(on="2026-11-20", reason="They keep the launch account")
    nova.register.perform(partnerships.take_step, nova.partnership, "end", waived)
    assert [row.state for row in nova.register.rows(ShareRow, today).page()] == ["revoked"] * 2


def ownership(nova, **more) -> OwnershipDraft:
    return OwnershipDraft(owner_business_center=nova.center.id, **more)


CONFIRMED = {"ownership_proof": "LISTED_AS_OWNED", "ownership_confirmed_on": "2026-11-01"}


def test_what_is_being_claimed_becomes_ours_only_with_how_that_was_confirmed(nova):
    """Found by a newcomer: two clicks without a proof took an asset back from the agency."""
    claim = open_claim(nova)
    for name in ("", "ask", "agree"):
        claim = step(nova, claim, name, "2026-10-02") if name else claim
        with pytest.raises(Invalid) as error:
            nova.register.perform(assets.record_ownership, theirs(nova), ownership(nova))
        assert [problem.field for problem in error.value.problems] == ["ownership_proof"]
        corrected = replace(
            typed(theirs(nova), AssetDraft),
            owner_kind=OwnerKind.OURS,
            owner_business_center=nova.center.id,
        )
        with pytest.raises(Invalid):
            nova.register.perform(assets.change_asset, theirs(nova), corrected)
        assert theirs(nova) == nova.theirs
    # Whoever else owns it needs no proof, and without a claim a correction needs none either.
    person = OwnershipDraft(owner_kind=OwnerKind.PERSON, owner_person="Ana")
    nova.register.perform(assets.record_ownership, theirs(nova), person)
    step(nova, claim, "drop", "2026-10-09")
    nova.register.perform(assets.record_ownership, theirs(nova), ownership(nova))
    assert theirs(nova).owner_kind == OwnerKind.OURS


@pytest.mark.parametrize("by_correction", [False, True])
def test_a_confirmed_ownership_completes_the_claim_and_ends_what_was_shared_with_us(
    nova, by_correction
):
    """Found by a newcomer: owner, claim and share of one asset contradicted each other."""
    incoming = nova.register.perform(
        shares.record_share,
        ShareDraft(
            nova.theirs.id, nova.partnership.id, ("OPERATOR",), granted_on="2026-03-01",
            is_incoming=True,
        ),
    )  # fmt: skip
    claim = step(nova, open_claim(nova), "ask", "2026-11-02")
    if by_correction:
        after = replace(
            typed(theirs(nova), AssetDraft),
            owner_kind=OwnerKind.OURS, owner_business_center=nova.center.id, **CONFIRMED,
        )  # fmt: skip
        nova.register.perform(assets.change_asset, theirs(nova), after)
    else:
        nova.register.perform(assets.record_ownership, theirs(nova), ownership(nova, **CONFIRMED))
    claim = nova.register.records.get(Claim, claim.id)
    # The proof is older than the request, which nobody can have answered before it was made.
    assert str(claim.received_on) == str(claim.verified_on) == "2026-11-02"
    assert state_on(claim, nova.register.today) == ClaimState.VERIFIED
    ended = nova.register.records.get(Share, incoming.id)
    assert str(ended.revoked_on) == str(ended.verified_gone_on) == "2026-11-01"
    nova.register.undo()
    assert theirs(nova) == nova.theirs
    assert nova.register.records.get(Share, incoming.id) == incoming
    assert nova.register.check() == []
