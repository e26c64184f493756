"""The steps of a share in its own words; its level raised or lowered, its end with the partner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from delvia_desktop.domain.access.grant_steps import STEPS
from delvia_desktop.domain.access.grants import OPEN, state_on
from delvia_desktop.domain.access.shares import Raise, Share, ShareKey
from delvia_desktop.domain.access.steps import AccessStep, StepField
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.vocabulary import AssetType, Level
from delvia_desktop.i18n import later, tr

_GIVEN = {
    "grant": replace(
        STEPS["grant"],
        action=later("Mark as shared"),
        title=later("{asset} was shared with {partner}"),
        done=later("Shared {asset} with {partner}"),
        on=StepField(later("Shared on"), "granted_on"),
        by=StepField(later("Shared by"), "granted_by"),
    ),
    "confirm": replace(
        STEPS["confirm"],
        title=later("{partner} confirmed access to {asset}"),
        done=later("Confirmed access to {asset} for {partner}"),
        by=StepField(later("Who confirmed it on the partner's side"), "confirmed_by"),
    ),
    "verify": replace(
        STEPS["verify"],
        title=later("{asset} was verified under {partner} in TikTok"),
        done=later("Verified access to {asset} for {partner}"),
    ),
    "request": replace(
        STEPS["request"], done=later("Marked for revocation: access to {asset} for {partner}")
    ),
    "revoke": replace(
        STEPS["revoke"],
        title=later("Access to {asset} was revoked from {partner}"),
        done=later("Revoked access to {asset} from {partner}"),
        warning=later(
            "Revoking access to a TikTok account takes effect immediately: the running ads of "
            "{partner} that use {asset} pause. Tell the partner first."
        ),
    ),
    "gone": replace(
        STEPS["gone"],
        title=later("{asset} is no longer listed for {partner}"),
        done=later("Verified removal of access to {asset} for {partner}"),
    ),
}

_RECEIVED = {
    "grant": replace(
        _GIVEN["grant"],
        title=later("{partner} shared {asset} with us"),
        done=later("Received {asset} from {partner}"),
        by_us=False,
    ),
    "confirm": replace(
        STEPS["confirm"],
        title=later("{asset} of {partner} can be used in our Business Center"),
        done=later("Confirmed share of {asset} from {partner}"),
        by=StepField(later("Who confirmed it on our side"), "confirmed_by"),
        by_us=True,
    ),
    "verify": replace(
        STEPS["verify"],
        title=later("{asset} of {partner} was verified in our Business Center"),
        done=later("Verified share of {asset} from {partner}"),
    ),
    "request": replace(
        STEPS["request"], done=later("Marked to be ended: share of {asset} from {partner}")
    ),
    "revoke": replace(
        STEPS["revoke"],
        action=later("Mark as ended"),
        title=later("{partner} no longer shares {asset} with us"),
        done=later("Ended share of {asset} from {partner}"),
        on=StepField(later("Ended on"), "revoked_on"),
        by=StepField(later("Ended by"), "revoked_by"),
        by_us=False,
        warning=later("Our running ads that use {asset} pause immediately."),
    ),
    "gone": replace(
        STEPS["gone"],
        title=later("{asset} of {partner} is no longer in our Business Center"),
        done=later("Verified end of share of {asset} from {partner}"),
    ),
}


def step_of(share: Share, name: str) -> AccessStep:
    """Return a grant's step as a share step says it, in whichever direction the share goes.

    The warning of the revocation is meant for TikTok accounts only.
    """
    return (_RECEIVED if share.is_incoming else _GIVEN)[name]


@dataclass(frozen=True)
class LevelDraft:
    """A change of level as typed.

    For a lower level `on` is the day the old share was removed in TikTok, `shared_on` the day
    it was shared again and `verified_on` the day on which TikTok was seen to list the new level
    only; each stays empty while it is still to be done.
    """

    level: Level = ()
    on: str = ""
    shared_on: str = ""
    reason: str = ""
    evidence_ref: str = ""
    verified_on: str = ""


def can_be_raised(share: Share, kind: AssetType) -> bool:
    """Tell whether a share can take the step up: its asset's type has a wider level."""
    if kind.choice == "set" and len(share.level) < len(kind.levels):
        return True
    return any(kind.is_wider((level.code,), share.level) for level in kind.levels)


