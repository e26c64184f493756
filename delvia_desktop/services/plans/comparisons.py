"""Comparisons with TikTok kept: what a complete list was of, and in what it differed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.plans.compared import scope_words
from delvia_desktop.domain.plans.lines import SourceScope
from delvia_desktop.domain.plans.plan import Item, ItemState, Plan
from delvia_desktop.domain.records.comparisons import (
    ComparisonKey,
    ComparisonLine,
    ComparisonLineKey,
    Drift,
    DriftOutcome,
    TikTokComparison,
)
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import type_label
from delvia_desktop.i18n import later, show_day, tr
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit


def keep_comparison(edit: Edit, plan: Plan, scope: SourceScope) -> TikTokComparison:
    """Keep in a register what a plan found in a complete list, as part of the act in hand."""
    counts = plan.counts
    made = edit.add(
        TikTokComparison(
            ComparisonKey(0),
            listed=scope.kind,
            compared_on=edit.today,
            compared_by=edit.author.who,
            partner=PartnerKey(scope.partner) if scope.partner is not None else None,
            business_center=BusinessCenterKey(scope.business_center)
            if scope.business_center is not None
            else None,
            types=tuple(sorted(scope.types)),
            is_incoming=scope.is_incoming,
            read=counts["read"],
            same=counts[ItemState.SAME],
            source=", ".join(source.name for source in plan.sources),
            hashes=tuple(source.sha256 for source in plan.sources if source.sha256),
        )
    )
    for line in _lines(plan.items, made.id):
        edit.add(line)
    edit.name(tr("Compared with TikTok: {what}", what=comparison_words(edit, made)))
    return made


def comparison_words(source: Edit | Register, made: TikTokComparison) -> str:
    """Return in words what a comparison in a register was of."""
    partner = source.records.find(Partner, id=made.partner) if made.partner is not None else None
    return scope_words(made, partner.name if partner is not None else "")


def compared_words(register: Register, listed: str, partner: PartnerKey | None) -> str:
    """Say when a register was last compared with TikTok's list of a kind, for each type of asset.

    Empty if it never was.
    """
    made = register.records.select(TikTokComparison, listed=listed, is_incoming=False)
    last: dict[tuple[str, ...], date] = {}
    for each in sorted(made, key=lambda made: made.compared_on):
        if each.partner == partner:
            last[each.types] = each.compared_on
    if not any(last):
        return "".join(map(show_day, last.values()))
    told = {", ".join(map(type_label, types)): show_day(day) for types, day in sorted(last.items())}
    return " · ".join(f"{what or tr('All types')}: {day}" for what, day in told.items())


def remedy(register: Register, kind: str, key: int) -> NextStep | None:
    """Return what is recorded next of a record that a complete list did not have.

    None where it gives no access by itself, where all is recorded, and where it no longer exists.
    """
    found = kind_named(kind)
    record = register.records.find(found.record, id=key) if found is not None else None
    if isinstance(record, Seat):
        return _of_seat(register, record)
    if isinstance(record, Asset):
        return NextStep(later("Record ownership…"), kind, key, Act.OWNERSHIP)
    if not isinstance(record, Share | Assignment | ShopPartner) or record.verified_gone_on:
        return None
    if record.revoked_on:
        return NextStep(later("Verify removal…"), kind, key, Act.GONE)
    return NextStep(later("Record revocation…"), kind, key, Act.REVOKE, preset=_why(register))


def _of_seat(register: Register, seat: Seat) -> NextStep | None:
    state = seat_state_on(seat, register.today)
    if state == SeatState.INVITED:
        return NextStep(later("Cancel invitation…"), "seat", seat.id, Act.CANCEL)
    if state in {SeatState.JOINED, SeatState.LEAVING}:
        why = _why(register)
        return NextStep(later("Record removal…"), "seat", seat.id, Act.REMOVE, preset=why)
    is_removed = state == SeatState.REMOVED
    return NextStep(later("Verify removal…"), "seat", seat.id, Act.GONE) if is_removed else None


def _why(register: Register) -> tuple[tuple[str, object], ...]:
    """Return the reason that the form of an end begins with."""
    return (("reason", tr("Not in TikTok's list of {day}", day=show_day(register.today))),)


def newest(register: Register, most: int) -> list[TikTokComparison]:
    """Return the newest comparisons of a register, at most so many, the newest first."""
    found = sorted(
        register.records.select(TikTokComparison), key=lambda made: made.id, reverse=True
    )
    return found[:most]


def _lines(items: tuple[Item, ...], comparison: ComparisonKey) -> Iterator[ComparisonLine]:
    for item in items:
        found = _found(item)
        if found is None:
            continue
        is_whole = found[0] == Drift.NOT_LISTED  # all of the record is missing, no field of it
        key = item.record.rpartition(" ")[2]
        yield ComparisonLine(
            ComparisonLineKey(0),
            comparison,
            subject_kind=item.kind,
            subject=int(key) if key else None,
            what=item.name,
            difference=found[0],
            field="" if is_whole else item.field,
            on_record="" if is_whole else item.now,
            in_tiktok=item.then,
            outcome=found[1],
        )


def _found(item: Item) -> tuple[Drift, DriftOutcome] | None:
    """Return how an item of a plan differs and what is done about it; None if it tells nothing.

    What is left out of a line that is about no record was no access.
    """
    state, is_recorded = item.state, bool(item.record)
    differs = Drift.OTHER if is_recorded else Drift.NOT_RECORDED
    if state in {ItemState.NEW, ItemState.CHANGED}:
        return differs, DriftOutcome.RECORDED
    if state is ItemState.MISSING:
        return Drift.NOT_LISTED, DriftOutcome.OPEN
    if state in {ItemState.CONFLICT, ItemState.PROBLEM} and item.kind:
        return differs, DriftOutcome.OPEN
    if state is ItemState.LEFT_OUT and is_recorded and item.now != item.then:
        return differs, DriftOutcome.KEPT
    if state is ItemState.LEFT_OUT and not is_recorded and item.question.startswith("since:"):
        return differs, DriftOutcome.OPEN
    return None
