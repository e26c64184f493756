"""The form that records of several assets that they have come to us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from delvia_desktop.domain.access.assets import Asset, OwnershipDraft
from delvia_desktop.domain.access.claims import RequestDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import assets, business_centers
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, required
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, my_name, name_field
from delvia_desktop.ui.session import Session

_PROOF = "LISTED_AS_OWNED"
"""How it is seen that they are ours: this form asks for nothing else."""


def owned_form(session: Session, owned: Sequence[Asset]) -> Form:
    """Return the form that records that our Business Center lists assets as owned."""
    ours = business_centers.own_business_centers(session.live)
    by_key = {int(asset.id): asset for asset in owned}
    options = [Option(key, asset.name) for key, asset in by_key.items()]
    fields: dict[str, Field] = {
        "owned": required(TicksField(tr("Assets received"), options)),
        "owner_business_center": ChoiceField(
            tr("Our Business Center"), [Option(center.id, center.name) for center in ours]
        ),
        "asked_on": day_field(tr("Requested on, if not recorded"), session.understood),
        "agreed_on": day_field(tr("Agreed on, if not recorded"), session.understood),
        "ownership_confirmed_on": required(
            day_field(tr("Ownership confirmed on"), session.understood)
        ),
        "ownership_confirmed_by": required(name_field(session, tr("Ownership confirmed by"))),
        "evidence_ref": evidence_field(),
    }
    rows = (("asked_on", "agreed_on"), ("ownership_confirmed_on", "ownership_confirmed_by"))
    panel = FormPanel(tr("Assets listed as owned by us"), tr("Record ownership"), fields, rows=rows)
    panel.warn(
        tr(
            "Record this only once our Business Center lists each of them as owned. That "
            "completes the claims and ends what was shared with us."
        )
    )
    panel.set_values(
        {
            "owned": tuple(by_key),
            "owner_business_center": ours[0].id if ours else None,
            "ownership_confirmed_on": session.live.today.isoformat(),
            "ownership_confirmed_by": my_name(session),
        }
    )

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the assets
        values = dict(values)
        arrived = [by_key[key] for key in values.pop("owned")]
        request = RequestDraft(values.pop("asked_on"), values.pop("agreed_on"))
        typed = draft(OwnershipDraft, values, ownership_proof=_PROOF)
        return session.perform(assets.record_ownership_of_all, arrived, typed, request)

    key = crc32(repr(sorted(int(asset.id) for asset in owned)).encode())
    return Form(f"owned/{key}", panel, record)
