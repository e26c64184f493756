"""The forms for an asset and for its ownership."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from delvia_desktop.domain.access.assets import (
    Asset,
    AssetDraft,
    OwnerKind,
    OwnershipDraft,
    needs_id,
)
from delvia_desktop.domain.access.claims import state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.words.drafts import typed as typed_before
from delvia_desktop.domain.words.ids import clean_code, is_whole_pixel_code
from delvia_desktop.domain.words.vocabulary import asset_type, asset_types, term, type_named
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import assets, business_centers, claims
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.fields.record_field import RecordField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import (
    RecordActs,
    RecordWords,
    in_rows,
    record_form,
    values_of,
)
from delvia_desktop.ui.forms.usual_fields import (
    day_field,
    evidence_field,
    my_name,
    name_field,
    term_options,
)
from delvia_desktop.ui.session import Session

_ASSETS = RecordActs(assets.record_asset, assets.change_asset)
_OF_SOME = ("pixel_code", "shop_code", "status", "status_on")
"""Fields that only some types of assets have."""

_KEPT = (
    *("asset_type", "owner_kind", "owner_business_center", "owner_partner", "owner_person"),
    "internal_owner",
)
"""Fields that the next asset most often shares with the one before."""


def asset_form(session: Session, before: Asset | None = None) -> Form:
    """Return the form for a new asset, or to change one."""
    kinds = [Option(kind.code, tr(kind.label), tr(kind.plain)) for kind in asset_types().values()]
    fields: dict[str, Field] = {
        "name": required(LineField(tr("Name"))),
        "asset_type": ChoiceField(tr("Asset type"), kinds),
        "asset_id": IdField(tr("Asset ID")),
        "pixel_code": LineField(
            tr("Pixel code"),
            tr("For example CELJF8BC77UD28TRFBF0. The code or the asset ID is enough."),
        ),
        "shop_code": LineField(
            tr("Shop code"), tr("Shown next to the ID in TikTok, for example GBLCABC1XY")
        ),
        **_owner_fields(session),
        **_proof_fields(session, tr("Not confirmed")),
        "status": ChoiceField(
            tr("Status in TikTok"), term_options("account_status", tr("Not recorded"))
        ),
        "status_on": day_field(tr("Status since"), session.understood),
        "internal_owner": name_field(session, tr("Accountable on our side")),
        "last_verified_on": day_field(tr("Last verified"), session.understood),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    start = (
        typed_before(before, AssetDraft)
        if before
        else AssetDraft(
            asset_type="ADVERTISER",
            owner_kind=OwnerKind.OURS,
            owner_business_center=_first(session),
        )
    )
    form = record_form(
        session,
        RecordWords(
            "asset",
            tr("Add asset"),
            tr("Edit asset"),
            tr("Add asset"),
            _ASSETS,
            usual=(
                *("name", "asset_type", "asset_id", "pixel_code", "shop_code"),
                *("owner_kind", "owner_business_center", "owner_partner", "owner_person"),
            ),
        ),
        fields,
        start,
        before,
        rows=(("status", "status_on"),),
    )
    _show_what_fits(fields)
    _follow_proof(session, fields)
    _ask_for_proof(session, form.panel, before)
    _take_code(fields)
    if before is not None:
        return form
    return in_rows(form, partial(asset_form, session), _propose_type(form.panel))


def ownership_form(session: Session, asset: Asset) -> Form:
    """Return the form of an asset for who owns it now, such as after a claim."""
    fields: dict[str, Field] = {
        **_owner_fields(session),
        **_proof_fields(session, tr("Not confirmed")),
        "evidence_ref": evidence_field(),
    }
    panel = FormPanel(tr("Who owns {asset} now?", asset=asset.name), tr("Record ownership"), fields)
    start = OwnershipDraft(
        owner_kind=OwnerKind.OURS if claims.open_claim(session.live, asset) else asset.owner_kind,
        owner_business_center=asset.owner_business_center or _first(session),
        owner_partner=asset.owner_partner,
        owner_person=asset.owner_person,
    )
    panel.set_values(values_of(start, list(fields)))
    _show_what_fits(fields)
    _follow_proof(session, fields)
    _ask_for_proof(session, panel, asset)

    def record(values: Mapping[str, Any]) -> Asset:
        made: Asset = session.perform(assets.record_ownership, asset, draft(OwnershipDraft, values))
        return made

    return Form(f"ownership/{asset.id}", panel, record)


def confirmation_form(session: Session, asset: Asset) -> Form:
    """Return the form of an asset for how its owner on record was confirmed."""
    fields: dict[str, Field] = {
        **_proof_fields(session, tr("Choose…"), asks=True),
        "evidence_ref": evidence_field(),
    }
    for name in ("ownership_proof", "ownership_confirmed_on", "ownership_confirmed_by"):
        fields[name].require()
    _follow_proof(session, fields)
    title = tr("Confirm ownership of {asset}", asset=asset.name)
    panel = FormPanel(title, tr("Confirm ownership"), fields)
    owner = assets.owner_name(session.live.records, asset)
    panel.explain(tr("Owner on record: {owner}", owner=owner) if owner else "")
    start = {
        "ownership_confirmed_on": session.live.today.isoformat(),
        "ownership_confirmed_by": my_name(session),
    }
    panel.set_values(start)

    def record(values: Mapping[str, Any]) -> Asset:
        typed = replace(typed_before(asset, OwnershipDraft), **values)
        made: Asset = session.perform(assets.confirm_ownership, asset, typed)
        return made

    return Form(f"ownership-confirmed/{asset.id}", panel, record)


def _owner_fields(session: Session) -> dict[str, Field]:
    ours = business_centers.own_business_centers(session.live)
    partners = session.live.records.select(Partner)
    none = tr("No partner is recorded yet. Choose “Unknown” until it is.")
    return {
        "owner_kind": ChoiceField(tr("Owned by"), term_options("owner_kind")),
        "owner_business_center": ChoiceField(
            tr("Our Business Center"), [Option(center.id, center.name) for center in ours]
        ),
        "owner_partner": ChoiceField(
            tr("Partner that owns it"),
            [Option(partner.id, partner.name) for partner in partners],
            "" if partners else none,
        ),
        "owner_person": required(name_field(session, tr("Person who owns it"))),
    }


def _proof_fields(session: Session, none_yet: str, *, asks: bool = False) -> dict[str, Field]:
    proofs = term_options("ownership_proof", none_yet, asks=asks)
    return {
        "ownership_proof": ChoiceField(tr("How ownership was confirmed"), proofs),
        "ownership_confirmed_on": day_field(tr("Ownership confirmed on"), session.understood),
        "ownership_confirmed_by": name_field(session, tr("Ownership confirmed by")),
    }


def asset_field(
    session: Session, label: str, offered: Callable[[], Sequence[Option]], none: str = ""
) -> RecordField:
    """Return a form's required field for an asset; `none` says that there is none."""
    words = none or tr("No assets are recorded yet.")
    made = RecordField(label, offered, words, (tr("Add asset…"), lambda: asset_form(session)))
    session.changed.connect(made.look)
    return required(made)


