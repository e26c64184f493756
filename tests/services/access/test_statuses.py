"""What TikTok shows as the status of an ad account or a Business Center, from its day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.statuses import StatusDraft
from delvia_desktop.domain.lists.filters import parse
from delvia_desktop.domain.lists.rows import AssetRow, BusinessCenterRow, Wanted
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import Head
from delvia_desktop.domain.papers.kinds import asset_sheet, partner_record
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.services.access import assets, business_centers
from delvia_desktop.services.findings import findings
from delvia_desktop.services.history.history import facts_of


def head(register, on: date) -> Head:
    picture = register.picture(on)
    return Head("", "", "Nova", "Nova GmbH", "Mara", on, picture.as_of, picture.revision, "0" * 64)


def facts_on(register, sheet, record, on: date) -> dict[str, list[str]]:
    content = sheet.content(Situation(register.picture(on)), About(record), head(register, on))
    return {label: [words.text for words in cell] for label, cell in content.facts}


def found(register, code: str) -> list[str]:
    return [f.message for f in findings.find(register).found.values() if f.rule == code]


@pytest.fixture
def suspended(nova):
    draft = StatusDraft("PUNISHED", "2026-10-01", "Mail of TikTok")
    nova.register.perform(assets.record_status, nova.ad_account, draft)
    return nova


def test_an_ad_account_is_suspended_since_a_day(suspended):
    """C: an ad account's status with its day, in the list, the filter, the words, the sheet."""
    register = suspended.register
    asset = register.records.get(Asset, suspended.ad_account.id)
    assert (asset.status, asset.status_on) == ("PUNISHED", date(2026, 10, 1))
    for day, status in ((date(2026, 9, 30), ""), (date(2026, 10, 1), "PUNISHED")):
        rows = {row.id: row for row in register.rows(AssetRow, Wanted(day)).page()}
        assert rows[asset.id].status == status
        shown = facts_on(register, asset_sheet, asset, day).get("Status in TikTok")
        assert shown == (["Suspended", "since 1 Oct 2026"] if status else None)
    words = dict(facts_of(register, "asset", asset))
    assert (words["Status"], words["Status since"]) == ("Suspended", "1 Oct 2026")
    assert register.undo_title == "Recorded status of Nova DE"
    assert register.check() == []


@pytest.mark.parametrize(
    ("typed_filter", "is_found"),
    [
        ("status:suspended", True),
        ("status:PUNISHED", True),
        ("status:status_limit", True),
        ("status:closed", False),
        ("status:any", True),
        ("status:none", False),
        ("since:2026-10", True),
        ("since:2026-11", False),
    ],
)
def test_ad_accounts_are_filtered_by_status_in_tiktoks_words(suspended, typed_filter, is_found):
    listed = suspended.register.rows(AssetRow, Wanted(suspended.register.today))
    parsed = parse(typed_filter, listed.fields, suspended.register.today)
    wanted = Wanted(suspended.register.today, conditions=parsed.conditions)
    names = {row.name for row in suspended.register.rows(AssetRow, wanted).page()}
    assert ("Nova DE" in names) is is_found


def test_the_finding_ends_when_the_account_is_approved_again(suspended):
    register = suspended.register
    assert found(register, "OWN-10") == ["“Nova DE” has been suspended by TikTok since 1 Oct 2026."]
    asset = register.records.get(Asset, suspended.ad_account.id)
    register.perform(assets.record_status, asset, StatusDraft("APPROVED", "today"))
    assert found(register, "OWN-10") == []


