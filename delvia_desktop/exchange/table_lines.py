"""A table by its mapping as lines: what each row says, with what it does not say left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter

from delvia_desktop.domain.plans.columns import KEY, LISTED
from delvia_desktop.domain.plans.lines import PLATFORM, SourceLine, SourcePlace, without_nothing
from delvia_desktop.domain.secrets.secrets import find_secret
from delvia_desktop.domain.words.ids import clean_id, id_problem
from delvia_desktop.domain.words.text import folded
from delvia_desktop.domain.words.vocabulary import type_named
from delvia_desktop.exchange.headings import SECRET, meaning_of
from delvia_desktop.exchange.mapping import ColumnGroup, Proposal, propose
from delvia_desktop.exchange.plain_rows import PlainRows
from delvia_desktop.exchange.source_tables import (
    Cell,
    SourceRow,
    SourceTable,
    harmless,
)
from delvia_desktop.i18n import tr

_TOTAL = re.compile(
    r"(grand )?total\b.*|sum\b.*|summe\b.*|gesamt\b.*|total général.*|合计.*|合計.*"
    r"|\d+ (records?|rows?|entries|results) in total.*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,6}")
_PLACEHOLDER = re.compile(
    r"[\[<{][^\]>}]*[\]>}]|(e\.g\.|example|sample|beispiel)\b.*", re.IGNORECASE
)
_STACKED = re.compile(
    r"(?P<name>[^\n]+?)\s*[\n(\t|]\s*(?:[\w ]{0,20}\bID)\s*[:#：]?\s*(?P<id>\d{13,20})\)?\s*",
    re.IGNORECASE,
)
_OUR_KEY = re.compile(r"[a-z-]+ \d+")
_IDS = re.compile(r"\d{13,20}")
_BETWEEN_IDS = re.compile(r"[\s,;|/+&]+")
_BETWEEN_WORDS = re.compile(r"[,;+\n]")
_NOT_TIKTOK = re.compile(
    r"\b(meta|facebook|instagram|google|youtube|linkedin|pinterest|snap(chat)?|x|twitter|amazon"
    r"|bing|microsoft|reddit|dv360|taboola|criteo)\b",
    re.IGNORECASE,
)
_PARTNER = frozenset({"partner", "partner_id"})
_NAMED_WITH: Mapping[str, frozenset[str]] = {
    "partner": _PARTNER,
    "partner_id": _PARTNER,
    "person": frozenset({"person", "person_email", "user_id"}),
    "asset": frozenset({"asset", "asset_id", "asset_pixel_code"}),
}
"""By which columns a row names the record of a column itself."""
_BLOCKS = frozenset(_NAMED_WITH)
"""Columns in which the first row of a block names it, and those below may be blank."""

_LONGEST_STACKED = 300
"""Characters of a cell in which an ID may stand below a name."""

_NAME_BESIDE = {"asset_id": "asset", "partner_id": "partner", "person_email": "person"}
"""The column of the name that an ID or an address belongs to."""

Carried = Callable[[int, int], Cell | None]
"""Finds what a cell by row and column has of the merged range that it is in."""

_SPLIT = {"person_email": re.compile(r"[,;\n]\s*|\s+(?=\S+@)")}


@dataclass(frozen=True)
class TableMapping:
    """How a person, or a proposal, has a table read.

    `columns` are the meanings of columns by place; `groups` as in a `Proposal`; `constants` are
    texts that count for every row, such as the partner whose list it is. `kind` is empty where each
    row tells its own.
    """

    heading_row: int
    columns: Mapping[int, str]
    groups: tuple[ColumnGroup, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    hidden: bool = False
    """Whether rows that the source hides are read too."""
    is_left_out: bool = False
    """Whether the whole table is left out."""


@dataclass
class ReadTable:
    """The lines of a table, and what was not read of it.

    `secrets` are the cells of secrets that were not read; `stated` is the number of rows that the
    source itself says that it has, None if it says none.
    """

    lines: list[SourceLine]
    secrets: int = 0
    stated: int | None = None
    without_meaning: tuple[str, ...] = ()


def proposed_mapping(table: SourceTable, proposal: Proposal | None = None) -> TableMapping:
    """Return the mapping that a table's own headings and cells propose."""
    found = proposal or propose(table)
    columns = {column.place: column.meaning for column in found.columns if column.meaning}
    told = (type_named(c.heading) for c in found.columns if c.meaning in {"asset", "asset_id"})
    types = [code for code in told if code]
    return TableMapping(
        found.heading_row, columns, found.groups, {"asset_type": types[0]} if types else {}
    )


