"""What can be done with a share, as deeds for menus and buttons: which fit, and their forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.share_steps import can_be_raised
from delvia_desktop.domain.access.shares import Share, ShareKey
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import shares
from delvia_desktop.services.access.grants import why_it_ends
from delvia_desktop.ui.access.forms.copy_form import copy_share_form
from delvia_desktop.ui.access.forms.share_form import change_share_form, lower_form, raise_form
from delvia_desktop.ui.access.forms.step_form import StepWords, step_form
from delvia_desktop.ui.forms.form import Form, my_name
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session

Open = Callable[[Form], None]


def share_deeds(session: Session, key: int, open_form: Open) -> list[Deed]:
    """Return what can be done next with a share, the most usual first."""
    share = session.live.records.find(Share, id=ShareKey(key))
    if share is None or not session.can_act:
        return []
    state = state_on(share, session.live.today)
    asset = session.live.records.get(Asset, share.asset)
    partnership = session.live.records.get(Partnership, share.partnership)
    partner = session.live.records.get(Partner, partnership.partner)
    after = session.live.records.select(Share, replaces=share.id)
    words = (
        _received_words(session, asset, partner)
        if share.is_incoming
        else _words(session, asset, partner, is_replaced=bool(after))
    )
    why = why_it_ends(session.live.records, share, session.live.today)
    words = {**words, "revoke": replace(words["revoke"], why=why)}
    steps = {
        "grant": shares.grant_share,
        "confirm": shares.confirm_share,
        "verify": shares.verify_share,
        "revoke": shares.revoke_share,
        "gone": shares.see_share_gone,
    }

    def step(name: str) -> Deed:
        def run() -> None:
            open_form(step_form(session, f"{name}/{share.id}", words[name], steps[name], share))

        return Deed(f"{words[name].action}…", run, act=name)

    def deed(text: str, form: Callable[[], Form], act: str) -> Deed:
        return Deed(text, lambda: open_form(form()), act=act)

    change = deed(tr("Edit…"), lambda: change_share_form(session, share), "change")
    delete = Deed(tr("Delete"), lambda: session.attempt(shares.delete_share, share), is_folded=True)
    if state == GrantState.PLANNED:
        return [step("grant"), change, delete]
    if state == GrantState.REVOKED:
        return [step("gone"), change]
    if state == GrantState.GONE:
        return [change, delete]
    kind = asset_type(asset.asset_type)
    deeds = [step("confirm")] if state == GrantState.GRANTED else []
    deeds += [step("verify"), step("revoke")]
    if can_be_raised(share, kind):
        deeds.append(deed(tr("Raise level…"), lambda: raise_form(session, share), "raise"))
    if any(kind.is_wider(share.level, (level.code,)) for level in kind.levels):
        deeds.append(deed(tr("Lower level…"), lambda: lower_form(session, share), "lower"))
    copy = deed(tr("Copy to other assets…"), lambda: copy_share_form(session, share), "copy")
    return [*deeds, change, *([] if share.is_incoming else [copy])]


def _words(
    session: Session, asset: Asset, partner: Partner, *, is_replaced: bool
) -> dict[str, StepWords]:
    names = {"asset": asset.name, "partner": partner.name}
    warning = ""
    if asset.asset_type == "TT_ACCOUNT":
        warning = tr(
            "Revoking a TikTok account takes effect immediately: the running ads of {partner} "
            "that use {asset} pause. Tell the partner first.",
            **names,
        )
    return {
        "grant": StepWords(
            tr("{asset} was shared with {partner}", **names),
            tr("Mark as shared"),
            tr("Shared on"),
            tr("Shared by"),
            did=my_name(session),
        ),
        "confirm": StepWords(
            tr("{partner} confirmed access to {asset}", **names),
            tr("Confirm"),
            tr("Confirmed on"),
            tr("Who confirmed it on the partner's side"),
        ),
        "verify": StepWords(
            tr("{asset} was verified under {partner} in TikTok", **names),
            tr("Verify"),
            tr("Verified on"),
        ),
        "revoke": StepWords(
            tr("{asset} was revoked from {partner}", **names),
            tr("Revoke"),
            tr("Revoked on"),
            tr("Revoked by"),
            tr("Why"),
            warning=warning,
            did=my_name(session),
            needs=("reason",),
        ),
        "gone": StepWords(
            tr("{asset} is listed for {partner} only at the new level", **names)
            if is_replaced
            else tr("{asset} is no longer listed for {partner}", **names),
            tr("Verify removal"),
            tr("Removal verified on"),
        ),
    }


def _received_words(session: Session, asset: Asset, partner: Partner) -> dict[str, StepWords]:
    names = {"asset": asset.name, "partner": partner.name}
    warning = ""
    if asset.asset_type == "TT_ACCOUNT":
        warning = tr("Our running ads that use {asset} pause immediately.", **names)
    return {
        "grant": StepWords(
            tr("{partner} shared {asset} with us", **names),
            tr("Mark as shared"),
            tr("Shared on"),
            tr("Shared by"),
        ),
        "confirm": StepWords(
            tr("{asset} of {partner} can be used in our Business Center", **names),
            tr("Confirm"),
            tr("Confirmed on"),
            tr("Who confirmed it on our side"),
            did=my_name(session),
        ),
        "verify": StepWords(
            tr("{asset} of {partner} was verified in our Business Center", **names),
            tr("Verify"),
            tr("Verified on"),
        ),
        "revoke": StepWords(
            tr("{partner} no longer shares {asset} with us", **names),
            tr("Mark as ended"),
            tr("Ended on"),
            tr("Ended by"),
            tr("Why"),
            warning=warning,
            needs=("reason",),
        ),
        "gone": StepWords(
            tr("{asset} of {partner} is no longer in our Business Center", **names),
            tr("Verify removal"),
            tr("Removal verified on"),
        ),
    }
