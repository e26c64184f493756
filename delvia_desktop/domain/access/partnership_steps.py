"""The steps of a partnership, from the request to the day it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.grants import state_on as share_state_on
from delvia_desktop.domain.access.partnerships import OVER, Partnership, PartnershipState, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import ntr, tr

_CONNECTED = frozenset(
    {PartnershipState.ACTIVE, PartnershipState.ENDING, PartnershipState.REQUESTED}
)


_NEXT: Mapping[PartnershipState, tuple[str, ...]] = {
    PartnershipState.DRAFT: ("request", "confirm"),
    PartnershipState.REQUESTED: ("confirm", "decline", "cancel"),
    PartnershipState.ACTIVE: ("begin",),
    PartnershipState.REMOVED: ("close",),
}
"""The steps that a state allows, beside the end, which is asked for by itself."""

_NAMED = 3
"""What stands in the way is named up to so many; more are counted."""

STEP_NAMES = frozenset(name for names in _NEXT.values() for name in names)
"""The names under which the steps are offered."""


def next_steps(partnership: Partnership, day: date) -> tuple[str, ...]:
    """Return the names of the steps that fit a partnership on a day, the most usual first."""
    return _NEXT.get(state_on(partnership, day), ())


def request(
    partnership: Partnership, draft: StepDraft, bc_id: str, reading: Reading
) -> Partnership:
    """Return the partnership as requested in TikTok; raises Invalid. Needs the partner's id."""
    _expect(partnership, {PartnershipState.DRAFT}, tr("This has already been requested."), reading)
    reading.check(
        bool(bc_id),
        "bc_id",
        tr("A partner is added by its Business Center ID. Enter the ID first."),
    )
    on = reading.happened("on", draft.on)
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    return replace(partnership, requested_on=on, evidence_ref=evidence or partnership.evidence_ref)


def confirm(partnership: Partnership, draft: StepDraft, reading: Reading) -> Partnership:
    """Return the partnership as confirmed: the partner says that it is connected."""
    states = {PartnershipState.DRAFT, PartnershipState.REQUESTED}
    _expect(partnership, states, tr("This partnership is already confirmed."), reading)
    on = reading.happened("on", draft.on)
    reading.order(partnership.requested_on, on, "on", tr("Cannot be before it was requested."))
    by = reading.line("by", draft.by)
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    return replace(
        partnership,
        confirmed_on=on,
        confirmed_by=by,
        evidence_ref=evidence or partnership.evidence_ref,
    )


def decline(partnership: Partnership, draft: StepDraft, reading: Reading) -> Partnership:
    """Return a requested partnership as declined by the partner."""
    return replace(partnership, declined_on=_answered(partnership, draft, reading))


def cancel(partnership: Partnership, draft: StepDraft, reading: Reading) -> Partnership:
    """Return a requested partnership as cancelled by us."""
    return replace(partnership, cancelled_on=_answered(partnership, draft, reading))


def begin_end(partnership: Partnership, draft: StepDraft, reading: Reading) -> Partnership:
    """Return an active partnership as ending: the offboarding has begun."""
    _expect(
        partnership,
        {PartnershipState.ACTIVE},
        tr("Only an active partnership can be marked as ending."),
        reading,
    )
    on = reading.happened("on", draft.on)
    reading.order(partnership.confirmed_on, on, "on", tr("Cannot be before it was confirmed."))
    reading.done()
    return replace(partnership, ending_on=on)


def remove(
    partnership: Partnership, draft: StepDraft, owned: Iterable[Asset], reading: Reading
) -> Partnership:
    """Return the partnership as removed: the partner is absent from the Partners list.

    `owned` are assets that the partner still owns. They block the end, since whoever removes the
    partner first loses them (D-rmag); `draft.reason` waives that. Raises Invalid.
    """
    _expect(partnership, _CONNECTED, tr("The partner is not connected."), reading)
    on = reading.happened("on", draft.on)
    began = max(filter(None, [partnership.confirmed_on, partnership.requested_on]), default=None)
    reading.order(began, on, "on", tr("Cannot be before the partnership started."))
    by = reading.line("by", draft.by)
    waiver = reading.line("reason", draft.reason)
    names = [asset.name for asset in owned]
    if names and not waiver:
        reading.problem("reason", owned_problem(names))
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    return replace(
        partnership,
        ending_on=partnership.ending_on or on,
        removed_on=on,
        removed_by=by,
        waiver=waiver if names else "",
        evidence_ref=evidence or partnership.evidence_ref,
    )


def close(
    partnership: Partnership,
    draft: StepDraft,
    shares: Iterable[Share],
    beside: Sequence[str],
    reading: Reading,
) -> Partnership:
    """Return a removed partnership as closed: every share of it was seen gone; raises Invalid.

    `beside` names the other ways in of the partner and its people that are not seen gone.
    """
    _expect(partnership, {PartnershipState.REMOVED}, tr("Remove the partner first."), reading)
    on = reading.happened("on", draft.on)
    reading.order(partnership.removed_on, on, "on", tr("Cannot be before the partner was removed."))
    unseen = sum(share_state_on(share, reading.today) != GrantState.GONE for share in shares)
    reading.check(
        unseen == 0,
        "",
        ntr(
            "The removal of {n} share is not verified yet. First check it in TikTok, then choose "
            "“Verify removals…” on the partner's page.",
            "The removal of {n} shares is not verified yet. First check them in TikTok, then "
            "choose “Verify removals…” on the partner's page.",
            unseen,
        ),
    )
    reading.check(
        not beside,
        "",
        tr(
            "Removal not yet verified: {what}. Revoke each where it was granted, then verify "
            "its removal.",
            what=_some(beside),
        ),
    )
    reading.done()
    return replace(partnership, closed_on=on)


def owned_problem(names: list[str]) -> str:
    """Say which assets block the end of a partnership and what to do."""
    return ntr(
        "The partner still owns {assets}. If you remove the partner now, you lose it. Claim "
        "it first, or enter why the partnership ends anyway.",
        "The partner still owns {assets}. If you remove the partner now, you lose them. Claim "
        "them first, or enter why the partnership ends anyway.",
        len(names),
        assets=_some([f"“{name}”" for name in names]),
    )


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    return shown + (" " + ntr("and {n} more", "and {n} more", more) if more > 0 else "")


def _answered(partnership: Partnership, draft: StepDraft, reading: Reading) -> date:
    states = {PartnershipState.REQUESTED}
    _expect(
        partnership, states, tr("Only a pending request can be declined or cancelled."), reading
    )
    on = reading.happened("on", draft.on)
    reading.order(partnership.requested_on, on, "on", tr("Cannot be before it was requested."))
    reading.done()
    return on


def _expect(
    partnership: Partnership,
    states: set[PartnershipState] | frozenset[PartnershipState],
    text: str,
    reading: Reading,
) -> None:
    state = state_on(partnership, reading.today)
    if state in OVER and state not in states:
        text = tr("This partnership has ended. Add a new partnership instead.")
    reading.check(state in states, "", text)