def lines_of(table: SourceTable, mapping: TableMapping, source: str) -> ReadTable:
    """Return what the rows of a table say, by a mapping; `source` is the name of the file.

    A table of ours whose records no table brings in, such as reviews, is left out as a whole.
    """
    carried = _carried(table)
    heading = next((row for row in table.rows if row.number == mapping.heading_row), None)
    mapping = _without_secrets(mapping, heading)
    secret = {place for place, meaning in mapping.columns.items() if meaning == SECRET}
    looked_at = _looked_at(mapping)
    withheld = tr("It looks like a password or a code, and is not read.")
    sheet = "" if table.name == source else harmless(table.name)
    read = ReadTable([])
    above: dict[str, str] = {}
    plain_rows = _plain_rows(table, mapping, heading)
    for row in table.rows:
        if row.number <= mapping.heading_row:
            continue
        plain = plain_rows.texts(row) if plain_rows is not None else None
        if plain is not None:
            place = SourcePlace(source, row.number, sheet)
            blank = _blank(plain, above)
            read.lines.append(SourceLine(place, plain, mapping.kind, above=blank, unread=_NONE))
            above = _above_next(plain, above)
            continue
        unread = {
            meaning: withheld
            for place, meaning in looked_at.items()
            if place in row.cells and find_secret(row.cells[place].text)
        }
        read.secrets += len(unread) + len(secret & row.cells.keys())
        place = SourcePlace(source, row.number, sheet)
        why = "" if _comes_in(row, mapping) else _not_from_tables()
        if why and not any(not line.left_out for line in read.lines) and _is_all_so(table, mapping):
            return ReadTable([SourceLine(place, {}, left_out=why)])
        why = why or _why_left_out(row, heading, mapping, read)
        if why:
            read.lines.append(SourceLine(place, {}, left_out=why))
            continue
        groups = _groups(row, mapping, carried)
        found = [texts for group in groups for texts in _split(group)]
        if not found:
            read.lines.append(SourceLine(place, {}, left_out=tr("It says nothing that is read.")))
        for part, texts in enumerate(found, 1):
            blank = _blank(texts, above)
            number = part if len(found) > 1 else 0
            read.lines.append(
                SourceLine(place, texts, mapping.kind, part=number, above=blank, unread=unread)
            )
            above = _above_next(texts, above)
    return read


def _plain_rows(
    table: SourceTable,
    mapping: TableMapping,
    heading: SourceRow | None,
) -> PlainRows | None:
    """Return what takes the rows of a table that are plain, None if the table has none."""

    def is_plain(meaning: str, text: str) -> bool:
        return not (
            meaning in {"", SECRET, PLATFORM}
            or find_secret(text)
            or not without_nothing({meaning: text})
            or _PLACEHOLDER.fullmatch(text.strip())
            or (meaning in {"asset", "partner"} and _IDS.search(text))
            or (meaning == KEY and not _is_listed(text))
            or any(_several({meaning: text}))
        )

    if table.merged or mapping.groups or not all(is_plain(*c) for c in mapping.constants.items()):
        return None
    headings = (
        {place: cell.text.strip() for place, cell in heading.cells.items()} if heading else {}
    )
    return PlainRows(mapping.columns, headings, mapping.constants, is_plain)


_NONE: Mapping[str, str] = {}


def _without_secrets(mapping: TableMapping, heading: SourceRow | None) -> TableMapping:
    """Return a mapping in which what is headed as a secret stays one, whatever it was mapped to."""
    headed = heading.cells.items() if heading is not None else ()
    secret = {place: SECRET for place, cell in headed if meaning_of(cell.text) == SECRET}
    return replace(mapping, columns={**mapping.columns, **secret})


def _looked_at(mapping: TableMapping) -> dict[int, str]:
    """Return the meanings of the columns that are read if no secret stands in them, by place."""
    columns = {**mapping.columns, **{p: m for g in mapping.groups for p, m in g.columns.items()}}
    return {place: meaning for place, meaning in columns.items() if meaning != SECRET}


def _comes_in(row: SourceRow, mapping: TableMapping) -> bool:
    """Tell whether the record that a row of ours names is of a kind that tables bring in."""
    places = (place for place, meaning in mapping.columns.items() if meaning == KEY)
    return _is_listed(row.text(next(places, -1)))


def _is_listed(text: str) -> bool:
    """Tell whether a text is no key of ours, or that of a record which tables bring in."""
    key = text.strip()
    return _OUR_KEY.fullmatch(key) is None or key.rpartition(" ")[0] in LISTED


def _not_from_tables() -> str:
    return tr("Records of this kind are not read from tables.")


def _is_all_so(table: SourceTable, mapping: TableMapping) -> bool:
    """Tell whether no row of a table is of a kind that tables bring in, so that once says it."""
    below = (row for row in table.rows if row.number > mapping.heading_row)
    return not any(_comes_in(row, mapping) for row in below)


