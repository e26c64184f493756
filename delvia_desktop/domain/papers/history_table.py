"""Acts as rows of a paper: the history of a record on its sheet, and every act of a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from delvia_desktop.domain.findings import Name
from delvia_desktop.domain.history import Act, Done, FieldChange, History, RecordChange, done_words
from delvia_desktop.domain.kinds import kind_named
from delvia_desktop.domain.papers.content import Cell, Section, Words, section, words
from delvia_desktop.domain.situation import Situation
from delvia_desktop.i18n import ntr, show_moment, tr

_FIELDS = 8
"""Fields of one record that are told; the others are counted."""

_LETTERS = 160
"""Letters of one value; the register has it whole."""

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
    "person": (("seat", "person"), ("assignment", "person"), ("spark-code", "person")),
}
"""Kinds whose history is that of a record too: each, and its field for the record."""


def touching(situation: Situation, name: Name) -> frozenset[Name]:
    """Return a record with what belongs to it: their history is told on its sheet."""
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
    """Return the history of a record as a section of its sheet."""
    columns = (
        (tr("When, and act"), 20),
        (tr("Who"), 14),
        (tr("What and why"), 31),
        (tr("Records and fields"), 35),
    )
    lead = ntr("{n} act, the newest first.", "{n} acts, the newest first.", len(history.acts))
    if history.left_out:
        lead = f"{lead} " + ntr(
            "{n} older act is left out; the change log has it.",
            "{n} older acts are left out; the change log has them.",
            history.left_out,
        )
    rows = [
        (*_act(act), tuple(text for change in act.changes for text in _change(change)))
        for act in history.acts
    ]
    return section(tr("History"), columns, rows, lead=lead, empty=tr("Nothing was recorded yet."))


def acts_section(history: History) -> Section:
    """Return every act of a period, with a row for each record that it touched."""
    columns = (
        (tr("Act, and when"), 15),
        (tr("Who"), 12),
        (tr("What and why"), 25),
        (tr("Record"), 20),
        (tr("Before and after"), 28),
    )
    rows = [row for act in history.acts for row in _rows(act)]
    return section(tr("Acts"), columns, rows, empty=tr("Nothing was done in this time."))


def kind_words(name: str) -> str:
    """Return the word for a kind of record; one that is not known stands under its own name."""
    kind = kind_named(name)
    return kind.label() if kind is not None else name


def _rows(act: Act) -> Iterator[tuple[Cell, ...]]:
    told = _act(act)
    again = (words(tr("#{number}", number=act.number), look="second"), (), ())
    for number, change in enumerate(act.changes):
        named = (
            Words(change.name),
            Words(f"{kind_words(change.kind)} · {change.what}", "second"),
        )
        yield (*(again if number else told), named, _fields(change))
    if act.untold:
        counts = [
            tr("{kind} {what}: {n}", kind=kind_words(kind), what=done_words(done), n=count)
            for (kind, done), count in act.counts.items()
        ]
        more = ntr("and {n} more record", "and {n} more records", act.untold)
        yield (*again, words(more), words("", *counts)[1:])


def _act(act: Act) -> tuple[Cell, Cell, Cell]:
    reverts = tr("reverts #{number}", number=act.reverts) if act.reverts is not None else ""
    return (
        words(tr("#{number}", number=act.number), show_moment(act.at), look="strong"),
        words(act.who),
        words(act.title, _cut(act.reason), reverts),
    )


def _change(change: RecordChange) -> Cell:
    """Return what was done to a record, with its fields below it."""
    named = tr("{name}, {what}", name=change.name, what=change.what)
    return (Words(named), *_fields(change))


def _fields(change: RecordChange) -> Cell:
    """Return the fields that were changed; of a new or a deleted record its name is enough."""
    if change.done != Done.CHANGED:
        return ()
    more = len(change.fields) - _FIELDS
    left = ntr("and {n} more field", "and {n} more fields", more) if more > 0 else ""
    texts = [*map(_field, change.fields[:_FIELDS]), left]
    return tuple(Words(text, "second") for text in texts if text)


def _field(change: FieldChange) -> str:
    return tr(
        "{field}: {before} → {after}",
        field=change.field,
        before=_cut(change.before),
        after=_cut(change.after),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS].rstrip()}…"
