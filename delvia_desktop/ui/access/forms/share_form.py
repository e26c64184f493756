"""The forms for a share: recorded, corrected, raised or lowered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import OVER, Partnership, state_on
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.words.drafts import typed as typed_before
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import AssetType, asset_type, level_label, type_label
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import assets, shares
from delvia_desktop.ui.access.forms.asset_form import asset_field
from delvia_desktop.ui.access.forms.grant_fields import given_on_field
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option, to_choose
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import values_of
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, name_field
from delvia_desktop.ui.session import Session

_GROUP_COMPANY = "SUBSIDIARY"


def level_options(kind: AssetType) -> list[Option]:
    """Return the levels of a type to choose from in the form of a share, narrowest first."""
    return [Option(level.code, tr(level.label), tr(level.plain)) for level in kind.levels]


def share_form(
    session: Session, partner: Partner, partnership: Partnership, *, is_incoming: bool = False
) -> Form:
    """Return the form for a new share with a partner, or of one from it to us."""

    def offered() -> list[Option]:
        fit = received_assets(session) if is_incoming else shareable_assets(session, partner)
        return [Option(asset.id, asset.name, _about(session, asset)) for asset in fit]

    none = tr("No asset that can be shared is recorded yet.")
    if is_incoming:
        none = tr("No asset of another owner is recorded yet.")
    level = LevelField(tr("Access level"))
    fields: dict[str, Field] = {
        "asset": asset_field(session, tr("Asset"), offered, none),
        "giver": _giver_field(session, partnership),
        "level": required(level),
        **_common_fields(session),
    }

    def typed(values: Mapping[str, Any]) -> ShareDraft:
        return draft(ShareDraft, values, partnership=partnership.id, is_incoming=is_incoming)

    title = tr("Share asset with {partner}", partner=partner.name)
    if is_incoming:
        title = tr("Add asset shared by {partner}", partner=partner.name)
    panel = FormPanel(
        title,
        tr("Record share"),
        fields,
        look=lambda values: session.live.notices_of(shares.record_share, typed(values)),
        rows=(("granted_on", "planned_end"),),
        usual=("asset", "giver", "level", "purpose", "granted_on", "planned_end"),
    )
    end = partnership.engagement_end
    panel.set_values(
        {
            "granted_on": session.live.today.isoformat(),
            "planned_end": end.isoformat() if end and end >= session.live.today else "",
        }
    )

    def offer_what_fits() -> None:
        key = fields["asset"].value()
        if key is None:
            level.offer((), several=False)
            fields["giver"].setVisible(False)
            return
        asset = session.live.records.get(Asset, key)
        kind = asset_type(asset.asset_type)
        level.offer(level_options(kind), several=kind.choice == "set")
        giver = None if is_incoming else _likely_giver(session, asset, partner, partnership)
        fields["giver"].set_value(giver)
        fields["giver"].setVisible(giver is not None)

    fields["asset"].edited.connect(offer_what_fits)
    offer_what_fits()
    return Form(
        f"{'received' if is_incoming else 'share'}/{partnership.id}/0",
        panel,
        lambda values: session.perform(shares.record_share, typed(values)),
    )


def partner_choice_form(session: Session, asset: Asset) -> Form:
    """Return the form that asks with whom an asset is shared, for the share's form."""
    found = {period.id: period for period in partnerships_for(session, asset)}
    options = [Option(key, _name_of(session, period)) for key, period in found.items()]
    partner = ChoiceField(tr("Partner"), to_choose(options, tr("Choose…")))

    def chosen(values: Mapping[str, Any]) -> Partnership:
        if values["partnership"] is None:
            raise Invalid((Problem("partnership", tr("Choose the partner.")),))
        return found[values["partnership"]]

    return Form(
        "",
        FormPanel(
            tr("Share “{asset}”", asset=asset.name),
            tr("Continue"),
            {"partnership": required(partner)},
        ),
        chosen,
    )