def _blank(texts: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Return what stands above those blank cells of a row that may mean the same."""
    return {n: t for n, t in above.items() if _is_block(n, texts)}


def _above_next(texts: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Return what stands above the blank cells of the next row: an ID goes with its name only."""
    named = not _PARTNER.isdisjoint(texts)
    kept = {n: t for n, t in above.items() if not (named and n in _PARTNER)}
    return kept | {n: texts[n] for n in _BLOCKS if n in texts}


def _is_block(name: str, texts: Mapping[str, str]) -> bool:
    """Tell whether a blank cell of a column may mean what stands above it; in ours it is blank.

    Who names one by an ID or an address of its own does not mean the one above.
    """
    if KEY in texts or not _NAMED_WITH[name].isdisjoint(texts):
        return False
    return name in _PARTNER or bool(texts.keys() & {"level", "granted_on"})


def _why_left_out(
    row: SourceRow, heading: SourceRow | None, mapping: TableMapping, read: ReadTable
) -> str:
    texts = [cell.text.strip() for cell in row.cells.values() if cell.text.strip()]
    if row.is_hidden and not mapping.hidden:
        return tr("The source hides this row.")
    if heading is not None and texts == [c.text.strip() for c in heading.cells.values()]:
        return tr("It repeats the headings.")
    if texts and len(texts) <= 2 and _TOTAL.fullmatch(texts[0]):  # noqa: PLR2004 - a word and a number
        count = _COUNT.search(" ".join(texts))
        read.stated = int(count[0]) if count else read.stated
        return tr("It is a total.")
    if texts and all(_PLACEHOLDER.fullmatch(text) for text in texts):
        return tr("It is a sample row.")
    platform = next((p for p, meaning in mapping.columns.items() if meaning == PLATFORM), None)
    said = row.text(platform) if platform is not None else ""
    if said and "tiktok" not in folded(said) and _NOT_TIKTOK.search(said):
        return tr("It is not about TikTok.")
    return ""


def _carried(table: SourceTable) -> Carried:
    """Return what finds the cell of a merged range for each of the rows below its first."""
    cells = {row.number: row.cells for row in table.rows}
    by_column: dict[int, list[tuple[int, int, Cell]]] = {}
    for merged in sorted(table.merged, key=lambda each: each.first_row):
        cell = cells.get(merged.first_row, {}).get(merged.first_column)
        if cell is not None:
            ranges = by_column.setdefault(merged.first_column, [])
            ranges.append((merged.first_row, merged.last_row, cell))

    def found(row: int, column: int) -> Cell | None:
        ranges = by_column.get(column, [])
        place = bisect_left(ranges, row, key=itemgetter(0)) - 1  # the last that begins above
        return ranges[place][2] if place >= 0 and row <= ranges[place][1] else None

    return found


def _groups(
    row: SourceRow,
    mapping: TableMapping,
    carried: Carried,
) -> Iterator[dict[str, str]]:
    """Yield what a row says, once for each group of columns that is filled."""
    common = _texts(row, mapping.columns, carried)
    if not mapping.groups:
        if common:
            yield {**mapping.constants, **common}
        return
    for group in mapping.groups:
        own = _texts(row, group.columns, carried)
        if own:
            yield {**mapping.constants, **common, group.meaning: group.heading, **own}


def _texts(
    row: SourceRow,
    columns: Mapping[int, str],
    carried: Carried,
) -> dict[str, str]:
    texts: dict[str, str] = {}
    for place, meaning in columns.items():
        cell = row.cells.get(place) or carried(row.number, place)
        if cell is None or meaning in {SECRET, ""} or find_secret(cell.text):
            continue
        texts[meaning] = cell.text
        if cell.link and meaning == "asset" and not id_problem(linked := clean_id(cell.link)):
            texts.setdefault("asset_id", linked)
    return without_nothing(texts)


def _split(base: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield what is said of each thing that cells of a row name together."""
    if KEY in base:  # a row of ours is one record, whatever its names look like
        yield base
        return
    for name, key in (("asset", "asset_id"), ("partner", "partner_id")):
        text = base.get(name, "")
        is_likely = len(text) <= _LONGEST_STACKED and _IDS.search(text) is not None
        stacked = _STACKED.fullmatch(text) if is_likely else None
        if stacked and key not in base:
            base |= {name: stacked["name"].strip(), key: stacked["id"]}
    for name, parts in _several(base):
        named = _NAME_BESIDE.get(name, "")
        names = [each.strip() for each in re.split(r"[,;\n]", base.pop(named, ""))]
        for place, part in enumerate(parts):
            # A name of them all is nobody's own.
            own = {named: names[place]} if len(names) == len(parts) and all(names) else {}
            yield from _split({**base, **own, name: part})
        return
    yield base


def _several(texts: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    for name in ("asset_id", "partner_id"):
        ids = _IDS.findall(texts.get(name, ""))
        if len(set(ids)) > 1 and not _BETWEEN_IDS.sub("", _IDS.sub("", texts[name])):
            yield name, list(dict.fromkeys(ids))
    for name, mark in _SPLIT.items():
        parts = [part for part in mark.split(texts.get(name, "")) if part.strip()]
        if len(parts) > 1 and all("@" in part for part in parts):
            yield name, parts
    for name in ("asset", "asset_type"):
        words = [part.strip() for part in _BETWEEN_WORDS.split(texts.get(name, ""))]
        if len(words) > 1 and all(words) and all(map(type_named, words)):
            yield name, words