def raised(share: Share, draft: LevelDraft, kind: AssetType, reading: Reading) -> Share:
    """Take the step that raises a share's level, in place as in TikTok; raises Invalid."""
    _expect(share, tr("Only an active share can be raised."), reading)
    level = kind.sorted_level(draft.level)
    _expect_levels(kind, reading)
    reading.check(
        kind.is_wider(level, share.level),
        "level",
        tr("Choose a level higher than the current one."),
    )
    on = reading.happened("on", draft.on)
    since = share.raised[-1].on if share.raised else share.granted_on
    reading.order(since, on, "on", tr("Cannot be before {day}, when the current level started."))
    reason = reading.name("reason", draft.reason, tr("Enter why more access is needed."))
    evidence = reading.line("evidence_ref", draft.evidence_ref) or share.evidence_ref
    reading.done()
    step = Raise(on, share.level)
    return replace(
        share,
        level=level,
        raised=(*share.raised, step),
        purpose=share.purpose or reason,
        evidence_ref=evidence,
    )


def lowered(
    share: Share, draft: LevelDraft, kind: AssetType, reading: Reading
) -> tuple[Share, Share]:
    """Take the step that lowers a share: return the old, to go, and the new; raises Invalid.

    Both steps happen in TikTok one after the other; each that has no day yet is still to be done.
    """
    _expect(share, tr("Only an active share can be lowered."), reading)
    level = kind.sorted_level(draft.level)
    _expect_levels(kind, reading)
    reading.check(
        bool(level) and level != share.level and not kind.is_wider(level, share.level),
        "level",
        tr("Choose a level lower than the current one."),
    )
    removed_on = reading.past_day("on", draft.on)
    shared_on = reading.past_day("shared_on", draft.shared_on)
    reading.order(
        share.granted_on, removed_on, "on", tr("Cannot be before {day}, when it was shared.")
    )
    reading.order(
        removed_on, shared_on, "shared_on", tr("Cannot be before the old share was removed.")
    )
    reading.check(
        shared_on is None or removed_on is not None,
        "on",
        tr("It can be shared again only after it has been removed. Enter the removal date."),
    )
    verified_on = reading.past_day("verified_on", draft.verified_on)
    reading.order(
        shared_on, verified_on, "verified_on", tr("Cannot be before it was shared again.")
    )
    reading.check(
        verified_on is None or shared_on is not None,
        "shared_on",
        tr("It can be verified only after it has been shared again. Enter that date."),
    )
    reason = reading.line("reason", draft.reason)
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    old = replace(
        share,
        revoke_requested_on=share.revoke_requested_on or reading.today,
        revoked_on=removed_on,
        verified_gone_on=verified_on,
        revoke_reason=reason or tr("Lowered"),
        evidence_ref=evidence or share.evidence_ref,
    )
    new = replace(
        share,
        id=ShareKey(0),
        level=level,
        granted_on=shared_on,
        confirmed_on=None,
        confirmed_by="",
        raised=(),
        replaces=share.id,
        revoke_requested_on=None,
        revoked_on=None,
        last_verified_on=verified_on,
        evidence_ref=evidence,
    )
    return old, new


def ended_with(share: Share, on: date, reason: str, by: str) -> Share:
    """Take the step that ends an open share with its partner, or with its asset's owner."""
    return replace(
        share,
        revoked_on=max(on, share.granted_on or on),
        revoked_by=by,
        revoke_reason=share.revoke_reason or reason,
    )


def _expect_levels(kind: AssetType, reading: Reading) -> None:
    text = tr("{type} has no access levels.", type=tr(kind.label))
    reading.check(kind.choice != "none", "level", text)


def _expect(share: Share, text: str, reading: Reading) -> None:
    reading.check(state_on(share, reading.today) in OPEN, "", text)
