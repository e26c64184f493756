"""What goes out: the records of one list or of all, with people masked if that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.records.brand import Brand
from delvia_desktop.domain.records.kinds import Kind, Record, kind_of
from delvia_desktop.domain.records.picture import PLACES, PictureHead
from delvia_desktop.domain.redaction.redaction import Mask
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.history.history import former_people
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.journal import first_digest

T = TypeVar("T")

FORMAT, VERSION = "delvia-export", 1
"""How what goes out is called, and the version of what it says about itself and its columns."""

KINDS_OF_LISTS: Mapping[str, Kind] = {
    name: each.kind for name, each in LISTS.items() if each.kind is not None
}
"""The lists that can go out by their names, and the kind of their records."""


@dataclass(frozen=True)
class ExportScope:
    """What of a register goes out: a list narrowed by a filter as typed, or without one all."""

    list_name: str = ""
    typed: str = ""
    is_redacted: bool = False


@dataclass(frozen=True)
class Gathered:
    """Records that go out, by list in the order of the list, and where others are found.

    `register_id` is the same for every copy of a register, whatever was changed in it since.
    """

    scope: ExportScope
    on: date
    brand: str
    register_id: str
    head: PictureHead
    known: KnownRecords
    records: Mapping[str, tuple[Record, ...]]


@dataclass
class KnownRecords:
    """The records of a register by kind and key, read once, masked if there is a mask."""

    register: Register
    mask: Mask | None = None
    _by_key: dict[type[Any], dict[int, Any]] = field(default_factory=dict)

    def by_key(self, cls: type[T]) -> Mapping[int, T]:
        """Return all records of a class by their keys."""
        if cls not in self._by_key:
            progress()
            found = self.register.records.select(cls)
            self._by_key[cls] = {record.id: self._shown(record) for record in found}  # type: ignore[attr-defined]
        return self._by_key[cls]

    def find(self, cls: type[T], **equal: object) -> T | None:
        """Return the first record whose fields are equal to the values, or None."""
        if list(equal) == ["id"]:
            return self.by_key(cls).get(equal["id"])  # type: ignore[call-overload, no-any-return]
        each = (r for r in self.by_key(cls).values() if all(
            getattr(r, name) == value for name, value in equal.items()
        ))  # fmt: skip
        return next(each, None)

    def of_kind(self, kind: Kind, key: int) -> Record | None:
        """Return a record by its kind and key, None if there is none."""
        return self.by_key(kind.record).get(key)

    def _shown(self, record: Any) -> Any:  # noqa: ANN401 - any record
        if self.mask is None:
            return record
        values = vars(record)
        masked = self.mask.values(kind_of(record).name, values)
        return replace(record, **{n: masked[n] for n in values if masked[n] is not values[n]})


def gathered(
    register: Register, on: date, scope: ExportScope, wanted: Wanted | None = None
) -> Gathered:
    """Return what of a register goes out, on a day; `wanted` is what the list is asked for.

    Without a list everything goes out that a register records, each kind in the order of its keys.
    """
    picture = register.picture(on)
    head = PictureHead(picture.as_of, picture.revision, picture.register_state)
    mask = Mask(picture, former_people(register, head.revision)) if scope.is_redacted else None
    known = KnownRecords(register, mask)
    records: dict[str, tuple[Record, ...]] = {}
    if scope.list_name:
        kind = KINDS_OF_LISTS[scope.list_name]
        keys = register.rows(LISTS[scope.list_name].row, wanted or Wanted(on)).keys()
        all_of_it = known.by_key(kind.record)
        records[scope.list_name] = tuple(all_of_it[key] for key in keys)
    else:
        names = {kind.name: name for name, kind in KINDS_OF_LISTS.items()}
        for place in filter(names.__contains__, PLACES):
            name = names[place]
            records[name] = tuple(known.by_key(KINDS_OF_LISTS[name].record).values())
    brand = known.by_key(Brand)
    if scope.typed and mask is not None:  # somebody may be named in it, in whatever spelling
        scope = replace(scope, typed=tr("[filter withheld]"))
    return Gathered(
        scope,
        on,
        next(iter(brand.values())).name,
        first_digest(register.store.connection),
        head,
        known,
        records,
    )
