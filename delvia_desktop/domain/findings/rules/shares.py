"""Rules about shares: what a partner may do with an asset, until when, and why."""

from __future__ import annotations

import functools
from datetime import timedelta
from functools import partial

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.claims import ClaimState
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.findings.rules.next_steps import (
    accepting,
    claimed,
    claiming,
    ending,
    lowering,
    owned_by,
    record_purpose,
    record_purposes,
)
from delvia_desktop.domain.records.findings import Name, NextStep, Rule, Said, said
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import asset_types, level_label
from delvia_desktop.i18n import later

_DATES = ("planned_end", "review_due")
_SPENDING = frozenset({"ADMIN", "OPERATOR"})
_SPEAKING = frozenset({"DIRECT_MESSAGE", "PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS"})


def _names(situation: Situation, share: Share, **more: object) -> dict[str, object]:
    partner = situation.partner_of(share)
    return {"partner": partner.name, "asset": situation.asset(share).name, **more}


def _others(situation: Situation, share: Share) -> tuple[Name, ...]:
    return (("asset", share.asset), ("partner", situation.partner_of(share).id))


def _told(situation: Situation, share: Share, text: str, step: NextStep, **more: object) -> Said:
    names, others = partial(_names, situation, share, **more), partial(_others, situation, share)
    return Said(text, step, names, others)


def _change(share: Share, words: str, *asks: str) -> NextStep:
    return NextStep(words, "share", share.id, Act.CHANGE, asks)


def is_admin(situation: Situation, share: Share) -> Said | None:
    """SHR-01: a share makes a partner Admin of an ad account."""
    if "ADMIN" not in share.level or share.is_incoming:
        return None
    if situation.asset(share).asset_type != "ADVERTISER":
        return None
    text = later("{partner} is Admin of “{asset}”.")
    return _told(situation, share, text, lowering(situation, share, later("Lower level…")))


def past_end(situation: Situation, share: Share) -> Said | None:
    """SHR-03: a share works although its planned end has passed."""
    end = share.planned_end
    if end is None or end >= situation.on:
        return None
    text = later(
        "“{asset}” is still shared with {partner}, although the share should have ended on {day}."
    )
    if share.is_incoming:
        text = later(
            "{partner} still shares “{asset}” with us, although the share should have "
            "ended on {day}."
        )
    return _told(situation, share, text, ending(situation, share), day=end)


def no_date(situation: Situation, share: Share) -> Said | None:
    """SHR-04: a share has neither an end nor a review."""
    if share.is_incoming or share.planned_end or share.review_due:
        return None
    text = later("“{asset}” is shared with {partner} without an end or review date.")
    return _told(situation, share, text, _change(share, later("Record dates…"), *_DATES))


def no_reason(situation: Situation, share: Share) -> Said | None:
    """SHR-05: a share lacks purpose or approval."""
    if share.is_incoming or (share.purpose and share.approved_by):
        return None
    text = later("“{asset}” is shared with {partner}, but no purpose is recorded.")
    if share.purpose:
        text = later("“{asset}” is shared with {partner}, but no approver is recorded.")
    partner, lacks_approval = int(situation.partner_of(share).id), bool(share.purpose)
    all_of_them = record_purposes(partner, is_approval=lacks_approval)
    return _told(situation, share, text, record_purpose(share))._replace(together=all_of_them)


def level_unknown(situation: Situation, share: Share) -> Said | None:
    """SHR-06: a share has no level recorded."""
    if share.level:
        return None
    kind = asset_types().get(situation.asset(share).asset_type)
    if kind is None or kind.choice == "none":
        return None
    text = later("The access level of {partner} on “{asset}” is not recorded.")
    return _told(situation, share, text, _change(share, later("Record level…"), "level"))


def not_confirmed(situation: Situation, share: Share) -> Said | None:
    """SHR-07: the partner has not confirmed a share for longer than it should need."""
    since = share.granted_on
    if share.confirmed_on is not None or since is None:
        return None
    if situation.on - since <= timedelta(days=situation.limit("confirm_days")):
        return None
    text = later("{partner} has not confirmed that it can see “{asset}”, shared on {day}.")
    if share.is_incoming:
        text = later(
            "No one has confirmed that we can see “{asset}”, shared by {partner} on {day}."
        )
    step = NextStep(later("Record confirmation…"), "share", share.id, Act.CONFIRM)
    return _told(situation, share, text, step, day=since)


def changes_catalog(situation: Situation, share: Share) -> Said | None:
    """SHR-08: a share lets a partner change a catalog, and no need is recorded."""
    if "ADMIN" not in share.level or share.is_incoming or share.purpose:
        return None
    if situation.asset(share).asset_type != "CATALOG":
        return None
    text = later("{partner} can change the catalog “{asset}”, but no purpose is recorded.")
    return _told(situation, share, text, lowering(situation, share, later("Lower level…")))


def can_speak(situation: Situation, share: Share) -> Said | None:
    """SHR-09: a share lets a partner publish on the profile, or read and send messages."""
    if share.is_incoming or _SPEAKING.isdisjoint(share.level):
        return None
    asset = situation.asset(share)
    if asset.asset_type != "TT_ACCOUNT":
        return None
    far = tuple(code for code in share.level if code in _SPEAKING)
    text = later("{partner} has “{level}” on “{asset}”.")
    act = lowering(situation, share, later("Lower level…"))
    level = level_label(asset.asset_type, far)
    others = _others(situation, share)
    return said(text, act, *others, level=level, **_names(situation, share))


