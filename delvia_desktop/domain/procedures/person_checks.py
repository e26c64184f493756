"""Checks of the procedures about a person or an asset: what the register still lacks."""

from __future__ import annotations

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.access.assignments import Surface
from delvia_desktop.domain.findings.duties import to_hand_over
from delvia_desktop.domain.procedures.facts import (
    ADMIN,
    CENTER_LISTS,
    TWO,
    admins_beside,
    centers_at_stake,
    how_many_left,
    logins_words,
    open_assignments,
    open_codes,
    other_last_day,
    own_centers,
    people_of,
    revocable,
    ways_words,
)
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import ntr, show_day, tr

# A person leaves


def last_day_known(situation: Situation, run: Run) -> str:
    """Check a run's person: say if no last day, or another one, is recorded."""
    person = situation.get("person", run.person)
    if person is not None and person.left_on:
        return ""
    if person is None or person.planned_end is None:
        return tr("No last day is recorded.")
    return other_last_day(run, person.planned_end)


def last_day_known_words(situation: Situation, run: Run) -> str:
    """Say, for the check of a run's person, which last day is recorded."""
    person = situation.get("person", run.person)
    if person is not None and person.left_on:
        return tr("The register shows that the person left on {day}.", day=show_day(person.left_on))
    if person is None or person.planned_end is None:
        return ""
    return tr("The register shows {day} as the last day.", day=show_day(person.planned_end))


def not_sole_admin(situation: Situation, run: Run) -> str:
    """Check a run's person: say where they are the only Admin."""
    alone = [
        center
        for center in centers_at_stake(situation, run)
        if not admins_beside(situation, center, run.person)
    ]
    names = ", ".join(situation.picture.business_centers[center].name for center in alone)
    if not names:
        return ""
    return tr(
        "There is no other Admin of {centers}. Hand over the Admin role first.", centers=names
    )


def seats_removed(situation: Situation, run: Run) -> str:
    """Check a run's person: say how many seats they can use, and what ends with them."""
    text = how_many_left(
        len(situation.opened_of("seat", "person", run.person)),
        "{n} seat is still active. Record it as removed first.",
        "{n} seats are still active. Record them as removed first.",
    )
    beside = len(revocable(situation, {run.person})) + len(open_codes(situation, run))
    if not text or not beside:
        return text
    more = ntr(
        "{n} other access grant can be recorded as revoked in this step.",
        "{n} other access grants can be recorded as revoked in this step.",
        beside,
    )
    return f"{text} {more}"


def assets_gone(situation: Situation, run: Run) -> str:
    """Check a run's person: say how many assets they have in Business Centers."""
    return ways_words(situation, open_assignments(situation, {run.person}, *CENTER_LISTS))


def direct_gone(situation: Situation, run: Run) -> str:
    """Check a run's person: say how many ad accounts have them on their own list."""
    return ways_words(situation, open_assignments(situation, {run.person}, Surface.ADS_MANAGER))


def shop_gone(situation: Situation, run: Run) -> str:
    """Check a run's person: say how many shops have them as staff."""
    return ways_words(situation, open_assignments(situation, {run.person}, Surface.SELLER_CENTER))


def codes_gone(situation: Situation, run: Run) -> str:
    """Check a run's person: say how many codes they have open."""
    return how_many_left(
        len(open_codes(situation, run)), "{n} code is still active.", "{n} codes are still active."
    )


def person_knows_none(situation: Situation, run: Run) -> str:
    """Check a run's person: say how many logins they know."""
    return logins_words(situation, {run.person})


def duties_handed_over(situation: Situation, run: Run) -> str:
    """Check a run's person: say for how many duties they are still named."""
    person = situation.get("person", run.person)
    return how_many_left(
        len(to_hand_over(situation.picture, person)) if person is not None else 0,
        "{n} duty is not handed over yet.",
        "{n} duties are not handed over yet.",
    )


# The Admin role


def successor_joined(situation: Situation, run: Run) -> str:
    """Check a run's person: say if the successor has no seat where they are Admin."""
    there = {seat.business_center for seat in situation.opened_of("seat", "person", run.successor)}
    missing = [center for center in centers_at_stake(situation, run) if center not in there]
    if there and not missing:
        return ""
    return tr("The successor has no seat in the same Business Center yet.")


