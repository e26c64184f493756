"""What stands on a paper: facts, sections with tables, what is confirmed and who signs.

It is plain data, so the same content is drawn, attached to the paper as JSON, and compared with
what the register says later, line by line.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter, bc_id_on
from delvia_desktop.domain.papers.declarations import Declarations
from delvia_desktop.domain.records.findings import Name, NextStep
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.i18n import show_day, show_moment, tr

UNRECORDED = "unrecorded"
"""The look of words that stand where an id is missing."""


@dataclass(frozen=True)
class Words:
    """A text and how it is meant: plain, cell, second, strong, id, unrecorded, missing, or a tone.

    In a dense table `short` is drawn in its stead, which a legend explains. `of` is the record that
    lacks what the words say is missing.
    """

    text: str
    look: str = "plain"
    short: str = ""
    of: Name | None = None


Cell = tuple[Words, ...]
"""What stands in a cell: texts one below the other."""

Fact = tuple[str, Cell]
"""A label and what it says."""


@dataclass(frozen=True)
class Table:
    """Columns with their shares of the width, and rows of cells.

    `is_dense` sets it small, a line a row where that fits; the heads of its last `turned` columns
    then run upwards.
    """

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_dense: bool = False
    turned: int = 0


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it: an introduction, a table, paragraphs.

    `is_empty` says that its table has no rows, so that its texts only say so. `told` is how much
    its rows tell, where a row can tell of several things.
    """

    title: str
    lead: str = ""
    table: Table | None = None
    texts: tuple[str, ...] = ()
    is_empty: bool = False
    told: int = 0

    @property
    def size(self) -> int:
        """How many rows its table has."""
        return len(self.table.rows) if self.table is not None else 0


class Lack(StrEnum):
    """What both sides should read on a paper, and it may go without."""

    ID = "id"
    SCOPE = "scope"
    PURPOSE = "purpose"
    APPROVER = "approver"


class Gap(NamedTuple):
    """What is missing on a paper, of which record by name, and the step that records it.

    `together` records it of all records that lack it.
    """

    lack: Lack
    name: str
    step: NextStep
    together: NextStep | None = None


