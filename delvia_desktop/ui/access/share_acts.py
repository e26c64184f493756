"""What can be done with a share, as deeds for menus and buttons: which fit, and their forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.grant_steps import STEPS, next_steps
from delvia_desktop.domain.access.grants import OPEN, GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.share_steps import can_be_raised, step_of
from delvia_desktop.domain.access.shares import Share, ShareKey
from delvia_desktop.domain.access.steps import following
from delvia_desktop.domain.lists.rows import ShareRow, Wanted
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import shares
from delvia_desktop.services.access.grants import why_it_ends
from delvia_desktop.ui.access.forms.bulk_form import many_form
from delvia_desktop.ui.access.forms.copy_form import copy_share_form
from delvia_desktop.ui.access.forms.share_form import change_share_form, lower_form, raise_form
from delvia_desktop.ui.access.forms.step_form import InTurn, StepWords, step_form, words_of
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session

Open = Callable[[Form], None]


def share_deeds(session: Session, key: int, open_form: Open) -> list[Deed]:
    """Return the next acts on a share, as buttons, the most usual first."""
    share = session.live.records.find(Share, id=ShareKey(key))
    if share is None or not session.can_act:
        return []
    asset = session.live.records.get(Asset, share.asset)
    partnership = session.live.records.get(Partnership, share.partnership)
    names = {
        "asset": asset.name,
        "partner": session.live.records.get(Partner, partnership.partner).name,
    }

    def step(name: str) -> Deed:
        words = _words(session, share, name, names)

        def run() -> None:
            key = f"{name}/{share.id}"
            then = {each: _words(session, share, each, names) for each in following(STEPS, name)}
            open_form(step_form(session, key, words, InTurn(shares.take_step, name, then), share))

        return Deed(f"{words.action}…", run, act=name)

    def deed(text: str, form: Callable[[], Form], act: str) -> Deed:
        return Deed(text, lambda: open_form(form()), act=act)

    change = deed(tr("Edit…"), lambda: change_share_form(session, share), "change")
    deeds = [step(name) for name in next_steps(share, session.live.today)]
    state = state_on(share, session.live.today)
    if state not in OPEN:
        delete = Deed(
            tr("Delete"), lambda: session.attempt(shares.delete_share, share), is_folded=True
        )
        return [*deeds, change, *([] if state == GrantState.REVOKED else [delete])]
    kind = asset_type(asset.asset_type)
    if can_be_raised(share, kind):
        deeds.append(deed(tr("Raise level…"), lambda: raise_form(session, share), "raise"))
    if any(kind.is_wider(share.level, (level.code,)) for level in kind.levels):
        deeds.append(deed(tr("Lower level…"), lambda: lower_form(session, share), "lower"))
    copy = deed(tr("Copy to other assets…"), lambda: copy_share_form(session, share), "copy")
    return [*deeds, change, *([] if share.is_incoming else [copy])]


def purposes_deed(session: Session, partner: Partner, open_form: Open) -> Deed | None:
    """Return the act that fills in the purpose of all shares with a partner."""
    if not session.can_act:
        return None
    where = {"partner": partner.id, "is_over": 0, "is_incoming": 0, "is_explained": 0}
    found = session.live.rows(ShareRow, Wanted(session.live.today, where=where))
    if not (names := [("share", key) for key in found.keys(0, found.count())]):
        return None
    return Deed(
        tr("Record purposes…"),
        lambda: open_form(many_form(session, names, Act.PURPOSE)),
        act=Act.PURPOSE,
    )


def _words(session: Session, share: Share, step: str, names: Mapping[str, str]) -> StepWords:
    """Return how a step of a share is asked for, as things stand around it."""
    records = session.live.records
    why = why_it_ends(records, share, session.live.today)
    words = words_of(session, step_of(share, step), names, why=why)
    if records.get(Asset, share.asset).asset_type != "TT_ACCOUNT":
        words = replace(words, warning="")
    if step == Act.GONE and not share.is_incoming and records.select(Share, replaces=share.id):
        text = tr("{asset} is listed for {partner} only at the new level", **names)
        words = replace(words, title=text)
    return words
