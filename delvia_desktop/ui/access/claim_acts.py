"""How the steps of a claim are asked for, with what cannot be undone said before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.claim_steps import STEPS
from delvia_desktop.domain.access.claims import Claim, route_of
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.claims import take_step_of_all
from delvia_desktop.ui.access.forms.step_form import StepWords, step_form, words_of
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.session import Session


def claims_form(session: Session, found: Sequence[Claim], step: str) -> Form:
    """Return the form of one act on several claims: the same step, and all that is to be read."""
    words = [claim_words(session, claim, step) for claim in found]
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


def claim_words(session: Session, claim: Claim, step: str) -> StepWords:
    """Return how an act asks for a step of a claim, in words."""
    records = session.live.records
    asset = records.get(Asset, claim.asset).name
    center = records.get(BusinessCenter, claim.business_center).name
    owner, asked = claim.holder or tr("the owner"), claim.asked_whom or claim.holder
    if claim.partner is not None:
        partner = records.get(Partner, claim.partner)
        owner, asked = partner.name, claim.asked_whom or partner.contact_name
    route = route_of(claim)
    names = {"asset": asset, "owner": owner, "center": center, "effect": tr(route.effect)}
    did = asked if step in {Act.ASK, Act.AGREE} else ""
    words = words_of(session, STEPS[step], names, did=did)
    if step != Act.TRANSFER:
        return words
    warning = words.warning if route.is_irreversible else ""
    return replace(words, warning=warning, must_read=route.is_irreversible)