def two_spenders(situation: Situation, asset: Asset) -> Said | None:
    """SHR-10: two shares let two partners spend money from one ad account."""
    if asset.asset_type != "ADVERTISER":
        return None
    spending = {
        situation.partner_of(share).id: share
        for share in situation.opened_of("share", "asset", asset.id)
        if not share.is_incoming and not _SPENDING.isdisjoint(share.level)
    }
    if len(spending) <= 1:
        return None
    names = ", ".join(sorted(situation.picture.partners[key].name for key in spending))
    text = later("{partners} can each spend money from “{asset}”.")
    act = lowering(situation, next(iter(spending.values())), later("Lower one level…"))
    others = tuple(("partner", int(key)) for key in spending)
    return said(text, act, *others, partners=names, asset=asset.name)


def twice(situation: Situation, asset: Asset) -> Said | None:
    """SHR-11: an asset is open to the same partner by two shares."""
    seen: dict[int, Share] = {}
    for share in situation.opened_of("share", "asset", asset.id):
        if share.is_incoming:
            continue
        partner = situation.partner_of(share)
        if partner.id in seen:
            text = later("“{asset}” is shared twice with {partner}.")
            act = NextStep(later("Revoke one grant…"), "share", share.id, Act.REVOKE)
            both = (("share", int(seen[partner.id].id)), ("share", int(share.id)))
            others = (*both, ("partner", int(partner.id)))
            return said(text, act, *others, asset=asset.name, partner=partner.name)
        seen[partner.id] = share
    return None


def audience_out(situation: Situation, share: Share) -> Said | None:
    """SHR-12: a share of an audience has nothing noted about it."""
    if share.is_incoming or share.note or share.evidence_ref:
        return None
    if situation.asset(share).asset_type != "AUDIENCE" or situation.has_evidence("share", share.id):
        return None
    text = later(
        "The audience “{asset}” is shared with {partner} without a note on who may use it."
    )
    return _told(situation, share, text, _change(share, later("Add note…"), "note", "evidence_ref"))


def lowering_planned(situation: Situation, share: Share) -> Said | None:
    """SHR-13: a share is planned that is to replace one with a higher level."""
    if share.replaces is None or share.granted_on is not None:
        return None
    before = situation.picture.shares.get(share.replaces)
    if before is None or not situation.is_open(before):
        return None
    text = later(
        "To lower access to “{asset}” for {partner}, remove the share and share the asset again."
    )
    act = ending(situation, before)
    others = (("share", int(before.id)), *_others(situation, share))
    return said(text, act, *others, **_names(situation, share))


def account_going(situation: Situation, share: Share) -> Said | None:
    """SHR-14: a share of a TikTok account is to be taken back, which pauses its ads."""
    if share.revoke_requested_on is None or share.is_incoming:
        return None
    if situation.asset(share).asset_type != "TT_ACCOUNT":
        return None
    text = later(
        "Revoking access to “{asset}” immediately pauses the running ads of {partner} that use it."
    )
    return _told(situation, share, text, ending(situation, share))


def should_be_ours(situation: Situation, share: Share) -> Said | None:
    """SHR-15: a partner shares something with us that we own or claim."""
    if not share.is_incoming:
        return None
    asset, partner = situation.asset(share), situation.partner_of(share).id
    claim = situation.open_claim(asset)
    if claim is None and asset.owner_kind not in {OwnerKind.OURS, OwnerKind.UNKNOWN}:
        return None
    text = later("{partner} shares “{asset}” with us, although it should be ours.")
    claims = situation.of("claim", "asset", asset.id)
    states = {claim_state_on(each, situation.on) for each in claims}
    if claim is not None:
        act = claiming(situation, asset)
    elif asset.owner_kind == OwnerKind.OURS and ClaimState.VERIFIED in states:
        act = ending(situation, share)  # it has come to us, so the partner need not share it
    else:
        owner = {"owner_kind": OwnerKind.PARTNER.value, "owner_partner": partner}
        act = owned_by(asset, later("Correct ownership…"), **owner)
    others = _others(situation, share)
    return claimed(situation, asset, said(text, act, *others, **_names(situation, share)))


def word_unknown(situation: Situation, share: Share) -> Said | None:
    """IMP-02: a share has a level in a word that Delvia does not know."""
    known = _levels(situation.asset(share).asset_type)
    if known.issuperset(share.level):
        return None
    strange = [code for code in share.level if code not in known]
    text = later("{partner} has “{asset}” at “{code}”, a level unknown to Delvia.")
    kind = asset_types().get(situation.asset(share).asset_type)
    act = accepting("IMP-02", "share", share.id)
    if kind is not None:  # what has no levels is only saved anew, without the word
        act = _change(share, later("Correct level…"), *(("level",) if kind.levels else ()))
    others = _others(situation, share)
    return said(text, act, *others, code=strange[0], **_names(situation, share))


@functools.cache
def _levels(type_code: str) -> frozenset[str]:
    kind = asset_types().get(type_code)
    return frozenset(level.code for level in kind.levels) if kind is not None else frozenset()


RULES = (
    Rule("SHR-01", "share", is_admin, only_open=True),
    Rule("SHR-03", "share", past_end, only_open=True),
    Rule("SHR-04", "share", no_date, only_open=True),
    Rule("SHR-05", "share", no_reason, only_open=True),
    Rule("SHR-06", "share", level_unknown, only_open=True),
    Rule("SHR-07", "share", not_confirmed, only_open=True),
    Rule("SHR-08", "share", changes_catalog, only_open=True),
    Rule("SHR-09", "share", can_speak, only_open=True),
    Rule("SHR-10", "asset", two_spenders),
    Rule("SHR-11", "asset", twice),
    Rule("SHR-12", "share", audience_out, only_open=True),
    Rule("SHR-13", "share", lowering_planned),
    Rule("SHR-14", "share", account_going, only_open=True),
    Rule("SHR-15", "share", should_be_ours, only_open=True),
    Rule("IMP-02", "share", word_unknown, only_open=True),
)
