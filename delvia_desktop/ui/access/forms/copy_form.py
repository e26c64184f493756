"""The form that shares other assets as one is shared, as one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from delvia_desktop.domain.access.assets import Asset, AssetKey, OwnerKind
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.vocabulary import asset_types, type_label
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import shares
from delvia_desktop.ui.access.forms.share_form import level_options, shareable_assets
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.fields import Field, LineField, required
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import day_field, name_field
from delvia_desktop.ui.session import Session

_LEVEL = "level:"
"""Stands before an asset type in the name of the field for its level."""


def copy_share_form(session: Session, share: Share) -> Form:
    """Return the form that copies a share to other assets, each type with its level."""
    records = session.live.records
    partnership = records.get(Partnership, share.partnership)
    partner = records.get(Partner, partnership.partner)
    source = records.get(Asset, share.asset)
    offered = _offered(session, share)
    types = {asset.id: asset.asset_type for asset in offered}
    levels = _level_fields(share, offered)
    ticks = TicksField(
        tr("Other assets"),
        [Option(asset.id, asset.name, type_label(asset.asset_type)) for asset in offered],
    )
    day = session.understood
    fields: dict[str, Field] = {
        "assets": required(ticks),
        **{f"{_LEVEL}{code}": field for code, field in levels.items()},
        "purpose": LineField(tr("Purpose")),
        "approved_by": name_field(session, tr("Approved by"), tr("Who approved this on our side")),
        "granted_on": day_field(tr("Shared on"), day, tr("Leave empty while planned")),
        "planned_end": day_field(
            tr("Planned end"), day, tr("TikTok does not end access by itself")
        ),
        "review_due": day_field(tr("Review due"), day),
    }
    title = tr(
        "Share other assets with {partner} on the same terms as {asset}",
        partner=partner.name,
        asset=source.name,
    )
    rows = (("granted_on", "planned_end"),)
    panel = FormPanel(title, tr("Record shares"), fields, rows=rows)
    panel.set_values(
        {
            "purpose": share.purpose,
            "approved_by": share.approved_by,
            "granted_on": session.live.today.isoformat(),
            "planned_end": share.planned_end.isoformat() if share.planned_end else "",
            "review_due": share.review_due.isoformat() if share.review_due else "",
        }
    )

    def ask_levels() -> None:
        ticked = {types[key] for key in ticks.value()}
        for code, field in levels.items():
            field.setVisible(code in ticked)

    ticks.edited.connect(ask_levels)
    ask_levels()

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the shares that were recorded
        keys: Sequence[AssetKey] = values["assets"]
        if not keys:
            raise Invalid((Problem("assets", tr("Select at least one asset.")),))
        terms = {
            name: value
            for name, value in values.items()
            if name != "assets" and not name.startswith(_LEVEL)
        }
        drafts = [
            ShareDraft(
                asset=key,
                partnership=partnership.id,
                level=values.get(f"{_LEVEL}{types[key]}", ()),
                **terms,
            )
            for key in keys
        ]
        return session.perform(shares.record_shares, drafts)

    return Form(f"copy-share/{share.id}", panel, record)


def _offered(session: Session, share: Share) -> list[Asset]:
    """Return the assets of ours that the partner has not got in this period."""
    known = session.live.records.select(Share, partnership=share.partnership)
    there = {other.asset for other in known if other.revoked_on is None}
    return [
        asset
        for asset in shareable_assets(session)
        if asset.id not in there and asset.owner_kind == OwnerKind.OURS
    ]


def _level_fields(share: Share, offered: Sequence[Asset]) -> dict[str, LevelField]:
    """Return a field a type: the same level is chosen where the type has it, else the narrowest."""
    present = {asset.asset_type for asset in offered}
    fields: dict[str, LevelField] = {}
    for code, kind in asset_types().items():
        if code in present and kind.levels:
            field = LevelField(tr("Access level of {type}", type=type_label(code)))
            field.offer(level_options(kind), several=kind.choice == "set")
            if share.level and set(share.level) <= {level.code for level in kind.levels}:
                field.set_value(share.level)
            fields[code] = field
    return fields
