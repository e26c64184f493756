"""Acts as rows of a paper: the history of a record on its sheet, and every act of a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from delvia_desktop.domain.access.logins import HOLDERS
from delvia_desktop.domain.lists.history import (
    Done,
    FieldChange,
    History,
    RecordChange,
    RecordedAct,
    done_words,
)
from delvia_desktop.domain.papers.content import Cell, Section, Words, section, words
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import ntr, show_day, show_moment, show_number, tr

_FIELDS = 12
"""Fields of one record that are told; the others are counted."""

_LETTERS = 160
"""Letters of one value; the register has it whole."""

_SHORT = 3
"""Letters up to which a word, such as “on” or “by”, says nothing of a field."""

_NOTHING = "—"
"""How a field without a value reads."""

_PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "asset": (
        ("share", "asset"),
        ("assignment", "asset"),
        ("shop-partner", "asset"),
        ("spark-code", "asset"),
        ("login", "asset"),
        ("claim", "asset"),
    ),
    "partner": (
        ("partnership", "partner"),
        ("asset", "owner_partner"),
        ("claim", "partner"),
        ("person", "partner"),
        ("shop-partner", "partner"),
        ("spark-code", "partner"),
    ),
    "partnership": (("share", "partnership"),),
    "person": (
        ("seat", "person"),
        ("assignment", "person"),
        ("spark-code", "person"),
        *(("login", field) for field in HOLDERS),
    ),
}
"""Kinds whose history is that of a record too: each, and its field for the record."""


def touching(situation: Situation, name: Name) -> frozenset[Name]:
    """Return the records whose history a sheet's table tells: one, and what belongs to it."""
    found: set[Name] = set()
    waiting = [name]
    while waiting:
        kind, key = waiting.pop()
        if (kind, key) not in found:
            found.add((kind, key))
            waiting += [
                (part, record.id)
                for part, field in _PARTS.get(kind, ())
                for record in situation.of(part, field, key)
            ]
    return frozenset(found)


def history_section(history: History) -> Section:
    """Return the history of a record as a table on its sheet."""
    columns = (
        (tr("Date and change"), 20),
        (tr("Who"), 16),
        (tr("What and why"), 64),
    )
    lead = ntr("{n} change, newest first.", "{n} changes, newest first.", len(history.acts))
    if history.left_out:
        lead = f"{lead} " + ntr(
            "{n} older change is not shown; see the change log.",
            "{n} older changes are not shown; see the change log.",
            history.left_out,
        )
    rows = [
        (made, who, (*what, *_detail(act)))
        for act in history.acts
        for made, who, what in [_act(act)]
    ]
    return section(tr("History"), columns, rows, lead=lead, empty=tr("Nothing was recorded yet."))


def acts_section(history: History) -> Section:
    """Return a paper's history table of a period: every act, a row for each record."""
    columns = (
        (tr("Change and date"), 15),
        (tr("Who"), 12),
        (tr("What and why"), 25),
        (tr("Which record"), 20),
        (tr("Before and after"), 28),
    )
    rows = [row for act in history.acts for row in _rows(act)]
    return section(tr("Changes"), columns, rows, empty=tr("No changes in this period."))


def _rows(act: RecordedAct) -> Iterator[tuple[Cell, ...]]:
    told = _act(act)
    again = (words(tr("#{number}", number=act.number), look="second"), (), ())
    for number, change in enumerate(act.changes):
        fields = _new(change) if change.done == Done.RECORDED else _fields(change)
        yield (*(again if number else told), _change(change), fields)
    if act.untold:
        counts = [
            tr(
                "{kind} {what}: {n}",
                kind=kind_words(kind),
                what=done_words(done),
                n=show_number(count),
            )
            for (kind, done), count in act.counts.items()
        ]
        more = ntr("and {n} more record", "and {n} more records", act.untold)
        yield (*again, words(more), words("", *counts)[1:])


def _act(act: RecordedAct) -> tuple[Cell, Cell, Cell]:
    reverts = tr("reverts #{number}", number=act.reverts) if act.reverts is not None else ""
    return (
        words(tr("#{number}", number=act.number), show_moment(act.at), look="strong"),
        words(act.who),
        words(act.title, _cut(act.reason), reverts),
    )


def _detail(act: RecordedAct) -> Cell:
    """Return what an act did beside what its title, its day and its author say already.

    Records of which the same is told are named together; each field is told once for them.
    """
    groups: dict[tuple[Done, tuple[FieldChange, ...]], list[str]] = {}
    for change in act.changes:
        fields = change.fields if change.done == Done.CHANGED else ()
        untold = tuple(field for field in fields if not _is_told(field, act))
        groups.setdefault((change.done, untold), []).append(change.name or _NOTHING)
    is_mixed = len({done for done, _ in groups}) > 1
    found: list[Words] = []
    for (done, fields), names in groups.items():
        if len(act.changes) > 1 or not _is_named(names[0], act.title):
            found.append(Words("; ".join(dict.fromkeys(names)), "second"))
        if is_mixed:
            found.append(Words(done_words(done), "second"))
        found += _told(fields)
    if act.untold:
        more = ntr("and {n} more record", "and {n} more records", act.untold)
        found.append(Words(more, "second"))
    return tuple(found)


def _is_named(name: str, title: str) -> bool:
    """Tell whether a title names a record, if with another short word: with, and not for, Kite."""
    found = title.split()
    missing = [word for word in name.split() if word not in found]
    is_joining = len(missing) == 1 and missing[0].isalpha() and missing[0].islower()
    return name in title or (is_joining and len(missing[0]) <= _SHORT)


def _is_told(change: FieldChange, act: RecordedAct) -> bool:
    """Tell whether the title says it already: filled in with the day or the author of its act.

    A title such as “Edited” says nothing of that: it has no word of the field.
    """
    title = act.title.casefold()
    is_named = any(len(word) > _SHORT and word in title for word in change.field.casefold().split())
    is_usual = change.after in {show_day(act.at.date()), act.who}
    return is_named and is_usual and change.before == _NOTHING


def _change(change: RecordChange) -> Cell:
    """Return a record and what was done to it."""
    done = f"{kind_words(change.kind)} · {change.what}"
    return (Words(change.name or "—"), Words(done, "second"))


def _fields(change: RecordChange) -> Cell:
    """Return the fields that were changed; of a new or a deleted record its name is enough."""
    return _told(change.fields) if change.done == Done.CHANGED else ()


def _new(change: RecordChange) -> Cell:
    """Return the fields with which a record began."""
    return _told([field for field in change.fields if field.after != _NOTHING])


def _told(fields: Sequence[FieldChange]) -> Cell:
    more = len(fields) - _FIELDS
    left = ntr("and {n} more field", "and {n} more fields", more) if more > 0 else ""
    texts = [*map(_field, fields[:_FIELDS]), left]
    return tuple(Words(text, "second") for text in texts if text)


def _field(change: FieldChange) -> str:
    if change.before == _NOTHING:
        return tr("{field}: {value}", field=change.field, value=_cut(change.after))
    return tr(  # in words: the arrow of the fonts is tiny
        "{field}: from {before} to {after}",
        field=change.field,
        before=_cut(change.before),
        after=_cut(change.after),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS].rstrip()}…"
