"""An act as it would be: use cases act on records in memory, and what they change is kept in order.

So a plan is made by the same use cases by which a person records, and writing it is only writing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import Any, TypeVar, cast

from typing_extensions import override

from delvia_desktop.domain.records.kinds import Kind, Record, kind_of, references
from delvia_desktop.domain.words.errors import Conflict, Missing
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.storage.journal.edit import Author, Edit
from delvia_desktop.storage.journal.journal import JournalHead
from delvia_desktop.storage.tables.records import Records

T = TypeVar("T")
R = TypeVar("R", bound=Record)
_Values = tuple[Any, ...]


class PlannedRecords(Records):
    """The records of a register in memory, each read once, with changes to come above them."""

    def __init__(self, connection: Connection) -> None:
        """Begin with the records as they stand."""
        super().__init__(connection)
        self._held: dict[type[Any], dict[int, Any]] = defaultdict(dict)
        """What was read or planned, by key; None for what is not there."""
        self._whole: set[type[Any]] = set()
        """The classes of which every record is held."""
        self._indexes: dict[type[Any], dict[tuple[str, ...], dict[_Values, list[int]]]] = (
            defaultdict(dict)
        )

    @override
    def get(self, cls: type[T], key: int) -> T:
        found = self._at(cls, key)
        if found is None:
            raise Missing(tr("This is no longer in the register."))
        return found

    @override
    def find(self, cls: type[T], **equal: object) -> T | None:
        if len(equal) == 1 and "id" in equal:  # most are looked for by their key
            return self._at(cls, cast("int", equal["id"]))
        return super().find(cls, **equal)

    @override
    def select(self, cls: type[T], **equal: object) -> tuple[T, ...]:
        if "id" in equal:
            found = self._at(cls, cast("int", equal["id"]))
            if found is None or any(getattr(found, n) != v for n, v in equal.items()):
                return ()
            return (found,)
        if not equal:
            return tuple(record for record in self._all(cls).values() if record is not None)
        return self.those(cls, self.index(cls, tuple(equal)).get(tuple(equal.values()), ()))

    def read_ahead(self, cls: type[Any], keys: Iterable[int]) -> None:
        """Read in one go those records of some keys that are not held yet."""
        held = self._held[cls]
        if cls not in self._whole:
            held.update(self.there(cls, {key for key in keys if key not in held}))

    @override
    def those(self, cls: type[T], keys: Iterable[int]) -> tuple[T, ...]:
        held = self._held[cls]
        return tuple([held.get(key) or self.get(cls, key) for key in keys])

    def hold(self, cls: type[Any], key: int, record: Any) -> Any:  # noqa: ANN401 - a record or None
        """Put a record in a place, or with None out of it; return what was there."""
        before = self._at(cls, key) if key > 0 else self._held[cls].get(key)
        for names, index in self._indexes[cls].items():
            if before is not None:
                index[tuple(getattr(before, name) for name in names)].remove(key)
            if record is not None:
                index.setdefault(tuple(getattr(record, n) for n in names), []).append(key)
        self._held[cls][key] = record
        return before

    def _at(self, cls: type[T], key: int) -> T | None:
        """Return the record with a key, None if there is none; it is read once."""
        held = self._held[cls]
        if key not in held and cls not in self._whole:
            held[key] = self.stored(cls, key)
        return held.get(key)

    def _all(self, cls: type[Any]) -> dict[int, Any]:
        """Return every record by its key in their order, those that are planned last."""
        if cls not in self._whole:
            held = self._held[cls]
            stored = {record.id: record for record in super().select(cls)}
            self._held[cls] = {**stored, **held}
            self._whole.add(cls)
        return self._held[cls]

    def index(self, cls: type[Any], names: tuple[str, ...]) -> Mapping[_Values, Sequence[int]]:
        """Return the keys of the records by the values of some fields."""
        index = self._indexes[cls].get(names)
        if index is None:
            index = self._indexes[cls][names] = {}
            held = self._held[cls]
            for key, values in () if cls in self._whole else self.values(cls, *names):
                if key not in held:
                    index.setdefault(values, []).append(key)
            for key, record in held.items():
                if record is not None:
                    index.setdefault(tuple(getattr(record, n) for n in names), []).append(key)
        return index


class PlannedEdit(Edit):
    """An edit whose changes lie in memory, new records under keys below zero."""

    def __init__(self, connection: Connection, author: Author, last: JournalHead) -> None:
        """Act on the records of a register, as an author."""
        super().__init__(connection, author, last)
        self._planned = PlannedRecords(connection)
        self._done: list[tuple[type[Any], int, Any]] = []
        self._next = 0

    @property
    @override
    def records(self) -> PlannedRecords:
        return self._planned

    @override
    def neighbours(self, cls: type[R], **same: str) -> tuple[R, ...]:
        """Return those with the same text only: what is merely alike is not told in a plan."""
        texts = ((name, text) for name, text in same.items() if text)
        return tuple(
            each for name, text in texts for each in self.records.select(cls, **{name: text})
        )

    @override
    def add(self, record: R) -> R:
        self._refuse_secrets(record, None)
        self._next -= 1
        stored = cast("R", replace(cast("Any", record), id=self._next))
        self._hold(type(record), self._next, stored)
        return stored

    @override
    def put(self, before: R, after: R) -> R:
        self._expect(before)
        if after != before:
            self._refuse_secrets(after, before)
            self._hold(type(after), after.id, after)
        return after

    @override
    def remove(self, before: Record) -> None:
        self._expect(before)
        self._hold(type(before), before.id, None)

    @property
    def mark(self) -> int:
        """How many changes were made so far, to `take_back` what comes after."""
        return len(self._done)

    def take_back(self, mark: int) -> None:
        """Take back all that was changed since a mark."""
        while len(self._done) > mark:
            cls, key, before = self._done.pop()
            self._planned.hold(cls, key, before)

    def write(self, edit: Edit) -> Mapping[tuple[str, int], int]:
        """Do in a real edit what was planned; return the keys of new records by kind and key here.

        Raises Conflict if a record was changed since.
        """
        edit.trust(self)
        keys: dict[tuple[str, int], int] = {}
        first: dict[tuple[type[Any], int], Any] = {}
        for cls, key, before in self._done:
            first.setdefault((cls, key), before)

        def write(cls: type[Any], key: int) -> None:
            before = first.pop((cls, key))
            after = self._planned.find(cls, id=key)
            kind = kind_of(cls)
            if after is not None:
                for field, of in references(kind).items():
                    if (of.record, getattr(after, field)) in first:
                        write(of.record, getattr(after, field))  # what is referred to comes first
                after = _placed(kind, after, keys)
            if after is None and before is not None:
                edit.remove(before)
            elif after is not None and before is None:
                keys[kind.name, key] = edit.add(after).id
            elif after is not None:
                edit.put(before, after)

        all_of_it = len(first)
        while first:
            progress(all_of_it - len(first), all_of_it)
            write(*next(iter(first)))
        return keys

    def _hold(self, cls: type[Any], key: int, record: Any) -> None:  # noqa: ANN401 - a record or None
        self._done.append((cls, key, self._planned.hold(cls, key, record)))

    @override
    def _expect(self, before: Record) -> None:
        if self._planned.find(type(before), id=before.id) != before:
            raise Conflict(
                tr(
                    "This was changed in the meantime. Check the current version and make your "
                    "change again."
                )
            )


def _placed(kind: Kind, record: R, keys: Mapping[tuple[str, int], int]) -> R:
    """Return a record that refers to others by their keys in the register."""
    moved = {
        field: keys[of.name, key]
        for field, of in references(kind).items()
        if (key := getattr(record, field)) is not None and (of.name, key) in keys
    }
    return cast("R", replace(cast("Any", record), **moved)) if moved else record
