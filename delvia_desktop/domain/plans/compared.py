"""Comparisons with TikTok looked back on: what each was of, and what came of what it found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.plans.columns import column_label, columns
from delvia_desktop.domain.plans.value_words import value_words
from delvia_desktop.domain.records.comparisons import (
    ComparisonLine,
    Drift,
    DriftOutcome,
    TikTokComparison,
)
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import type_label
from delvia_desktop.i18n import show_day, tr


def scope_words(comparison: TikTokComparison, partner: str) -> str:
    """Say of what a list was complete; `partner` is the name of its partner, if it has one."""
    types = ", ".join(map(type_label, comparison.types))
    if comparison.listed == "share" and comparison.partner is not None:
        if comparison.is_incoming:
            what = tr("Shared with us by {partner}", partner=partner)
        else:
            what = tr("Shared with {partner}", partner=partner)
    elif comparison.listed == "seat":
        what = tr("Members of our Business Center")
    else:
        what = kind_words(comparison.listed)
        if comparison.partner is not None:
            what = tr("{what}: {of}", what=what, of=partner)
    return tr("{what}: {of}", what=what, of=types) if types else what


def column_words(kind: str, name: str) -> str:
    """Return what a column of a kind is called, by its name."""
    found = (column for column in columns(kind) if column.name == name)
    return next(map(column_label, found), name)


def sides(line: ComparisonLine) -> tuple[str, str]:
    """Return in words what stood on record and in TikTok, a dash where nothing did."""
    if line.difference == Drift.NOT_RECORDED:
        told = value_words(line.subject_kind, line.field, line.in_tiktok) if line.field else ""
        return "—", told or tr("Listed")
    if line.difference == Drift.NOT_LISTED:
        return tr("Recorded"), "—"
    kind, field = line.subject_kind, line.field
    on_record = value_words(kind, field, line.on_record)
    return on_record or "—", value_words(kind, field, line.in_tiktok) or "—"


def is_open(situation: Situation, line: ComparisonLine) -> bool:
    """Tell whether nothing was recorded about a difference so far."""
    if line.outcome != DriftOutcome.OPEN or _is_deleted(situation, line):
        return False
    return _ended_on(situation, line) is None


def outcome_words(situation: Situation, line: ComparisonLine) -> tuple[str, ...]:
    """Say what came of a difference: when it was found, or since then."""
    if line.outcome == DriftOutcome.RECORDED:
        is_new = line.difference == Drift.NOT_RECORDED
        return (tr("Recorded") if is_new else tr("Record corrected"),)
    if line.outcome == DriftOutcome.KEPT:
        return (tr("The record stays"),)
    if _is_deleted(situation, line):
        return (tr("Record deleted"),)
    ended, gone = _ended_on(situation, line), _gone_on(situation, line)
    if ended is None:
        return (tr("Open"),)
    told = tr("Revoked on {day}", day=show_day(ended))
    return (told, tr("removal verified on {day}", day=show_day(gone))) if gone else (told,)


def _is_deleted(situation: Situation, line: ComparisonLine) -> bool:
    return line.subject is not None and line.subject not in situation.all(line.subject_kind)


def _ended_on(situation: Situation, line: ComparisonLine) -> date | None:
    return _day(situation, line, "revoked_on", "removed_on")


def _gone_on(situation: Situation, line: ComparisonLine) -> date | None:
    return _day(situation, line, "verified_gone_on", "removal_verified_on")


def _day(situation: Situation, line: ComparisonLine, *fields: str) -> date | None:
    record = situation.all(line.subject_kind).get(line.subject or 0)
    days = (getattr(record, field, None) for field in fields)
    return next(filter(None, days), None)


def never_or_last(
    situation: Situation, partner: PartnerKey, shares: Iterable[Share]
) -> tuple[date | None, date] | None:
    """Return when what is shared with a partner was last compared, and since when it counts.

    Types are listed apart, so it is the oldest day of all types; the first is None where one of
    them was never compared, and the second is then the day of its first share. None without shares.
    """
    held = situation.of("comparison", "partner", partner)
    made = [each for each in held if each.listed == "share" and not each.is_incoming]
    found: list[tuple[date | None, date]] = []
    for share in shares:
        asset: Asset = situation.picture.assets[share.asset]
        days = [c.compared_on for c in made if not c.types or asset.asset_type in c.types]
        since = share.granted_on or situation.on
        found.append((max(days), max(days)) if days else (None, since))
    return min(found, key=lambda each: each[1], default=None)
