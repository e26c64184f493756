"""The papers that belong to one handover: found, looked at, what is missing said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.evidence.evidence import Subject
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.brand import THE_BRAND
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.records.paper_requests import Edition
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.progress import as_one_step, progress
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import paper_checks, paper_kinds
from delvia_desktop.services.papers.access_records import kind_of
from delvia_desktop.services.papers.paper_subjects import with_claims
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.tables.records import Records

_ORDER = (
    "onboarding",
    "partner",
    "asset",
    "review",
    "claim",
    "procedure",
    "admin",
    "agency_change",
    "offboarding",
    "person",
    "partner_sheet",
    "access",
    "matrix",
    "change_log",
)
"""The kinds as they are read: how it began, what was given, how it was watched, how it ended."""
_NOT_NEEDED = {"agency_change", "partner_sheet"}
"""Kinds that most handovers do without: nobody misses them."""


@dataclass(frozen=True)
class Member:
    """A paper of a handover.

    `kind` says which kind it is; `changes` counts the lines that are not true any more, None where
    nothing can be compared; `is_proposed` tells whether its edition goes with that of the paper
    that was asked about.
    """

    record: AccessRecord
    kind: str
    changes: int | None
    is_signed: bool
    is_proposed: bool

    @property
    def title(self) -> str:
        """Which paper it is."""
        return f"{self.record.number} · {self.kind} · {self.record.title}"

    @property
    def standing(self) -> str:
        """What whoever passes it on should know, in words."""
        told = []
        if self.changes:
            one, many = "{n} line is not true any more", "{n} lines are not true any more"
            told.append(ntr(one, many, self.changes))
        elif self.changes == 0:
            told.append(tr("up to date"))
        else:
            told.append(tr("cannot be compared with the register"))
        told.append(tr("signed") if self.is_signed else tr("not signed"))
        return " · ".join([*told, *edition_words(self.record.edition)])


@dataclass(frozen=True)
class Handover:
    """The papers of a handover in reading order, and the kinds of which there is none."""

    members: tuple[Member, ...]
    missing: tuple[str, ...]


def edition_words(edition: Edition) -> list[str]:
    """Return in words in which edition a paper of a handover is made."""
    words = [
        tr(term("language", edition.language).label),
        tr(term("page_size", edition.page_size).label),
    ]
    if edition.is_redacted:
        words.append(tr("redacted: people masked"))
    return words


def look_at(register: Register, chosen: AccessRecord) -> Handover:
    """Return the papers of one handover, each compared with the register."""
    papers = papers_of(register.records, chosen)
    proposed = _proposed(papers, chosen.edition)
    members = []
    for number, record in enumerate(papers):
        progress(number, len(papers))
        with as_one_step():
            verdict = paper_checks.check_paper(register.content(record.sha256), register)
        changes = len(verdict.differences) if verdict.differences is not None else None
        signed = is_signed(register.records, record)
        kind = kind_of(register.records, record)
        members.append(Member(record, kind, changes, signed, record.id in proposed))
    return Handover(tuple(members), tuple(_missing(register.records, chosen, papers)))


def papers_of(records: Records, chosen: AccessRecord) -> list[AccessRecord]:
    """Return the newest paper in force of each kind in the handover around a paper."""
    issued = records.select(AccessRecord)
    replaced = {record.supersedes for record in issued}
    around = _around(records, chosen)
    newest = {
        _key(record): record
        for record in sorted(issued, key=lambda record: record.id)
        if record.id not in replaced and around.intersection(_subjects(record))
    }
    return sorted(newest.values(), key=_place)


def is_signed(records: Records, record: AccessRecord) -> bool:
    """Tell whether a paper of a handover is acknowledged, or kept with a file that shows so."""
    if records.select(Acknowledgement, access_record=record.id):
        return True
    return bool(evidence.files_of(records, Subject("access-record", record.id)))


def _key(record: AccessRecord) -> tuple[object, ...]:
    return record.kind, *_subjects(record), record.edition


def _place(record: AccessRecord) -> tuple[int, str, int]:
    known = record.kind in _ORDER
    return (_ORDER.index(record.kind) if known else len(_ORDER), record.kind, record.id)


def _subjects(record: AccessRecord) -> list[Name]:
    """Return what a paper is about; a paper of an old register names its partner only."""
    kind = record.subject_kind or "partner"
    keys = [record.subject if record.subject is not None else record.partner, record.other]
    return [(kind, int(key)) for key in keys if key is not None]


def _around(records: Records, chosen: AccessRecord) -> set[Name]:
    """Return what a handover is about: whom a paper concerns, their procedures and reviews."""
    names = set(_subjects(chosen))
    for name in tuple(names):
        names |= set(_concerned(records, name))
    for kind, key in tuple(names):
        if kind in {"partner", "person", "asset"}:
            names |= {("run", int(run.id)) for run in records.select(Run, **{kind: key})}
        if kind == "person":
            names |= {("review", int(each.id)) for each in records.select(Review, person=key)}
        for period in records.select(Partnership, partner=key) if kind == "partner" else ():
            found = records.select(Review, partnership=period.id)
            names |= {("review", int(review.id)) for review in found}
    return names


def _concerned(records: Records, name: Name) -> Iterable[Name]:
    """Yield whom a procedure or a review concerns; the brand where it is about the whole."""
    kind, key = name
    found: dict[str, int | None] = {}
    if kind == "run" and (run := records.find(Run, id=key)) is not None:
        found = {"partner": run.partner, "person": run.person, "asset": run.asset}
    elif kind == "review" and (review := records.find(Review, id=key)) is not None:
        period = (
            records.find(Partnership, id=review.partnership)
            if review.partnership is not None
            else None
        )
        found = {"partner": period.partner if period else None, "person": review.person}
    else:
        return
    concerned = [(of, int(each)) for of, each in found.items() if each is not None]
    yield from concerned or [("brand", int(THE_BRAND))]


def _proposed(papers: Iterable[AccessRecord], edition: Edition) -> set[int]:
    """Return the papers to pass on: of each one edition, and never names beside masked ones."""
    best: dict[tuple[object, ...], AccessRecord] = {}
    for record in papers:
        if record.edition.is_redacted != edition.is_redacted:
            continue
        key = _key(record)[:-1]
        if key not in best or record.edition == edition:
            best[key] = record
    return {int(record.id) for record in best.values()}


def _missing(
    records: Records, chosen: AccessRecord, papers: Iterable[AccessRecord]
) -> Iterable[str]:
    """Yield the kinds of papers that there can be about the same, and of which there is none."""
    issued = {record.kind for record in papers}
    about = _subjects(chosen)[0]
    for root, key in sorted({about, *_concerned(records, about)}):
        named = kind_named(root)
        record = records.find(named.record, id=key) if named is not None else None
        for kind in paper_kinds.kinds_for(root, record) if record is not None else ():
            if kind.find is with_claims and records.find(Claim, partner=key) is None:
                continue
            if kind.code not in issued | _NOT_NEEDED:
                yield tr(term("paper_kind", kind.code).label)
