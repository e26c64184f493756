"""What a record is called in words, whatever its kind: its name, or what it connects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import Any, Protocol, TypeVar

from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.evidence.evidence import Note
from delvia_desktop.domain.plans.compared import scope_words
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.records.acceptances import Acceptance
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.comparisons import ComparisonLine, TikTokComparison
from delvia_desktop.domain.records.findings import rule_texts
from delvia_desktop.domain.records.kinds import Record, kind_named, kind_of, references
from delvia_desktop.domain.records.letterheads import Letterhead
from delvia_desktop.domain.records.procedures import Run, Step, Wording
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.records.thresholds import Threshold, limit_named
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.storage.lists.lists import LISTS

T = TypeVar("T")


class Known(Protocol):
    """Where the records that others refer to are found: the register, or a picture of it."""

    def find(self, cls: type[T], **equal: object) -> T | None:
        """Return the first record whose fields are equal to the values, or None."""


def _review_pattern(review: Review) -> str:
    kind = tr(term("review_kind", review.kind).label)
    if review.partnership is not None:
        return tr("{kind}: {subject}", kind=kind, subject="{partnership}")
    if review.person is not None:
        return tr("{kind}: {subject}", kind=kind, subject="{person}")
    return tr("{kind}: {subject}", kind=kind, subject=show_day(review.opened_on))


def _run_pattern(run: Run) -> str:
    title = term("procedure", run.procedure).label
    for field in ("partner", "person", "asset"):
        if getattr(run, field) is not None:
            return tr("{procedure}: {subject}", procedure=title, subject="{" + field + "}")
    return title


def counted(kinds: Collection[str], n: int) -> str:
    """Return a number of records of some kinds in words; those of several kinds are grants."""
    grants = ntr("{n} access grant", "{n} access grants", n)
    words = {
        "share": ntr("{n} share", "{n} shares", n),
        "assignment": ntr("{n} assignment", "{n} assignments", n),
        "seat": ntr("{n} seat", "{n} seats", n),
        "spark-code": ntr("{n} Spark Ads code", "{n} Spark Ads codes", n),
        "shop-partner": ntr("{n} shop partner", "{n} shop partners", n),
    }
    return words.get(next(iter(kinds)), grants) if len(set(kinds)) == 1 else grants


def step_title(procedure_code: str, step_code: str) -> str:
    """Return in words what a recorded step is called; one not shipped any more by its code."""
    return tr(procedure(procedure_code).step(step_code).title)


def finding_words(finding: str) -> str:
    """Return in words what a recorded finding is called, by its rule, else its code."""
    rule = finding.partition("/")[0]
    known = rule_texts().get(rule)
    return tr(known.title) if known is not None else rule


def _step_of(name: str, procedure_code: str, step_code: str) -> str:
    title = step_title(procedure_code, step_code)
    return tr("{procedure}: {subject}", procedure=name, subject=title)


_CALLED: Mapping[type[Any], Callable[[Any], str]] = {
    Partnership: lambda _: "{partner}",
    Share: lambda share: (
        tr("{asset} from {partnership}") if share.is_incoming else tr("{asset} for {partnership}")
    ),
    Seat: lambda _: tr("{person} in {business_center}"),
    Assignment: lambda _: tr("{asset} for {person}"),
    Login: lambda _: tr("Login of {asset}"),
    SparkCode: lambda _: tr("Code for {post}"),
    ShopPartner: lambda _: tr("{partner} on {asset}"),
    Claim: lambda _: tr("Claim to {asset}"),
    Acceptance: lambda accepted: finding_words(accepted.finding),
    Acknowledgement: lambda _: tr("{access_record} by {who}"),
    Letterhead: lambda _: tr("Letterhead"),
    Threshold: lambda threshold: tr(limit_named(threshold.code).label),
    Review: _review_pattern,
    ReviewLine: lambda line: "{what} – {who}" if line.who else "{what}",
    Run: _run_pattern,
    TikTokComparison: lambda made: scope_words(made, "{partner}"),
    ComparisonLine: lambda _: "{what}",
    Wording: lambda wording: _step_of(
        term("procedure", wording.procedure).label, wording.procedure, wording.code
    ),
}
"""Kinds without a name of their own, and how they are called by the fields they have."""


def called(records: Known, record: Record) -> str:
    """Return in words what a record is called; what it refers to and is gone is a dash."""
    if isinstance(record, Note):
        return _about(records, record)
    if isinstance(record, Step):
        run = records.find(Run, id=record.run)
        return _step_of(called(records, run), run.procedure, record.code) if run else record.code
    pattern = _CALLED.get(type(record))
    if pattern is None:
        return str(getattr(record, "name", "") or getattr(record, "number", ""))
    words = {field.name: str(getattr(record, field.name)) for field in fields(record)}
    for field, kind in references(kind_of(record)).items():
        key = getattr(record, field)
        found = records.find(kind.record, id=key) if key is not None else None
        words[field] = called(records, found) if found is not None else "—"
    return pattern(record).format(**words)


def _about(records: Known, note: Note) -> str:
    kind = kind_named(note.subject_kind)
    subject = records.find(kind.record, id=note.subject) if kind is not None else None
    name = called(records, subject) if subject is not None else "—"
    return tr("Note on {subject}", subject=name)


def list_title(list_name: str) -> str:
    """Return in words what a list is called; one that is not known by its own name."""
    known = LISTS.get(list_name)
    return tr(known.title) if known is not None else list_name
