"""Next steps that several rules offer: a claim goes on, access ends, a seat is joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import MAIN_ADMIN, Assignment, Surface
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.claims import Claim, ClaimState
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.grants import state_on as grant_state_on
from delvia_desktop.domain.access.logins import HOLDERS, Login
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.brand import THE_BRAND
from delvia_desktop.domain.records.findings import NextStep, Said
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import later, show_day, tr

_CLAIM_STEPS = {
    ClaimState.FOUND: (later("Record request…"), Act.ASK),
    ClaimState.ASKED: (later("Record agreement…"), Act.AGREE),
    ClaimState.AGREED: (later("Record start of transfer…"), Act.TRANSFER),
    ClaimState.IN_TRANSFER: (later("Record receipt…"), Act.RECEIVE),
    ClaimState.RECEIVED: (later("Verify receipt…"), Act.VERIFY),
    ClaimState.REFUSED: (later("Record escalation…"), Act.ESCALATE),
    ClaimState.ESCALATED: (later("Record agreement…"), Act.AGREE),
}


def record_person() -> NextStep:
    """Return a rule's next step: somebody is recorded, where nobody can be chosen yet."""
    return NextStep(later("Add person…"), "brand", int(THE_BRAND), Act.RECORD_PERSON)


def record_asset() -> NextStep:
    """Return a rule's next step: an asset is recorded, where none can be chosen yet."""
    return NextStep(later("Add asset…"), "brand", int(THE_BRAND), Act.RECORD_ASSET)


def record_center() -> NextStep:
    """Return a rule's next step: a Business Center of ours is recorded."""
    text = later("Add our Business Center…")
    return NextStep(text, "brand", int(THE_BRAND), Act.RECORD_BUSINESS_CENTER)


def record_purpose(share: Share) -> NextStep:
    """Return the next step of a rule on a share: its purpose, or approver, is recorded."""
    if share.purpose:
        return NextStep(later("Record approval…"), "share", share.id, Act.CHANGE, ("approved_by",))
    fields = ("purpose",) if share.approved_by else ("purpose", "approved_by")
    return NextStep(later("Record purpose…"), "share", share.id, Act.CHANGE, fields)


def record_purposes(partner: int, *, is_approval: bool = False) -> NextStep:
    """Return the next step of a rule: all shares with a partner get their purpose, or approver."""
    text = later("Record approvals…") if is_approval else later("Record purposes…")
    return NextStep(text, "partner", partner, Act.PURPOSE)


def claiming(situation: Situation, asset: Asset) -> NextStep:
    """Return the next step by which a rule brings an asset to us: its claim, begun or gone on."""
    claim = situation.open_claim(asset)
    if claim is not None:
        text, act = _CLAIM_STEPS[claim_state_on(claim, situation.on)]
        return NextStep(text, "claim", claim.id, act)
    if not situation.has_own_center():
        return record_center()
    return NextStep(later("Claim…"), "asset", asset.id, Act.CLAIM)


def claimed(situation: Situation, asset: Asset, told: Said) -> Said:
    """Return what a rule says of an asset to be claimed, with its claim's next step."""
    claim = situation.open_claim(asset)
    if claim is None:
        return told
    state = claim_state_on(claim, situation.on)
    since = getattr(claim, _CLAIM_DAYS[state])

    def words() -> str:
        label = tr(term("claim_state", state).label)
        if since is None:
            told = tr("Claim: {state}.", state=label)
        else:
            told = tr("Claim: {state}, {day}.", state=label, day=show_day(since))
        other = _waited_for(situation, claim) if state in _WAITING else ""
        return " ".join(filter(None, (told, other and tr("Waiting for {name}.", name=other))))

    return told._replace(more=words)


def _waited_for(situation: Situation, claim: Claim) -> str:
    """Return who is to answer a claim."""
    if claim.partner is not None:
        return situation.picture.partners[claim.partner].name
    return claim.holder or claim.asked_whom


_WAITING = frozenset({ClaimState.ASKED, ClaimState.ESCALATED})
"""The states of a claim in which the other side is to act, and we only record what it says."""

_CLAIM_DAYS = {
    ClaimState.FOUND: "found_on",
    ClaimState.ASKED: "asked_on",
    ClaimState.AGREED: "agreed_on",
    ClaimState.IN_TRANSFER: "transfer_on",
    ClaimState.RECEIVED: "received_on",
    ClaimState.REFUSED: "refused_on",
    ClaimState.ESCALATED: "escalated_on",
}
"""The field of the day on which a claim came where it is."""


def owned_by(asset: Asset, text: str, *asks: str, **owner: object) -> NextStep:
    """Return a rule's next step: who owns an asset is recorded; `owner` fills its form."""
    preset = tuple(owner.items())
    return NextStep(text, "asset", asset.id, Act.OWNERSHIP, asks, preset)


def owned_by_us(situation: Situation, asset: Asset, text: str) -> NextStep:
    """Return a rule's next step: it is recorded that an asset is owned by us.

    What is being claimed becomes ours by its claim.
    """
    if situation.open_claim(asset) is not None:
        return claiming(situation, asset)
    if not situation.has_own_center():
        return record_center()
    return owned_by(asset, text, owner_kind=OwnerKind.OURS.value)