@dataclass(frozen=True)
class Content:
    """Everything on a paper but its number; the same content gives the same paper.

    Without `declarations` nobody signs it. `return_to` says where a signed copy goes. `gaps` are
    no part of the paper.
    """

    kind: str
    kicker: str
    title: str
    subtitle: str
    statement: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    covers: tuple[str, ...]
    declarations: Declarations | None = None
    is_across: bool = False
    return_to: str = ""
    gaps: tuple[Gap, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(len(section.table.rows) for section in self.sections if section.table)

    @property
    def cells(self) -> Iterator[Cell]:
        """Every value on the paper: those of the facts, then those of the tables."""
        yield from (cell for _, cell in self.facts)
        for each in self.sections:
            for row in each.table.rows if each.table is not None else ():
                yield from row

    @property
    def without_id(self) -> Mapping[str, Name | None]:
        """The names that stand on the paper with no id, each once, and whose they are."""
        return {
            cell[0].text: word.of for cell in self.cells for word in cell if word.look == UNRECORDED
        }

    @property
    def ids(self) -> Iterator[str]:
        """The ids that stand on the paper."""
        yield from (word.text for cell in self.cells for word in cell if word.look == "id")

    def texts(self) -> Iterator[str]:
        """Yield every text that stands on the paper."""
        yield from (self.kicker, self.title, self.subtitle, self.statement, *self.covers)
        yield self.return_to
        if (said := self.declarations) is not None:
            yield from (said.opening, *said.confirms, *said.signers, *said.names)
        yield from (label for label, _ in self.facts)
        for each in self.sections:
            yield from (each.title, each.lead, *each.texts)
            if each.table is not None:
                yield from (title for title, _ in each.table.columns)
        yield from (text.text for cell in self.cells for text in cell)


@dataclass(frozen=True)
class Head:
    """Which paper it is, and of which knowledge: what stands on every kind in the same way.

    A draft has no number. `notice` is what each page says of the edition, nothing on the usual one.
    What `goes_out` to a partner does not tell who sat at the program, or the register's revision.
    """

    number: str
    supersedes: str
    brand: str
    legal_entity: str
    prepared_by: str
    on: date
    as_of: datetime
    revision: int
    register_state: str
    notice: str = ""
    goes_out: bool = False

    @property
    def entity(self) -> str:
        """The brand as it signs: its legal entity where that is recorded."""
        return self.legal_entity or self.brand


def words(first: str, *more: str, look: str = "plain") -> Cell:
    """Return a paper's content for a cell: a value, second words below it, no empty ones."""
    second = tuple(Words(text, "second") for text in more if text)
    return (Words(first, look) if first else Words("—", "missing"), *second)


def with_id(name: str, number: str, *more: str, of: Name | None = None) -> Cell:
    """Return a paper's content for a cell: a record's name, its TikTok id whole below it."""
    shown = Words(number, "id") if number else Words(tr("ID not recorded"), UNRECORDED, of=of)
    return (Words(name or "—"), shown, *(Words(text, "second") for text in more if text))


def center_cell(center: BusinessCenter | None, on: date, *more: str) -> Cell:
    """Return a paper's content for a Business Center: a cell with its id of a day."""
    if center is None:
        return day(None)
    of = ("business-center", int(center.id))
    return with_id(center.name, bc_id_on(center, on), *more, of=of)


def asset_cell(asset: Asset, *more: str) -> Cell:
    """Return a paper's content for an asset: a cell with its TikTok id or pixel code."""
    code = tr("Shop code {code}", code=asset.shop_code) if asset.shop_code else ""
    of = ("asset", int(asset.id))
    return with_id(asset.name, asset.asset_id or asset.pixel_code, code, *more, of=of)


def day(value: date | None, missing: str = "—") -> Cell:
    """Return a paper's content for a day, or what to say where there is none."""
    return (Words(show_day(value), "cell"),) if value else (Words(missing, "missing"),)


def day_by(value: date | None, who: str, missing: str = "—") -> Cell:
    """Return a paper's content for a day, with who did it then, as far as recorded."""
    return (*day(value, missing), *((Words(who, "second"),) if value and who else ()))


def section(
    title: str,
    columns: tuple[tuple[str, int], ...],
    rows: Sequence[tuple[Cell, ...]],
    *,
    lead: str = "",
    empty: str = "",
) -> Section:
    """Return a section of a paper's content: a table, or what to say without rows."""
    if not rows:
        return Section(title, texts=(empty or tr("None."),), is_empty=True)
    return Section(title, lead, Table(columns, tuple(rows)))


def filled(
    columns: Sequence[tuple[str, int]], rows: Sequence[tuple[Cell, ...]], may_lack: Collection[str]
) -> tuple[tuple[tuple[str, int], ...], list[tuple[Cell, ...]]]:
    """Return a content table without the columns in `may_lack` that say nothing.

    Their room goes to the first column, which names what a row is about.
    """
    said = [
        number
        for number, (title, _) in enumerate(columns)
        if title not in may_lack or any(_says_something(row[number]) for row in rows)
    ]
    return _kept(columns, rows, said) if rows else (tuple(columns), [])


def _says_something(cell: Cell) -> bool:
    return bool(cell) and cell[0].look != "missing"


def without(
    columns: Sequence[tuple[str, int]], rows: Sequence[tuple[Cell, ...]], title: str
) -> tuple[tuple[tuple[str, int], ...], list[tuple[Cell, ...]]]:
    """Return a content table without one column; its room goes to the first."""
    return _kept(columns, rows, [n for n, (name, _) in enumerate(columns) if name != title])


def _kept(
    columns: Sequence[tuple[str, int]], rows: Sequence[tuple[Cell, ...]], places: Sequence[int]
) -> tuple[tuple[tuple[str, int], ...], list[tuple[Cell, ...]]]:
    """Return some columns and their cells; the room of the others goes to the first."""
    (first, share), *others = (columns[place] for place in places)
    left = sum(each for place, (_, each) in enumerate(columns) if place not in places)
    return ((first, share + left), *others), [tuple(row[n] for n in places) for row in rows]


def if_any(made: Section) -> tuple[Section, ...]:
    """Return a section of a paper's content unless it is empty."""
    return () if made.is_empty else (made,)


def gathered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return a paper's content with its empty sections, one after the other, as one."""
    found: list[Section] = []
    for is_empty, group in itertools.groupby(sections, lambda each: each.is_empty):
        same = list(group)
        if is_empty and len(same) > 1:
            said = tuple(
                tr("{title}: {text}", title=each.title, text=" ".join(each.texts)) for each in same
            )
            same = [Section(no_entries(), texts=said, is_empty=True)]
        found += same
    return tuple(found)


def no_entries() -> str:
    """Return the title of the section in a content that names the empty ones."""
    return tr("No entries")


def no_secrets() -> str:
    """Return what the content of every paper says of secrets."""
    return tr("This document contains no passwords, sign-in codes or Spark Ads codes.")


def usual_facts(picture: Picture, head: Head) -> tuple[Fact, ...]:
    """Return the facts in the content of every paper that stays with us."""
    ours = [center for center in picture.business_centers.values() if center.is_own]
    center = ours[0] if ours else None
    name = center.name if center is not None else tr("none recorded")
    number = bc_id_on(center, head.on) if center is not None else ""
    of = ("business-center", int(center.id)) if center is not None else None
    if len(ours) > 1:
        name = tr("{name} and {n} more", name=name, n=len(ours) - 1)
    return (
        (tr("Brand"), words(head.brand, head.legal_entity)),
        (tr("Our Business Center"), with_id(name, number, of=of)),
        *known_facts(head.on, head.as_of, head.revision),
        number_fact(head),
        (tr("Prepared by"), words(head.prepared_by)),
    )


def number_fact(head: Head) -> Fact:
    """Return the fact in a content that says which paper it is, and what it replaces."""
    replaced = tr("replaces {old}", old=head.supersedes) if head.supersedes else ""
    return tr("Record number"), words(
        head.number or tr("Draft, no number"), replaced, look="strong"
    )


def known_facts(on: date, as_of: datetime, revision: int | None = None) -> tuple[Fact, Fact]:
    """Return the facts in a content that say of which day and knowledge it speaks."""
    act = tr("Revision {revision}", revision=revision) if revision is not None else ""
    known = words(show_moment(as_of), act)
    return (tr("Access on"), words(show_day(on), look="strong")), (tr("Register as of"), known)


def facts_of_issue() -> frozenset[str]:
    """Return which facts of a content tell of its issue, not of what it holds.

    Papers issued before November 2026 ended call the state of the register “Known as of”.
    """
    known = (tr("Register as of"), tr("Known as of"))
    return frozenset((tr("Access on"), *known, tr("Record number"), tr("Prepared by")))


def as_json(content: Content, head: Head, subject: str, request: PaperRequest) -> dict[str, Any]:
    """Return a paper's content as the JSON data attached to it (docs/papers.md).

    `subject` is the kind of the record that the paper is about.
    """
    edition = request.edition
    return {
        "format": "delvia-paper",
        "version": 1,
        "number": head.number,
        "supersedes": head.supersedes,
        "kind": content.kind,
        "title": content.title,
        "subject": {
            "kind": subject,
            "id": request.key,
            "other": request.other,
            "since": request.since.isoformat() if request.since is not None else None,
        },
        "edition": {
            "language": edition.language,
            "redacted": edition.is_redacted,
            "draft": edition.is_draft,
        },
        "brand": head.brand,
        "on": head.on.isoformat(),
        "as_of": head.as_of.isoformat(),
        "revision": head.revision,
        "register_state": head.register_state,
        "prepared_by": head.prepared_by,
        "facts": [[label, _plain(cell)] for label, cell in content.facts],
        "sections": [
            {
                "title": each.title,
                "columns": [title for title, _ in each.table.columns] if each.table else [],
                "rows": [[_plain(cell) for cell in row] for row in each.table.rows]
                if each.table
                else [],
                "texts": list(each.texts),
            }
            for each in content.sections
        ],
        "declarations": content.declarations.as_json() if content.declarations else None,
    }


def _plain(cell: Cell) -> str:
    return "\n".join(text.text for text in cell)
