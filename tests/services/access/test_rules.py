"""What is recorded and what is refused, through the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetDraft, OwnershipDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partners import draft_of as partner_draft
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Conflict, Invalid, Missing, Refused
from delvia_desktop.services.access import (
    assets,
    business_centers,
    partners,
    partnerships,
    people,
    seats,
    shares,
)
from delvia_desktop.services.register.register import record_brand


def problems(error) -> dict[str, str]:
    return {problem.field: problem.text for problem in error.value.problems}


def refused(register, use_case, *arguments) -> dict[str, str]:
    before = register.register_state
    with pytest.raises(Invalid) as error:
        register.perform(use_case, *arguments)
    assert register.register_state == before
    return problems(error)


def test_all_problems_of_a_form_are_told_at_once(register):
    found = refused(
        register,
        business_centers.record_business_center,
        BusinessCenterDraft(bc_id="7.50423E+18", last_verified_on="2027-01-01", note="a\x00"),
    )
    assert set(found) == {"name", "bc_id", "last_verified_on", "note"}


def test_two_business_centers_cannot_have_one_id_and_near_names_are_noticed(nova):
    draft = BusinessCenterDraft(name="nova", bc_id=nova.center.bc_id)
    assert "bc_id" in refused(nova.register, business_centers.record_business_center, draft)
    noticed = nova.register.notices_of(
        business_centers.record_business_center, replace(draft, bc_id="7504233300559872018")
    )
    assert [notice.field for notice in noticed] == ["name"]


def test_a_business_center_is_changed_and_stays_ours_while_a_partner_uses_it(nova):
    draft = typed(nova.center, BusinessCenterDraft)
    after = nova.register.perform(
        business_centers.change_business_center, nova.center, replace(draft, legal_entity="Nova SE")
    )
    assert after.legal_entity == "Nova SE"
    with pytest.raises(Conflict):
        nova.register.perform(business_centers.change_business_center, nova.center, draft)
    with pytest.raises(Refused):
        nova.register.perform(business_centers.delete_business_center, after)


def test_a_partner_brings_its_business_center_and_shares_no_id(nova):
    center = partners.business_center_of(nova.register, nova.partner)
    assert center is not None
    assert not center.is_own
    taken = PartnerDraft(name="Other", bc_id=center.bc_id)
    assert "bc_id" in refused(nova.register, partners.record_partner, taken)
    ours = PartnerDraft(name="Other", bc_id=nova.center.bc_id)
    assert "our own" in refused(nova.register, partners.record_partner, ours)["bc_id"]
    email = PartnerDraft(name="Other", contact_email="nobody")
    assert "contact_email" in refused(nova.register, partners.record_partner, email)
    noticed = nova.register.notices_of(partners.record_partner, PartnerDraft(name="Brightsid"))
    assert noticed[0].field == "name"


def test_correcting_the_id_of_a_partner_with_our_business_center_leaves_ours_as_it_is(nova):
    """A8: “Correct ID…” of a partner recorded with our own id wrote over the id of ours."""
    register = nova.register
    mistaken = register.perform(partners.record_partner, PartnerDraft(name="Kite"))
    mistaken = register.perform(
        lambda edit: edit.put(mistaken, replace(mistaken, business_center=nova.center.id))
    )
    right = replace(partner_draft(mistaken, nova.center), bc_id="7504233300559872018")
    changed = register.perform(partners.change_partner, mistaken, right)
    assert register.records.get(BusinessCenter, nova.center.id).bc_id == nova.center.bc_id
    assert partners.business_center_of(register, changed).bc_id == "7504233300559872018"


def test_a_partner_without_an_id_gets_one_later_and_a_wrong_one_is_corrected(register):
    partner = register.perform(partners.record_partner, PartnerDraft(name="Kite"))
    assert partners.business_center_of(register, partner) is None
    draft = partner_draft(partner, None)
    partner = register.perform(
        partners.change_partner, partner, replace(draft, bc_id="7504233300559872017")
    )
    center = partners.business_center_of(register, partner)
    partner = register.perform(
        partners.change_partner, partner, replace(draft, bc_id="7504233300559872018")
    )
    again = partners.business_center_of(register, partner)
    assert (center.id, again.bc_id) == (again.id, "7504233300559872018")
    register.perform(partners.delete_partner, partner)
    register.perform(business_centers.delete_business_center, again)


@pytest.mark.parametrize("word", ["Brightside", "brightside", "7504233300559872017", "1", "bright"])
def test_a_partner_is_found_by_name_id_or_number(nova, word):
    assert partners.partner_named(nova.register, word).id == nova.partner.id


def test_an_unknown_or_ambiguous_partner_is_named(nova):
    with pytest.raises(Missing, match="no partner"):
        partners.partner_named(nova.register, "Kite")
    nova.register.perform(partners.record_partner, PartnerDraft(name="Bright & Co"))
    with pytest.raises(Missing, match="several"):
        partners.partner_named(nova.register, "brigh")


def test_a_partnership_is_one_at_a_time_and_its_dates_are_in_order(nova):
    register = nova.register
    with pytest.raises(Refused):
        register.perform(
            partnerships.record_partnership, nova.partner, PartnershipDraft(nova.center.id)
        )
    draft = replace(
        typed(nova.partnership, PartnershipDraft),
        engagement_end="2026-01-01",
        engagement_mid="2026-01-02",
        business_center=None,
    )
    found = refused(register, partnerships.change_partnership, nova.partnership, draft)
    assert set(found) == {"engagement_end", "engagement_mid", "business_center"}
    changed = register.perform(
        partnerships.change_partnership,
        nova.partnership,
        replace(typed(nova.partnership, PartnershipDraft), contract_ref="C-1"),
    )
    assert changed.confirmed_by == "Tom"
    assert partnerships.partnerships_with(register, nova.partner.id) == (changed,)


def test_a_partnership_is_requested_by_the_partners_id(register, nova):
    kite = register.perform(partners.record_partner, PartnerDraft(name="Kite"))
    draft = register.perform(
        partnerships.record_partnership, kite, PartnershipDraft(nova.center.id)
    )
    step = StepDraft(on="2026-11-20")
    assert "bc_id" in refused(register, partnerships.take_step, draft, "request", step)
    kite = register.perform(
        partners.change_partner, kite, PartnerDraft(name="Kite", bc_id="7504233300559872018")
    )
    requested = register.perform(partnerships.take_step, draft, "request", step)
    declined = register.perform(partnerships.take_step, requested, "decline", step)
    found = refused(register, partnerships.take_step, declined, "confirm", step)
    assert "has ended" in found[""]
    register.undo()
    register.perform(partnerships.take_step, requested, "cancel", step)
    register.perform(partnerships.record_partnership, kite, PartnershipDraft(nova.center.id))


def test_an_asset_owned_by_the_partner_blocks_the_end_until_it_is_claimed_back(nova):
    register = nova.register
    step = StepDraft(on="2026-11-23", by="Mara")
    found = refused(register, partnerships.take_step, nova.partnership, "end", step)
    assert "Launch" in found["reason"]
    register.perform(
        assets.record_ownership,
        nova.theirs,
        OwnershipDraft(
            owner_business_center=nova.center.id,
            ownership_confirmed_on="2026-11-22",
            ownership_proof="TRANSFER",
        ),
    )
    ended = register.perform(partnerships.take_step, nova.partnership, "end", step)
    assert ended.removed_on is not None
    share = register.records.get(Share, nova.share.id)
    assert share.revoked_on == ended.removed_on
    register.undo()
    assert register.records.get(Partnership, ended.id) == nova.partnership
    assert register.records.get(Share, share.id) == nova.share


def test_the_end_can_be_waived_with_a_reason_and_is_closed_when_all_is_seen_gone(nova):
    register = nova.register
    begun = register.perform(
        partnerships.take_step, nova.partnership, "begin", StepDraft(on="2026-11-01")
    )
    plan = register.perform(
        shares.record_share,
        ShareDraft(asset=nova.profile.id, partnership=begun.id, level=("POST",)),
    )
    ended = register.perform(
        partnerships.take_step, begun, "end", StepDraft(on="2026-11-20", reason="It is closed")
    )
    assert ended.waiver == "It is closed"
    assert register.records.find(Share, id=plan.id) is None
    close = StepDraft(on="2026-11-23")
    assert "not verified" in refused(register, partnerships.take_step, ended, "close", close)[""]
    everything = shares.shares_in(register.records, ended)
    register.perform(shares.see_shares_gone, everything, StepDraft(on="2026-11-21"))
    # Their people are not gone yet: what is left is named
    tom = register.perform(
        people.record_person, PersonDraft("Tom", employer="PARTNER", partner=nova.partner.id)
    )
    seat = register.perform(
        seats.record_seat, SeatDraft(tom.id, nova.center.id, accepted_on="2026-10-02")
    )
    said = refused(register, partnerships.take_step, ended, "close", close)[""]
    assert "Nova (Tom)" in said
    seat = register.perform(
        seats.take_step, seat, "remove", StepDraft("2026-11-20", reason="It ended")
    )
    assert refused(register, partnerships.take_step, ended, "close", close)[""] == said
    register.perform(seats.take_step, seat, "gone", StepDraft("2026-11-21"))
    closed = register.perform(partnerships.take_step, ended, "close", close)
    assert closed.closed_on is not None
    draft = ShareDraft(asset=nova.profile.id, partnership=closed.id, level=("POST",))
    assert "partnership" in refused(register, shares.record_share, draft)


def test_an_asset_needs_what_its_type_asks_for(nova):
    def found(**values):
        return refused(nova.register, assets.record_asset, AssetDraft(**values))

    known = {"owner_kind": "OWNER_INDIVIDUAL", "owner_person": "Ann"}
    assert set(found()) == {"name", "asset_type"}
    assert set(found(name="x", asset_type="ADVERTISER", **known)) == {"asset_id"}
    assert set(found(name="x", asset_type="PIXEL", **known)) == {"pixel_code"}
    assert set(found(name="x", asset_type="AUDIENCE", owner_kind="OWNER_BC")) == {
        "owner_business_center"
    }
    assert set(found(name="x", asset_type="AUDIENCE", owner_kind="OWNER_PARTNER")) == {
        "owner_partner"
    }
    assert set(found(name="x", asset_type="AUDIENCE", owner_kind="OWNER_INDIVIDUAL")) == {
        "owner_person"
    }
    proof = found(name="x", asset_type="AUDIENCE", ownership_proof="WRITTEN")
    assert set(proof) == {"ownership_confirmed_on"}
    unproved = found(name="x", asset_type="AUDIENCE", ownership_confirmed_on="today")
    assert set(unproved) == {"ownership_proof"}
    taken = found(name="x", asset_type="ADVERTISER", asset_id=nova.ad_account.asset_id)
    assert "Nova DE" in taken["asset_id"]


def test_a_pixel_has_a_code_that_no_other_has(nova):
    draft = AssetDraft(name="Web", asset_type="PIXEL", pixel_code="celjf8bc77ud28trfbf0")
    pixel = nova.register.perform(assets.record_asset, draft)
    assert pixel.pixel_code == "CELJF8BC77UD28TRFBF0"
    assert "pixel_code" in refused(nova.register, assets.record_asset, replace(draft, name="Other"))
    noticed = nova.register.notices_of(
        assets.record_asset, replace(draft, pixel_code="C1", name="web")
    )
    assert {notice.field for notice in noticed} == {"pixel_code", "name"}


def test_an_asset_with_the_id_of_a_business_center_is_noticed(nova):
    draft = AssetDraft(name="x", asset_type="ADVERTISER", asset_id=nova.center.bc_id)
    said = [notice.text for notice in nova.register.notices_of(assets.record_asset, draft)]
    assert any("Business Center “Nova”" in text for text in said)


def test_an_asset_is_changed_and_deleted_unless_it_is_shared(nova):
    register = nova.register
    changed = register.perform(
        assets.change_asset, nova.profile, replace(typed(nova.profile, AssetDraft), note="x")
    )
    assert changed.note == "x"
    register.perform(assets.delete_asset, changed)
    with pytest.raises(Refused, match=r"\(Share\)"):
        register.perform(assets.delete_asset, nova.ad_account)
    assert assets.owner_name(register.records, nova.theirs) == "Brightside"
    loose = register.perform(
        assets.record_asset,
        AssetDraft(
            name="p", asset_type="AUDIENCE", owner_kind="OWNER_INDIVIDUAL", owner_person="Ann"
        ),
    )
    assert assets.owner_name(register.records, loose) == "Ann"
    unknown = register.perform(assets.record_asset, AssetDraft(name="q", asset_type="AUDIENCE"))
    assert assets.owner_name(register.records, unknown) == "Unknown"
    noticed = register.notices_of(
        shares.record_share,
        ShareDraft(asset=unknown.id, partnership=nova.partnership.id, level=("DELVIA_RECIPIENT",)),
    )
    assert noticed[0].field == "asset"


def test_a_partner_cannot_have_the_same_asset_twice_at_once(nova):
    draft = ShareDraft(
        asset=nova.ad_account.id, partnership=nova.partnership.id, level=("ANALYST",)
    )
    assert "already has" in refused(nova.register, shares.record_share, draft)["asset"]


def test_a_business_center_can_share_only_what_it_owns(nova):
    draft = ShareDraft(asset=nova.theirs.id, partnership=nova.partnership.id, level=("ANALYST",))
    assert "Brightside owns this" in refused(nova.register, shares.record_share, draft)["asset"]


def test_a_share_is_checked_in_all_its_fields(nova):
    found = refused(nova.register, shares.record_share, ShareDraft())
    assert set(found) == {"asset", "partnership"}
    found = refused(
        nova.register,
        shares.record_share,
        ShareDraft(
            asset=nova.profile.id,
            partnership=nova.partnership.id,
            granted_on="2026-03-01",
            planned_end="2026-02-01",
            review_due="2026-02-01",
        ),
    )
    assert set(found) == {"level", "planned_end", "review_due"}
    group = nova.register.perform(
        assets.record_asset, AssetDraft(name="Group", asset_type="ACCOUNT_GROUP")
    )
    draft = ShareDraft(asset=group.id, partnership=nova.partnership.id, level=("ADMIN", "ANALYST"))
    found = refused(nova.register, shares.record_share, draft)
    assert set(found) == {"asset", "level"}


def test_odd_days_and_unknown_levels_of_a_share_are_noticed(nova):
    draft = ShareDraft(
        asset=nova.profile.id,
        partnership=nova.partnership.id,
        level=("NEW",),
        granted_on="2026-01-01",
        planned_end="2028-01-01",
    )
    fields = {notice.field for notice in nova.register.notices_of(shares.record_share, draft)}
    assert fields == {"level", "granted_on", "planned_end"}


def test_a_share_lives_from_plan_to_seen_gone(nova):
    register = nova.register
    plan = register.perform(
        shares.record_share,
        ShareDraft(asset=nova.profile.id, partnership=nova.partnership.id, level=("POST",)),
    )
    step = StepDraft(on="2026-11-20", by="Tom", reason="over", evidence_ref="mail")
    assert refused(register, shares.take_step, plan, "confirm", step)
    open_ = register.perform(shares.take_step, plan, "grant", step)
    assert refused(register, shares.take_step, open_, "grant", step)
    early = StepDraft(on="2026-11-19", reason="x")
    for name in ("confirm", "verify", "revoke"):
        assert "on" in refused(register, shares.take_step, open_, name, early)
    confirmed = register.perform(shares.take_step, open_, "confirm", step)
    verified = register.perform(shares.take_step, confirmed, "verify", step)
    asked = register.perform(shares.take_step, verified, "request", step)
    assert refused(register, shares.take_step, asked, "gone", step)
    assert "reason" in refused(
        register, shares.take_step, asked, "revoke", StepDraft(on="2026-11-20")
    )
    revoked = register.perform(shares.take_step, asked, "revoke", step)
    assert "on" in refused(register, shares.take_step, revoked, "gone", early)
    gone = register.perform(shares.take_step, revoked, "gone", step)
    assert gone.verified_gone_on is not None
    register.perform(shares.delete_share, gone)


def test_a_level_is_raised_in_place_with_a_reason(nova):
    register = nova.register
    found = refused(register, shares.raise_share, nova.share, LevelDraft(("ANALYST",)))
    assert set(found) == {"level", "on", "reason"}
    raised = register.perform(
        shares.raise_share, nova.share, LevelDraft(("ADMIN",), "2026-05-01", reason="Billing")
    )
    assert raised.id == nova.share.id
    assert raised.raised[0].was == ("OPERATOR",)


def test_a_level_is_lowered_as_remove_and_share_again_in_one_act(nova):
    register = nova.register
    found = refused(register, shares.lower_share, nova.share, LevelDraft(("ADMIN",)))
    assert "level" in found
    late = LevelDraft(("ANALYST",), shared_on="2026-05-01")
    assert "on" in refused(register, shares.lower_share, nova.share, late)
    old, new = register.perform(
        shares.lower_share, nova.share, LevelDraft(("ANALYST",), reason="less")
    )
    assert (old.revoked_on, new.granted_on, new.replaces) == (None, None, old.id)
    assert old.revoke_requested_on is not None
    with pytest.raises(Refused):
        register.perform(shares.delete_share, old)
    register.undo()
    old, new = register.perform(
        shares.lower_share, nova.share, LevelDraft(("ANALYST",), "2026-05-01", "2026-05-02")
    )
    assert (old.revoked_on < new.granted_on, new.level) == (True, ("ANALYST",))


def test_a_share_is_corrected_but_not_behind_its_later_steps(nova):
    register = nova.register
    confirmed = register.perform(
        shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05")
    )
    draft = typed(confirmed, ShareDraft)
    after = register.perform(shares.change_share, confirmed, replace(draft, purpose="New"))
    assert after.purpose == "New"
    late = replace(draft, granted_on="2026-03-01")
    assert "granted_on" in refused(register, shares.change_share, after, late)
    none = replace(draft, granted_on="")
    assert "granted_on" in refused(register, shares.change_share, after, none)


def test_the_brand_can_be_renamed_and_must_have_a_name(register):
    assert "name" in refused(register, record_brand, BrandDraft())
    register.perform(record_brand, BrandDraft("Nova Beauty"))
    assert register.brand.name == "Nova Beauty"
    register.undo()
    assert register.brand.name == "Nova"


def test_records_that_are_gone_are_missing(register):
    for kind in (BusinessCenter, Asset, Share):
        with pytest.raises(Missing):
            register.records.get(kind, 99)


def test_a_day_without_a_proof_from_an_older_register_stays_but_is_not_confirmed_anew(nova):
    """Found by a newcomer: “Not confirmed” with a day was a confirmation by nobody."""
    register = nova.register
    old = register.perform(_as_older, nova.ad_account)
    draft = typed(old, AssetDraft)
    renamed = register.perform(assets.change_asset, old, replace(draft, name="Nova DE 2"))
    assert renamed.ownership_confirmed_on == old.ownership_confirmed_on
    today = replace(draft, ownership_confirmed_on="today")
    assert set(refused(register, assets.change_asset, renamed, today)) == {"ownership_proof"}
    again = OwnershipDraft(
        owner_business_center=nova.center.id,
        ownership_confirmed_on=draft.ownership_confirmed_on,
    )
    assert set(refused(register, assets.record_ownership, renamed, again)) == {"ownership_proof"}


def _as_older(edit, asset):
    return edit.put(asset, replace(asset, ownership_confirmed_on=date(2026, 3, 1)))