def partnerships_for(session: Session, asset: Asset) -> list[Partnership]:
    """Return the partnerships to choose from in the form of a share, by partner."""
    found = [
        period
        for period in session.live.records.select(Partnership)
        if state_on(period, session.live.today) not in OVER
        and _can_share(session, asset, session.live.records.get(Partner, period.partner))
    ]
    return sorted(found, key=lambda period: in_order(_name_of(session, period)))


def change_share_form(session: Session, share: Share) -> Form:
    """Return the form that corrects what was typed about a share."""
    asset = session.live.records.get(Asset, share.asset)
    partnership = session.live.records.get(Partnership, share.partnership)
    partner = session.live.records.get(Partner, partnership.partner)
    fields: dict[str, Field] = _common_fields(session, share)
    kind = asset_type(asset.asset_type)
    if kind.levels and not {known.code for known in kind.levels}.issuperset(share.level or ("",)):
        level = LevelField(tr("Access level"))
        level.offer(level_options(kind), several=kind.choice == "set")
        level.clear()
        fields = {"level": required(level), **fields}
    fields["last_verified_on"] = day_field(tr("Last verified"), session.understood)
    likely = _likely_giver(session, asset, partner, partnership)
    if not share.is_incoming and (share.giver or likely) is not None:
        fields = {"giver": _giver_field(session, partnership), **fields}
    is_without = kind.choice == "none" and bool(share.level)
    start = typed_before(share, ShareDraft)

    def typed(values: Mapping[str, Any]) -> ShareDraft:
        level = () if is_without else values.get("level") or share.level
        return replace(start, **{**values, "level": level})

    panel = FormPanel(
        tr("Edit share of {asset}", asset=asset.name),
        tr("Save changes"),
        fields,
        look=lambda values: session.live.notices_of(shares.change_share, share, typed(values)),
        rows=(("granted_on", "planned_end"),),
        usual=("giver", "level", "purpose", "granted_on", "planned_end"),
    )
    if is_without:
        names = {"type": tr(kind.label), "level": ", ".join(share.level)}
        panel.explain(tr("{type} has no access levels, so “{level}” is removed.", **names))
    panel.set_values(values_of(start, [name for name in fields if name != "level"]))

    def record(values: Mapping[str, Any]) -> Share:
        made: Share = session.perform(shares.change_share, share, typed(values))
        return made

    return Form(f"share/{share.id}", panel, record)


def raise_form(session: Session, share: Share) -> Form:
    """Return the form that raises a share's level in place."""
    asset = session.live.records.get(Asset, share.asset)
    kind = asset_type(asset.asset_type)
    wider = [
        option
        for option in level_options(kind)
        if kind.choice == "set" or kind.is_wider((option.value,), share.level)
    ]
    level = LevelField(tr("New access level"))
    level.offer(wider, several=kind.choice == "set")
    if kind.choice == "set":
        level.set_value(share.level)
    now = level_label(asset.asset_type, share.level)
    fields: dict[str, Field] = {
        "level": required(level),
        "on": required(day_field(tr("Raised on"), session.understood)),
        "reason": required(LineField(tr("Why more access is needed"))),
        "evidence_ref": evidence_field(),
    }
    names = {"asset": asset.name, "partner": _partner_of(session, share).name}
    panel = FormPanel(
        tr("Raise access of {partner} to {asset} (now {level})", level=now, **names),
        tr("Raise level"),
        fields,
    )
    panel.set_values({"on": session.live.today.isoformat()})
    return Form(
        f"raise/{share.id}",
        panel,
        lambda values: session.perform(shares.raise_share, share, draft(LevelDraft, values)),
    )


