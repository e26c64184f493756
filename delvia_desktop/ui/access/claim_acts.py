"""How the steps of a claim are asked for, with what cannot be undone said before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.claims import Claim, route_of
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.claims import take_step_of_all
from delvia_desktop.ui.access.forms.step_form import StepWords, step_form
from delvia_desktop.ui.forms.form import Form, my_name
from delvia_desktop.ui.session import Session


def claims_form(session: Session, found: Sequence[Claim], step: str) -> Form:
    """Return the form that takes the same step of several claims, with all that is to be read."""
    words = [claim_words(session, claim)[step] for claim in found]
    names = {each.did for each in words}
    first = replace(
        words[0],
        title=ntr("{act}: {n} claim", "{act}: {n} claims", len(found), act=words[0].action),
        warning="\n".join(dict.fromkeys(each.warning for each in words if each.warning)),
        must_read=any(each.must_read for each in words),
        did=names.pop() if len(names) == 1 else "",
    )

    chosen = crc32(repr(sorted(int(claim.id) for claim in found)).encode())
    form = step_form(session, f"claims-{step}/{chosen}", first, take_step_of_all, found, step)
    form.panel.explain("\n".join(each.title for each in words))
    return form


def claim_words(session: Session, claim: Claim) -> dict[str, StepWords]:
    """Return how each step of a claim is asked for."""
    records = session.live.records
    asset = records.get(Asset, claim.asset).name
    center = records.get(BusinessCenter, claim.business_center).name
    owner, asked = claim.holder or tr("the owner"), claim.asked_whom or claim.holder
    if claim.partner is not None:
        partner = records.get(Partner, claim.partner)
        owner, asked = partner.name, claim.asked_whom or partner.contact_name
    names = {"asset": asset, "owner": owner, "center": center}
    route = route_of(claim)
    effect = ""
    if route.is_irreversible:
        effect = tr(
            "This cannot be undone in TikTok: {asset} goes from {owner} to {center}. {effect}",
            effect=tr(route.effect),
            **names,
        )
    return {
        "ask": StepWords(
            tr("{owner} was asked to hand over {asset}", **names),
            tr("Record request"),
            tr("Requested on"),
            tr("Person asked"),
            did=asked,
            needs=("by",),
        ),
        "agree": StepWords(
            tr("{owner} agreed to hand over {asset}", **names),
            tr("Record agreement"),
            tr("Agreed on"),
            tr("Who agreed"),
            did=claim.asked_whom,
            needs=("by",),
        ),
        "transfer": StepWords(
            tr("The transfer of {asset} to {center} has started", **names),
            tr("Record start of transfer"),
            tr("Started on"),
            warning=effect,
            must_read=bool(effect),
        ),
        "receive": StepWords(
            tr("{asset} was received in {center}", **names),
            tr("Record receipt"),
            tr("Received on"),
            warning=tr("From now on {asset} is recorded as owned by {center}.", **names),
        ),
        "verify": StepWords(
            tr("{center} lists {asset} as owned", **names),
            tr("Verify receipt"),
            tr("Verified on"),
            tr("Verified by"),
            did=my_name(session),
            needs=("by",),
        ),
        "refuse": StepWords(
            tr("{owner} refused to hand over {asset}", **names),
            tr("Record refusal"),
            tr("Refused on"),
            reason=tr("What was said"),
            needs=("reason",),
        ),
        "escalate": StepWords(
            tr("The claim to {asset} was escalated", **names),
            tr("Escalate"),
            tr("Escalated on"),
        ),
        "drop": StepWords(
            tr("The claim to {asset} was withdrawn", **names),
            tr("Withdraw"),
            tr("Withdrawn on"),
            reason=tr("Why"),
            needs=("reason",),
        ),
    }
