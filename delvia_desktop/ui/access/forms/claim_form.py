"""The form for a claim of an asset that is not ours."""

from __future__ import annotations

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.claims import Claim, ClaimDraft, routes_for
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import business_centers, claims
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, NotesField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.record_form import RecordActs, RecordWords, record_form
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field
from delvia_desktop.ui.session import Session

_ACTS = RecordActs(claims.record_claim, claims.change_claim)


def claim_form(
    session: Session, before: Claim | None = None, asset: AssetKey | None = None
) -> Form:
    """Return the form that opens a claim of an asset, or corrects one."""
    about = session.live.records.get(Asset, before.asset if before else asset or AssetKey(0))
    ways = [Option(route.code, tr(route.label), tr(route.plain)) for route in routes_for(about)]
    ours = business_centers.own_business_centers(session.live)
    day = session.understood
    fields: dict[str, Field] = {
        "business_center": ChoiceField(
            tr("New owner"), [Option(center.id, center.name, center.bc_id) for center in ours]
        ),
        "route": ChoiceField(tr("Transfer method"), ways),
        "found_on": day_field(tr("Identified on"), day),
        "transfer_due": day_field(tr("Agreed transfer date"), day),
        "balance": NotesField(tr("Balance, invoices, running campaigns"), lines=2),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    start = ClaimDraft(
        asset=about.id,
        business_center=ours[0].id if ours else None,
        route=ways[0].value if ways else "",
        found_on=session.live.today.isoformat(),
    )
    title = tr("Claim {asset}", asset=about.name)
    return record_form(
        session,
        RecordWords(
            "claim",
            title,
            tr("Edit claim"),
            tr("Open claim"),
            _ACTS,
            usual=("business_center", "route", "found_on", "transfer_due", "balance"),
        ),
        fields,
        typed(before, ClaimDraft) if before else start,
        before,
        rows=(("found_on", "transfer_due"),),
    )