def _first(session: Session) -> Any:  # noqa: ANN401 - a key or None
    ours = business_centers.own_business_centers(session.live)
    return ours[0].id if ours else None


def _show_what_fits(fields: dict[str, Field]) -> None:
    """Show only the fields that fit the kind of asset and of owner, now and after a change."""

    def show() -> None:
        kind = fields["owner_kind"].value()
        fields["owner_business_center"].setVisible(kind == OwnerKind.OURS)
        fields["owner_partner"].setVisible(kind == OwnerKind.PARTNER)
        fields["owner_person"].setVisible(kind == OwnerKind.PERSON)
        if "asset_type" in fields:
            chosen = asset_type(fields["asset_type"].value() or "")
            for name in _OF_SOME:
                fields[name].setVisible(name in chosen.has)
            needed, has_code = needs_id(chosen, kind), "pixel_code" in chosen.has
            fields["asset_id"].require(needed=needed and not has_code)
            fields["pixel_code"].require(needed=needed and not fields["asset_id"].value())

    for name in ("owner_kind", "asset_type", "asset_id"):
        if name in fields:
            fields[name].edited.connect(show)
    show()


def _take_code(fields: dict[str, Field]) -> None:
    """Put the code of a pixel where it belongs once it was typed as the asset's id."""
    number, code, kinds = (fields[name] for name in ("asset_id", "pixel_code", "asset_type"))

    def take() -> None:
        typed = clean_code(number.value())
        has_code = "pixel_code" in asset_type(kinds.value() or "").has
        if has_code and not code.value() and is_whole_pixel_code(typed):
            code.set_value(typed)
            number.set_value("")
            number.edited.emit()

    number.edited.connect(take)


def _propose_type(panel: FormPanel) -> Collection[str]:
    """Propose the type that the name of a new asset tells, unless another was chosen.

    Returns the fields that the next asset begins with: a type only if it was chosen.
    """
    name, kinds, kept = panel.fields["name"], panel.fields["asset_type"], {*_KEPT}
    proposed = ""

    def propose() -> None:
        nonlocal proposed
        begun = str((panel.start or {}).get("asset_type"))
        told = type_named(name.value()) or begun
        if kinds.value() in {proposed, begun} and kinds.value() != told:
            proposed = told
            kinds.set_value(told)
            kinds.edited.emit()
            kept.discard("asset_type")

    kinds.edited.connect(lambda: kept.add("asset_type"))
    name.edited.connect(propose)
    return kept


def _ask_for_proof(session: Session, panel: FormPanel, asset: Asset | None) -> None:
    """Ask how it was confirmed that an asset is ours while it is still being claimed."""
    claim = claims.open_claim(session.live, asset) if asset is not None else None
    if claim is None or asset is None or asset.owner_kind == OwnerKind.OURS:
        return
    kind, proof = panel.fields["owner_kind"], panel.fields["ownership_proof"]
    state = term("claim_state", state_on(claim, session.live.today)).label
    text = tr(
        "The claim to this asset is open: {state}. Confirm our ownership only once TikTok shows "
        "it. This completes the claim and marks its share with us as ended.",
        state=state,
    )

    def follow() -> None:
        is_ours = kind.value() == OwnerKind.OURS
        proof.require(needed=is_ours)
        panel.explain(text if is_ours else "")

    kind.edited.connect(follow)
    follow()


def _follow_proof(session: Session, fields: dict[str, Field]) -> None:
    """Propose today for the confirmation once there is one; before that its day stays empty."""
    proof, day = fields["ownership_proof"], fields["ownership_confirmed_on"]
    today = session.live.today.isoformat()

    def follow() -> None:
        is_confirmed = bool(proof.value())
        day.require(needed=is_confirmed or proof.is_required)
        if is_confirmed and not day.value():
            day.set_value(today)
        elif not is_confirmed and day.value() == today:
            day.set_value("")

    day.require(needed=bool(proof.value()) or proof.is_required)
    proof.edited.connect(follow)