def ending(situation: Situation, record: Any, person: int | None = None) -> NextStep:  # noqa: ANN401 - whatever gives access
    """Return a rule's next step: one access grant ends, of a person where it is a login."""
    kind = kind_of(record).name
    if isinstance(record, Seat):
        return NextStep(later("Record removal…"), kind, record.id, Act.REMOVE)
    if isinstance(record, Login):
        return holding(record, person)
    if isinstance(record, Assignment) and record.surface == Surface.LOGIN:
        login = next(iter(situation.of("login", "asset", record.asset)), None)
        if login is not None:
            return NextStep(later("Record password change…"), "login", int(login.id), Act.PASSWORD)
    return NextStep(later("Record revocation…"), kind, int(record.id), Act.REVOKE)


def holding(login: Login, person: int | None) -> NextStep:
    """Return a rule's next step: a login that a person holds gets another holder."""
    held = tuple(name for name in HOLDERS if getattr(login, name) == person)
    return NextStep(later("Name another holder…"), "login", int(login.id), Act.CHANGE, held)


def ending_all(
    situation: Situation,
    kind: str,
    key: int,
    ways: Sequence[Any],
    person: int | None = None,
) -> NextStep:
    """Return a rule's next step: all access of a person or a partner ends, by kind and key.

    What can be revoked is revoked at once; what is left then, as a password, ends one by one.
    """
    revocable = [way for way in ways if _is_revocable(way)]
    if len(revocable) > 1:
        return NextStep(later("Revoke access…"), kind, key, Act.END_ACCESS)
    known = [way for way in ways if not isinstance(way, Login)]
    first = next(iter([*revocable, *known]), ways[0])
    return ending(situation, first, person)._replace(at=(kind, key))


def verifying_all(kind: str, key: int, ended: Sequence[Any]) -> NextStep:
    """Return a rule's next step: all that ended of one is verified as gone in TikTok."""
    if len(ended) > 1:
        return NextStep(later("Verify removals…"), kind, key, Act.VERIFY_REMOVALS)
    of, only = kind_of(ended[0]).name, int(ended[0].id)
    return NextStep(later("Verify removal…"), of, only, Act.GONE, at=(kind, key))


def _is_revocable(way: object) -> bool:
    """Tell whether access is revoked in TikTok; a known password or a held mailbox is not."""
    is_known = isinstance(way, Assignment) and way.surface == Surface.LOGIN
    return not is_known and not isinstance(way, Login)


def unverified_since(record: Any) -> date | None:  # noqa: ANN401 - whatever gives access
    """Return the day on which access ended whose verifying is a rule's next step."""
    since: date | None = record.removed_on if isinstance(record, Seat) else record.revoked_on
    return since


def long_unverified(situation: Situation, ended: Iterable[Any]) -> list[Any]:
    """Return what ended so long ago that its verifying is a rule's next step."""
    allowed = timedelta(days=situation.limit("removal_days"))
    return [
        record
        for record in ended
        if (since := unverified_since(record)) is not None and situation.on - since > allowed
    ]


def seating(situation: Situation, center: BusinessCenter, text: str, **wanted: str) -> NextStep:
    """Return a rule's next step: somebody gets a seat with a role, or joins as planned.

    `wanted` are fields of a seat with their values, such as `role="ADMIN"`. Who is recorded then
    is there already: the form begins with today, the first day on which the seat was seen.
    """
    for seat in situation.of("seat", "business_center", center.id):
        is_meant = all(getattr(seat, name) == value for name, value in wanted.items())
        if is_meant and seat_state_on(seat, situation.on) in _BEFORE:
            return joining(seat)
    preset = (*wanted.items(), ("accepted_on", situation.on.isoformat()))
    return NextStep(text, "business-center", center.id, Act.RECORD_SEAT, (), preset)


def main_admin_of_shop() -> tuple[tuple[str, object], ...]:
    """Return the values with which a next step makes somebody a shop's main admin."""
    return (("surface", Surface.SELLER_CENTER.value), ("level", (MAIN_ADMIN,)))


def joining(seat: Seat) -> NextStep:
    """Return a rule's next step: it is recorded that somebody has joined."""
    return NextStep(later("Mark as joined…"), "seat", seat.id, Act.JOIN)


_BEFORE = frozenset({SeatState.PLANNED, SeatState.INVITED})
"""The states of a seat that the person has not joined yet."""


def lowering(situation: Situation, share: Share, text: str) -> NextStep:
    """Return a rule's next step: a share's level is lowered, first planned, then done."""
    after = situation.of("share", "replaces", share.id)
    if any(grant_state_on(new, situation.on) == GrantState.PLANNED for new in after):
        return ending(situation, share)
    return NextStep(text, "share", share.id, Act.LOWER)


def accepting(rule: str, kind: str, key: int) -> NextStep:
    """Return a rule's next step where no other ends its finding: it is accepted for a time."""
    finding = f"{rule}/{kind}/{key}"
    return NextStep(later("Accept finding…"), kind, key, Act.ACCEPT, (), (("finding", finding),))
