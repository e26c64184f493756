"""Access that others give: a group company that shares with our agency, a creator to us."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetDraft, OwnershipDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.spark_codes import SparkCodeDraft
from delvia_desktop.domain.lists.rows import ShareRow, SparkCodeRow, Wanted
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.kinds import partner_record, partner_sheet
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.services.access import assets, business_centers, partners, shares, spark_codes
from tests.services.access.test_statuses import found, head

FRANCE = "7575005779271614480"


@pytest.fixture
def group(nova):
    """The small register with a group company, whose ad account its own Business Center shares."""
    register = nova.register
    company = register.perform(
        partners.record_partner, PartnerDraft(name="Nova France", kind="SUBSIDIARY", bc_id=FRANCE)
    )
    asset = register.perform(
        assets.record_asset,
        AssetDraft(
            name="Nova FR", asset_type="ADVERTISER", asset_id="7123998103425571999",
            owner_kind="OWNER_PARTNER", owner_partner=company.id,
        ),
    )  # fmt: skip
    return nova, company, asset


def test_a_group_company_shares_its_asset_straight_with_our_agency(group):
    """C: a share whose giver is another Business Center."""
    nova, company, asset = group
    register = nova.register
    draft = ShareDraft(
        asset.id, nova.partnership.id, ("OPERATOR",), purpose="Campaigns", approved_by="Mara",
        granted_on="2026-03-01", planned_end="2027-01-31", giver=company.business_center,
    )  # fmt: skip
    made = register.perform(shares.record_share, draft)
    assert made.giver == company.business_center
    assert found(register, "OWN-09") == []
    listed = register.rows(ShareRow, Wanted(register.today)).page()
    assert {row.asset_name: row.giver for row in listed}["Nova FR"] == "Nova France"
    content = partner_record.content(
        Situation(register.picture()), About(nova.partner), head(register, register.today)
    )
    table = next(s.table for s in content.sections if s.title == "Shared assets")
    cells = {row[0][0].text: [words.text for words in row[0]] for row in table.rows}
    assert f"shared from Nova France, {FRANCE}" in cells["Nova FR"]
    assert not any(text.startswith("shared from") for text in cells["Nova DE"])
    assert register.check() == []
    # A correction keeps it, also when the asset has become ours meanwhile.
    ours = OwnershipDraft(owner_business_center=nova.center.id)
    register.perform(assets.record_ownership, register.records.get(Asset, asset.id), ours)
    changed = register.perform(
        shares.change_share, made, replace(typed(made, ShareDraft), note="Verified")
    )
    assert (changed.giver, changed.note) == (made.giver, "Verified")


def test_only_the_owner_can_be_the_giver(group):
    nova, company, asset = group
    register = nova.register
    second = register.perform(
        business_centers.record_business_center,
        BusinessCenterDraft(name="Nova Two", bc_id="7123998103425571111", is_own=True),
    )

    def said(draft: ShareDraft) -> dict[str, str]:
        with pytest.raises(Invalid) as error:
            register.perform(shares.record_share, draft)
        return {problem.field: problem.text for problem in error.value.problems}

    draft = ShareDraft(asset.id, nova.partnership.id, ("OPERATOR",), granted_on="2026-03-01")
    assert "Nova France owns this" in said(draft)["asset"]
    assert "Nova France owns this" in said(replace(draft, giver=second.id))["giver"]
    own = said(replace(draft, giver=nova.partner.business_center))
    assert own["giver"] == "This is the partner's own Business Center."
    incoming = said(replace(draft, giver=company.business_center, is_incoming=True))
    assert "from its own" in incoming["giver"]


def test_another_business_center_of_ours_is_the_giver_and_the_usual_one_needs_no_word(nova):
    register = nova.register
    second = register.perform(
        business_centers.record_business_center,
        BusinessCenterDraft(name="Nova Two", bc_id="7123998103425571111", is_own=True),
    )
    ours = OwnershipDraft(owner_business_center=second.id)
    register.perform(assets.record_ownership, nova.profile, ours)
    draft = ShareDraft(
        nova.profile.id, nova.partnership.id, ("POST",), granted_on="2026-03-01", giver=second.id
    )
    assert register.perform(shares.record_share, draft).giver == second.id
    usual = replace(typed(nova.share, ShareDraft), giver=nova.center.id)
    assert register.perform(shares.change_share, nova.share, usual).giver is None
    with pytest.raises(DelviaError):
        register.perform(
            business_centers.delete_business_center, register.records.get(BusinessCenter, second.id)
        )


def test_we_use_a_creators_code(nova):
    """C: the direction of a Spark Ads code."""
    register = nova.register
    draft = SparkCodeDraft(
        "Glow tutorial", "@mia", nova.profile.id, nova.partner.id, days=60,
        granted_on="2026-11-01", is_incoming=True,
    )  # fmt: skip
    made = register.perform(spark_codes.record_spark_code, draft)
    assert (made.partner, made.asset, made.is_incoming) == (None, None, True)
    row = register.rows(SparkCodeRow, Wanted(register.today)).page()[0]
    assert (row.direction, row.state) == ("SHARED", "not_used")
    lines = lines_of(Situation(register.picture()), Scope(), ("SPARK",))
    assert [(line.what, line.who) for line in lines] == [("Glow tutorial", "Nova")]
    sheet = partner_sheet.content(
        Situation(register.picture()), About(nova.partner), head(register, register.today)
    )
    codes = next(s for s in sheet.sections if s.title == "Spark Ads codes")
    assert codes.table is None
    with pytest.raises(Invalid) as error:
        register.perform(spark_codes.record_spark_code, replace(draft, creator=""))
    assert [problem.field for problem in error.value.problems] == ["creator"]
    with pytest.raises(Invalid) as error:
        register.perform(
            spark_codes.record_spark_code, replace(draft, is_incoming=False, partner=None)
        )
    assert [problem.field for problem in error.value.problems] == ["partner"]
    assert register.check() == []


def test_a_share_that_we_received_is_corrected_and_stays_one(nova):
    """A21: an account group cannot be shared, but it can be received and corrected."""
    register = nova.register
    group = register.perform(
        assets.record_asset,
        AssetDraft(
            name="Their group", asset_type="ACCOUNT_GROUP", owner_kind="OWNER_PARTNER",
            owner_partner=nova.partner.id,
        ),
    )  # fmt: skip
    draft = ShareDraft(
        group.id, nova.partnership.id, ("ANALYST",), is_incoming=True, granted_on="2026-03-01"
    )
    made = register.perform(shares.record_share, draft)
    changed = register.perform(
        shares.change_share, made, replace(typed(made, ShareDraft), purpose="Reports")
    )
    assert changed == replace(made, purpose="Reports")
    assert register.records.get(Share, made.id).is_incoming
