"""What goes out as a page to read: records in the words of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.papers.redacted_edition import notice
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import Kind, Record, field_label, kind_of, labels
from delvia_desktop.domain.words.moments import local
from delvia_desktop.domain.words.vocabulary import Term, level_label, term
from delvia_desktop.exchange.page import PageCell, PageList, PageRow, ReadingPage, html_of
from delvia_desktop.i18n import ENGLISH, later, ntr, show_day, show_moment, tr
from delvia_desktop.progress import progress
from delvia_desktop.services.exports.gathered import KINDS_OF_LISTS, Gathered
from delvia_desktop.services.exports.tables import scope_words
from delvia_desktop.services.history.sheets import state_of
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.register.field_words import shown
from delvia_desktop.services.register.words import list_title

_STATE = "state"

_FEWEST = 4
"""Columns at least: a list that counts what belongs to its records tells of them here."""

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "direction": ("is_incoming",),
    "file": ("attachment",),
    "number": ("access_record",),
    "owner": ("owner_business_center", "owner_partner", "owner_person"),
    "partner": ("partnership",),
    "record": ("subject",),
    "subject": ("partnership", "partner", "business_center", "person", "asset"),
}
"""Columns of lists that are no field of a record, and the fields that tell the same."""

_LABELS = {"owner": later("Owned by"), "partner": later("Partner"), "subject": later("About")}
"""What those of them are called that no single field names."""


_Found = tuple[Record, Mapping[str, str]]
"""A record, and its fields in words."""


class _Column(NamedTuple):
    """A column: its label, and the fields of which each record has one; none for its state."""

    label: str
    fields: tuple[str, ...]


def page_of(out: Gathered) -> bytes:
    """Return what goes out as a page of HTML; lists without records are left out."""
    lists = tuple(_list(out, name) for name, records in out.records.items() if records)
    count = sum(len(each.rows) for each in lists)
    about = (
        scope_words(out),
        tr("as of {moment}", moment=show_moment(local(out.head.as_of))),
        tr("revision {n}", n=out.head.revision),
        tr("states on {day}", day=show_day(out.on)),
        ntr("{n} record", "{n} records", count),
    )
    title = tr("Register of {brand}", brand=out.brand)
    said = notice() if out.scope.is_redacted else ""
    return html_of(ReadingPage(ENGLISH, title, said, " · ".join(about), lists))


def _list(out: Gathered, name: str) -> PageList:
    kind = KINDS_OF_LISTS[name]
    found = []
    for record in out.records[name]:
        progress()
        found.append((record, _words(out, kind, record)))
    columns = [
        column
        for column in _columns(name, kind)
        if any(_cell(out, name, column, each).text for each in found)
    ]
    told = {field for column in columns for field in column.fields}
    others = [field for field in labels(kind) if any(words.get(field) for _, words in found)]
    others = [field for field in others if field not in told]
    columns += [
        _Column(field_label(field, kind.name), (field,))
        for field in others[: max(_FEWEST - len(columns), 0)]
    ]
    rows = tuple(_row(out, name, columns, each) for each in found)
    return PageList(name, list_title(name), tuple(column.label for column in columns), rows)


def _columns(name: str, kind: Kind) -> Iterator[_Column]:
    """Yield the columns that the list has on the command line, by the fields that tell them."""
    has = labels(kind)
    for printed in LISTS[name].printed.split():
        field = printed.removesuffix("_name")
        if field == _STATE and _STATE not in has:
            if LISTS[name].terms.get(_STATE):
                yield _Column(tr("State"), ())
            continue
        fields = (field,) if field in has else tuple(f for f in _FIELDS.get(field, ()) if f in has)
        if fields:
            named = _LABELS.get(field, "") if field not in has else ""
            yield _Column(tr(named) or field_label(fields[0], kind.name), fields)


def _row(out: Gathered, name: str, columns: list[_Column], found: _Found) -> PageRow:
    record, words = found
    kind = kind_of(record)
    cells = tuple(_cell(out, name, column, found) for column in columns)
    seen = {field for column in columns for field in column.fields}
    more = (
        (field_label(each, kind.name), text)
        for each, text in words.items()
        if text and each not in seen
    )
    return PageRow(cells, tuple(more))


def _cell(out: Gathered, name: str, column: _Column, found: _Found) -> PageCell:
    record, words = found
    if not column.fields:
        return _state(out, name, record)
    return PageCell(next(filter(None, map(words.get, column.fields)), None) or "")


def _words(out: Gathered, kind: Kind, record: Record) -> Mapping[str, str]:
    """Return the fields of a record that say something, in words."""
    fields: dict[str, Any] = encode(record)
    words = {
        name: shown(out.known, kind.name, fields, name, value)
        for name, value in fields.items()
        if name != "id" and value is not False
    }
    if isinstance(record, Share | Assignment) and not record.level:
        asset = out.known.find(Asset, id=record.asset)
        words["level"] = level_label(asset.asset_type, ()) if asset is not None else ""
    return words


def _state(out: Gathered, name: str, record: Record) -> PageCell:
    code = state_of(record, out.on)
    group = LISTS[name].terms[_STATE]
    if name == "shares" and getattr(record, "is_incoming", False):
        group = "received_state"
    said: Term = term(group, code)
    return PageCell(said.label, said.tone if code else "")