def lower_form(session: Session, share: Share) -> Form:
    """Return the form that lowers a share's level: TikTok asks to remove and share again."""
    asset = session.live.records.get(Asset, share.asset)
    kind = asset_type(asset.asset_type)
    narrower = [
        option
        for option in level_options(kind)
        if kind.choice == "set" or kind.is_wider(share.level, (option.value,))
    ]
    level = LevelField(tr("New access level"))
    level.offer(narrower, several=kind.choice == "set")
    now = level_label(asset.asset_type, share.level)
    fields: dict[str, Field] = {
        "level": required(level),
        "on": day_field(
            tr("Step 1: removed in TikTok on"),
            session.understood,
            tr("Leave empty until it is done"),
        ),
        "shared_on": day_field(
            tr("Step 2: shared again on"),
            session.understood,
            tr("Leave empty until it is done"),
        ),
        "verified_on": day_field(
            tr("Step 3: new level verified in TikTok on"),
            session.understood,
            tr("Leave empty until it is verified"),
        ),
        "reason": LineField(tr("Why")),
        "evidence_ref": evidence_field(),
    }
    names = {"asset": asset.name, "partner": _partner_of(session, share).name}
    panel = FormPanel(
        tr("Lower access of {partner} to {asset} (now {level})", level=now, **names),
        tr("Lower level"),
        fields,
    )
    return Form(
        f"lower/{share.id}",
        panel,
        lambda values: session.perform(shares.lower_share, share, draft(LevelDraft, values)),
    )


def shareable_assets(session: Session, partner: Partner | None = None) -> list[Asset]:
    """Return the assets to choose from in the form of a share, by name.

    For a partner these are also those of group companies, whose Business Center shares them itself.
    """
    found = (a for a in session.live.records.select(Asset) if _can_share(session, a, partner))
    return sorted(found, key=lambda asset: in_order(asset.name))


def _can_share(session: Session, asset: Asset, partner: Partner | None) -> bool:
    if not asset_type(asset.asset_type).shareable:
        return False
    if asset.owner_kind != OwnerKind.PARTNER or asset.owner_partner is None:
        return asset.owner_kind != OwnerKind.PARTNER
    company = session.live.records.get(Partner, asset.owner_partner)
    is_of_group = company.kind == _GROUP_COMPANY and company.business_center is not None
    return is_of_group and partner is not None and company.id != partner.id


def received_assets(session: Session) -> list[Asset]:
    """Return the assets to choose from in the form of a share to us, by name."""
    found = (
        asset for asset in session.live.records.select(Asset) if asset.owner_kind != OwnerKind.OURS
    )
    return sorted(found, key=lambda asset: in_order(asset.name))


def _partner_of(session: Session, share: Share) -> Partner:
    period = session.live.records.get(Partnership, share.partnership)
    return session.live.records.get(Partner, period.partner)


def _name_of(session: Session, period: Partnership) -> str:
    return session.live.records.get(Partner, period.partner).name


def _likely_giver(
    session: Session, asset: Asset, partner: Partner, partnership: Partnership
) -> BusinessCenterKey | None:
    """Return the Business Center that owns an asset, where another than ours must share it."""
    owner = assets.owner_center(session.live.records, asset)
    return None if owner in {partnership.business_center, partner.business_center} else owner


def _giver_field(session: Session, partnership: Partnership) -> ChoiceField:
    """Return the field for the Business Center that shares in place of the partnership's own."""
    centers = session.live.records.select(BusinessCenter)
    names = {center.id: center.name for center in centers}
    ours = tr("{name}, as agreed with the partner", name=names[partnership.business_center])
    others = [
        Option(center.id, center.name, center.bc_id)
        for center in centers
        if center.id != partnership.business_center
    ]
    return ChoiceField(
        tr("Shared from"), [Option(None, ours), *others], tr("The Business Center that owns it")
    )


def _common_fields(session: Session, before: Share | None = None) -> dict[str, Field]:
    return {
        "purpose": LineField(tr("Purpose")),
        "granted_on": given_on_field(session, tr("Shared on"), before),
        "planned_end": day_field(
            tr("Planned end"), session.understood, tr("TikTok does not end access by itself")
        ),
        "approved_by": name_field(session, tr("Approved by"), tr("Who approved this on our side")),
        "review_due": day_field(tr("Review due"), session.understood),
        "granted_by": name_field(session, tr("Shared by")),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }


def _about(session: Session, asset: Asset) -> str:
    parts = [
        type_label(asset.asset_type),
        asset.asset_id or asset.pixel_code,
        tr("owned by {owner}", owner=assets.owner_name(session.live.records, asset)),
    ]
    return " · ".join(part for part in parts if part)
