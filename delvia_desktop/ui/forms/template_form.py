"""The forms for a template of an engagement, and for copying a share to other assets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.assets import Asset, OwnerKind
from delvia_desktop.domain.errors import Invalid, Problem
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.shares import Share, ShareDraft
from delvia_desktop.domain.templates import Template, TemplateDraft, draft_of
from delvia_desktop.domain.vocabulary import Level, asset_type, asset_types, level_label, type_label
from delvia_desktop.i18n import tr
from delvia_desktop.services import shares, templates
from delvia_desktop.ui.forms.form import Form, RecordActs, RecordWords, day_field, record_form
from delvia_desktop.ui.forms.share_form import shareable_assets
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.fields import Field, LineField, NotesField, Option
from delvia_desktop.ui.widgets.form_panel import FormPanel
from delvia_desktop.ui.widgets.ticks_field import TicksField

_ACTS = RecordActs(templates.record_template, templates.change_template, templates.notices)


def template_form(session: Session, before: Template | None = None) -> Form:
    """Return the form for a template; one that is not kept yet, or none, makes a new one."""
    fields: dict[str, Field] = {
        "name": LineField(tr("Name")),
        "needs": TicksField(tr("What such an engagement needs"), _needs()),
        "days": LineField(tr("Days that it lasts"), tr("The planned end counts from its start")),
        "review_days": LineField(tr("Days until the first review")),
        "purpose": LineField(tr("Purpose")),
        "note": NotesField(tr("Note")),
    }
    kept = before if before is not None and before.id else None
    return record_form(
        session,
        RecordWords(
            "template", tr("Record a template"), tr("Change the template"), tr("Keep"), _ACTS
        ),
        fields,
        draft_of(before) if before is not None else TemplateDraft(),
        kept,
        rows=(("days", "review_days"),),
    )


def copy_share_form(session: Session, share: Share) -> Form:
    """Return the form that shares other assets as one is shared, as one act."""
    records = session.live.records
    partnership = records.get(Partnership, share.partnership)
    partner = records.get(Partner, partnership.partner)
    source = records.get(Asset, share.asset)
    there = {
        other.asset
        for other in records.select(Share, partnership=share.partnership)
        if other.revoked_on is None
    }
    offered = [
        asset
        for asset in shareable_assets(session)
        if asset.id not in there and asset.owner_kind == OwnerKind.OURS
    ]
    levels = {asset.id: _like(share, source, asset) for asset in offered}
    options = [
        Option(
            asset.id,
            asset.name,
            tr(
                "{type}, {level}",
                type=type_label(asset.asset_type),
                level=level_label(asset.asset_type, levels[asset.id]),
            ),
        )
        for asset in offered
    ]
    day = session.understood
    fields: dict[str, Field] = {
        "assets": TicksField(tr("Other assets"), options),
        "purpose": LineField(tr("Purpose")),
        "approved_by": LineField(tr("Approved by"), tr("Who agreed to this on our side")),
        "granted_on": day_field(tr("Shared on"), day, tr("Empty while it is planned")),
        "planned_end": day_field(tr("Planned end"), day),
    }
    title = tr(
        "Share other assets with {partner} as {asset}", partner=partner.name, asset=source.name
    )
    panel = FormPanel(title, tr("Record shares"), fields, rows=(("granted_on", "planned_end"),))
    panel.set_values(
        {
            "purpose": share.purpose,
            "approved_by": share.approved_by,
            "granted_on": session.live.today.isoformat(),
            "planned_end": share.planned_end.isoformat() if share.planned_end else "",
        }
    )

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the shares that were recorded
        terms = {name: value for name, value in values.items() if name != "assets"}
        if not values["assets"]:
            raise Invalid((Problem("assets", tr("Tick at least one asset.")),))
        drafts = [
            ShareDraft(asset=key, partnership=partnership.id, level=levels[key], **terms)
            for key in values["assets"]
        ]
        return session.perform(shares.record_shares, drafts)

    return Form(f"copy-share/{share.id}", panel, record)


def _like(share: Share, source: Asset, asset: Asset) -> Level:
    """Return the same level where the type of the other asset has it, else the narrowest."""
    kind = asset_type(asset.asset_type)
    codes = {level.code for level in kind.levels}
    if asset.asset_type == source.asset_type or (share.level and set(share.level) <= codes):
        return share.level
    return kind.narrowest()


def _needs() -> list[Option]:
    options = []
    for code, kind in asset_types().items():
        if not kind.shareable:
            continue
        options += [
            Option(f"{code}/{level.code}", f"{tr(kind.label)}: {tr(level.label)}", tr(level.plain))
            for level in kind.levels
        ]
        if not kind.levels:
            options.append(Option(f"{code}/", tr(kind.label), tr(kind.plain)))
    return options