def test_access_to_a_closed_account_is_told_until_it_has_ended(nova):
    """C: shares that are active on a closed account."""
    register = nova.register
    asset = register.perform(
        assets.record_status, nova.ad_account, StatusDraft("DISABLED", "2026-11-20")
    )
    said = found(register, "OWN-11")
    assert said == ["“Nova DE” is closed, but one grant on it is still active."]
    step = next(f for f in findings.find(register).found.values() if f.rule == "OWN-11").next_step
    assert (step.kind, step.id, step.act) == ("share", nova.share.id, "revoke")
    assert asset.status == "DISABLED"
    rows = partner_record.content(
        Situation(register.picture()), About(nova.partner), head(register, register.today)
    )
    shared = next(section for section in rows.sections if section.title == "Shared assets")
    assert "Closed since 20 Nov 2026" in [words.text for words in shared.table.rows[0][0]]


def test_the_business_center_of_a_partner_is_suspended(nova):
    """C: a partner's Business Center suspended, with its day, as a finding and on documents."""
    register = nova.register
    center = register.records.get(BusinessCenter, nova.partner.business_center)
    register.perform(business_centers.record_status, center, StatusDraft("PUNISH", "2026-11-01"))
    assert found(register, "PRT-11") == [
        "The Business Center of Brightside has been suspended by TikTok since 1 Nov 2026."
    ]
    assert found(register, "ADM-10") == []
    for day, more in (
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), ["Suspended since 1 Nov 2026"]),
    ):
        theirs = facts_on(register, partner_record, nova.partner, day)["Business Center (partner)"]
        assert theirs == ["Brightside", "7504233300559872017", *more]
    rows = register.rows(BusinessCenterRow, Wanted(date(2026, 10, 31))).page()
    assert {row.status for row in rows} == {""}


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (StatusDraft("", "2026-11-01"), "status"),
        (StatusDraft("PUNISHED", ""), "status_on"),
        (StatusDraft("PUNISHED", "2027-01-01"), "status_on"),
    ],
)
def test_what_is_missing_of_a_status_is_told_at_its_field(nova, draft, field):
    with pytest.raises(Invalid) as error:
        nova.register.perform(assets.record_status, nova.ad_account, draft)
    assert [problem.field for problem in error.value.problems] == [field]


def test_only_an_ad_account_has_a_status_and_only_a_shop_a_shop_code(nova):
    """C: a shop's code beside its id."""
    register = nova.register
    ours = {"owner_kind": "OWNER_BC", "owner_business_center": nova.center.id}
    all_typed = {"status": "PUNISHED", "status_on": "2026-11-01", "shop_code": " gblcabc1xy "}
    shop = AssetDraft(
        name="Nova Shop", asset_type="TIKTOK_SHOP", asset_id="7495003477854431207",
        **ours, **all_typed,
    )  # fmt: skip
    made = register.perform(assets.record_asset, shop)
    assert (made.shop_code, made.status, made.status_on) == ("GBLCABC1XY", "", None)
    account = replace(shop, name="Nova FR", asset_type="ADVERTISER", asset_id="7495003477854431999")
    other = register.perform(assets.record_asset, account)
    assert (other.shop_code, other.status) == ("", "PUNISHED")
    listed = register.rows(AssetRow, Wanted(register.today, text="gblcabc1xy")).page()
    assert [(row.name, row.shop_code) for row in listed] == [("Nova Shop", "GBLCABC1XY")]
    content = asset_sheet.content(
        Situation(register.picture()), About(made), head(register, register.today)
    )
    asset = next(cell for label, cell in content.facts if label == "Asset")
    assert "Shop code GBLCABC1XY" in [words.text for words in asset]
    with pytest.raises(Invalid) as error:
        register.perform(
            assets.record_asset, replace(shop, name="B", asset_id="7495003477854431208")
        )
    assert [problem.field for problem in error.value.problems] == ["shop_code"]
    again = replace(typed(made, AssetDraft), shop_code="GB-1")
    with pytest.raises(Invalid):
        register.perform(assets.change_asset, made, again)


def test_every_status_of_tiktoks_api_means_one_of_ours():
    aliases = [alias for each in terms("account_status").values() for alias in each.aliases]
    assert len(aliases) == len(set(aliases))
    api = {alias for alias in aliases if alias.startswith(("STATUS_", "SHOW_"))}
    assert len(api) == 13 + 4