def successor_admin(situation: Situation, run: Run) -> str:
    """Check a run's person: say if the successor is not Admin there."""
    seats = situation.opened_of("seat", "person", run.successor)
    there = {seat.business_center for seat in seats if seat.role == ADMIN}
    missing = [center for center in centers_at_stake(situation, run) if center not in there]
    return "" if there and not missing else tr("The successor is not recorded as Admin yet.")


def successor_seen(situation: Situation, run: Run) -> str:
    """Check a run's person: say if the successor was not verified as Admin."""
    at_stake = centers_at_stake(situation, run)
    for seat in situation.opened_of("seat", "person", run.successor):
        if at_stake and seat.business_center not in at_stake:
            continue
        since = max(filter(None, (seat.last_role_change_on, seat.accepted_on)), default=None)
        seen = seat.last_verified_on
        if seen is None or (since is not None and seen < since):
            return tr("The successor's seat has not been verified since it was raised to Admin.")
    return successor_admin(situation, run)


def two_admins_after(situation: Situation, run: Run) -> str:
    """Check a run's person: say where fewer than two Admins are left without them."""
    for center in centers_at_stake(situation, run) or own_centers(situation):
        if len(admins_beside(situation, center, run.person)) < TWO:
            return tr(
                "Without {person}, {center} has fewer than two Admins. Make another member "
                "Admin first.",
                person=_name(situation, run),
                center=situation.picture.business_centers[center].name,
            )
    return ""


def old_admin_lowered(situation: Situation, run: Run) -> str:
    """Check a run's person: say if they are still Admin."""
    still = any(s.role == ADMIN for s in situation.opened_of("seat", "person", run.person))
    return tr("{person} is still recorded as Admin.", person=_name(situation, run)) if still else ""


def holds_no_login(situation: Situation, run: Run) -> str:
    """Check a run's person: say how many mailboxes and recoveries they hold."""
    held = sum(
        run.person in {login.mailbox_holder, login.recovery_holder}
        for login in situation.picture.logins.values()
    )
    return how_many_left(
        held,
        "The person is still the mailbox or recovery holder of {n} login.",
        "The person is still the mailbox or recovery holder of {n} logins.",
    )


def holds_no_login_words(_situation: Situation, _run: Run) -> str:
    """Say, for the check of a run's person, what is recorded of held logins."""
    return tr(
        "The person is not recorded as holder of any mailbox or recovery method. "
        "Check the devices too."
    )


# Somebody cannot see an asset


def has_joined(situation: Situation, run: Run) -> str:
    """Check a run's person, or its partner: say if they never joined."""
    if run.person is not None:
        joined = bool(situation.opened_of("seat", "person", run.person))
    else:
        period = situation.current(run.partner)
        joined = period is not None and period.confirmed_on is not None
    return "" if joined else tr("No accepted invitation is recorded.")


def asset_given(situation: Situation, run: Run) -> str:
    """Check a run's person: say if its asset was not given to them."""
    people = people_of(situation, run)
    given = any(g.asset == run.asset for g in open_assignments(situation, people))
    shared = any(s.asset == run.asset for s in situation.open_shares(run.partner))
    return (
        ""
        if given or shared
        else tr("The asset is not recorded as assigned to this person or shared with this partner.")
    )


def asset_ours(situation: Situation, run: Run) -> str:
    """Check a run's asset, beside its person: say if the asset is not ours."""
    asset = situation.get("asset", run.asset)
    ours = asset is not None and asset.owner_kind == OwnerKind.OURS
    return "" if ours else tr("The asset is not recorded as owned by us.")


def role_not_raised(situation: Situation, run: Run) -> str:
    """Check a run's person: say if they were made Admin since the run began."""
    raised = any(
        seat.role == ADMIN
        and seat.last_role_change_on is not None
        and seat.last_role_change_on >= run.started_on
        for seat in situation.opened_of("seat", "person", run.person)
    )
    return (
        tr("The person was made Admin after this procedure started. Reverse that.")
        if raised
        else ""
    )


def _name(situation: Situation, run: Run) -> str:
    return situation.picture.people[run.person].name if run.person is not None else ""
