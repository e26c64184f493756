"""What a person brings in at the window: files and tables, and what was chosen for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.plans.lines import SourceScope
from delvia_desktop.domain.secrets.secrets import find_secret
from delvia_desktop.exchange.delimited import candidates
from delvia_desktop.exchange.headings import SECRET
from delvia_desktop.exchange.mapping import ColumnGroup, Proposal, SourceColumn, propose
from delvia_desktop.exchange.mapping_file import column_letters
from delvia_desktop.exchange.source_tables import SourceRow, SourceTable
from delvia_desktop.exchange.table_lines import TableMapping, proposed_mapping
from delvia_desktop.services.access.partners import business_center_of
from delvia_desktop.services.plans.planning import Planned, make_plan
from delvia_desktop.services.plans.reading import (
    ReadSource,
    is_answer,
    joined,
    read_files,
    scope_of,
)
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.services.register.register import Register

__all__ = [
    "SECRET", "ColumnGroup", "Proposal", "SourceColumn", "SourceTable", "TableMapping",
    "column_letters", "propose", "proposed_mapping",
]  # fmt: skip

_HEADINGS = 20
"""Rows from the top that may hold the headings."""


@dataclass(frozen=True)
class Bundle:
    """A file, or several that are pages of one answer; `encoding` is empty until it is chosen."""

    contents: tuple[SourceBytes, ...]
    encoding: str = ""

    @property
    def name(self) -> str:
        """The names of its files."""
        return ", ".join(each.name for each in self.contents)

    @property
    def encodings(self) -> Sequence[tuple[str, str]]:
        """The encodings that may be meant, each with the lines that it alone decides on."""
        return candidates(self.contents[0].content)


@dataclass(frozen=True)
class Whose:
    """What a person says of a whole list: the kind of its records, and what counts for each line.

    `partner` is the key of the partner whose list it is. One that `is_complete` has all there is.
    """

    kind: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)
    partner: int | None = None
    is_complete: bool = False


def of_partner(register: Register, key: int) -> Whose:
    """Return that a list has the assets that are shared with a partner on record."""
    found = register.records.get(Partner, PartnerKey(key))
    center = business_center_of(register, found)
    constants = {"partner": found.name}
    if center is not None:
        constants["partner_id"] = center.bc_id
    return Whose("share", constants, key)


def bundled(contents: Sequence[SourceBytes], before: Sequence[Bundle] = ()) -> list[Bundle]:
    """Return files as they are read, beside those that were brought in before: each once.

    Each is read alone, but TikTok's answers as pages of one.
    """
    there = [each for bundle in before for each in bundle.contents]
    known = {each.file for each in there}
    every = [*there, *(each for each in contents if each.file not in known)]
    encodings = {bundle.contents[0].file: bundle.encoding for bundle in before}
    answers = tuple(each for each in every if is_answer(each.content))
    others = [
        Bundle((each,), encodings.get(each.file, "")) for each in every if each not in answers
    ]
    return [*others, Bundle(answers)] if answers else others


Mappings = Mapping[int, Mapping[str, TableMapping]]
"""How tables are read, by the place of their bundle and their name."""


def read_bundles(
    bundles: Sequence[Bundle], whose: Whose, mappings: Mappings | None = None
) -> list[ReadSource]:
    """Return what was read of each bundle; raises Refused for what cannot be read."""
    chosen = mappings or {}
    return [
        read_files(
            bundle.contents,
            kind=whose.kind,
            constants=whose.constants,
            mappings=chosen.get(place, {}),
            encoding=bundle.encoding,
        )
        for place, bundle in enumerate(bundles)
    ]


def whole(reads: Sequence[ReadSource], whose: Whose) -> tuple[ReadSource, SourceScope | None]:
    """Return all that was read as one, with its scope if it is complete; raises Refused."""
    read = joined(reads)
    return read, scope_of(read, whose.partner) if whose.is_complete else None


def plan_brought(
    register: Register,
    bundles: Sequence[Bundle],
    whose: Whose,
    mappings: Mappings,
    decisions: Mapping[str, str],
) -> Planned:
    """Return the plan of what was brought in, in a register as it stands; raises Refused.

    It is made anew if something is recorded meanwhile.
    """
    read, scope = whole(read_bundles(bundles, whose, mappings), whose)
    planned = make_plan(register, read.lines, read.files, decisions, scope)
    while register.refresh():
        planned = make_plan(register, read.lines, read.files, decisions, scope)
    return planned


def heading_rows(table: SourceTable) -> list[tuple[int, str]]:
    """Return the rows that may hold the headings, by number, with what stands in them."""
    return [
        (row.number, " · ".join(" ".join(text.split()) for text in _harmless(row)))
        for row in table.rows[:_HEADINGS]
    ]


def _harmless(row: SourceRow) -> list[str]:
    return [cell.text for cell in row.cells.values() if not find_secret(cell.text)]
