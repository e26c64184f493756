"""A picture whose records are put together by what they refer to, once and after each act."""

# ruff: noqa: SLF001 - what comes after it is of its own kind

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Self, TypeVar, cast

from delvia_desktop.domain.access import grants, seats, spark_codes
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.overlay import laid_over
from delvia_desktop.domain.records.picture import PLACES, Picture

K = TypeVar("K")
_Group = tuple[str, str, str]
"""Which records are put together: all or the open ones, their kind, and their field."""


_WORKS: Mapping[str, Callable[[Any, date], bool]] = {
    "seat": seats.is_open,
    "share": grants.is_open,
    "assignment": grants.is_open,
    "spark-code": spark_codes.is_open,
    "shop-partner": grants.is_open,
}
"""The kinds that give access, and when that works."""

_DATED = ("share", "assignment")
"""Those of them from which it is counted when everything is to be reviewed first."""


class Groups:
    """The groups of a picture, which are made when they are asked for; nothing in it changes."""

    def __init__(self, picture: Picture) -> None:
        """Group nothing yet."""
        self.picture = picture
        self.on = picture.on
        self._groups: dict[_Group, Mapping[int, list[Any]]] = {}
        self._limits: dict[str, int] = {}
        self._opened: dict[str, Mapping[int, Any]] = {}
        self._once: dict[str, tuple[tuple[str, ...], Any]] = {}
        self._oldest: date | None = None

    def after(self, picture: Picture, touched: Iterable[Name]) -> Self:
        """Return the same after an act on the same day, when only what it touched is grouped anew.

        The thresholds are the same.
        """
        now = type(self)(picture)
        now._limits = self._limits
        by_kind: dict[str, list[int]] = {}
        for kind, key in touched:
            if kind in PLACES:
                by_kind.setdefault(kind, []).append(key)
        now._once = {
            name: known
            for name, known in tuple(self._once.items())
            if known[0] and by_kind.keys().isdisjoint(known[0])
        }
        for kind, opened in tuple(self._opened.items()):
            works, records = _WORKS[kind], now.all(kind)
            found = {key: records.get(key) for key in by_kind.get(kind, ())}
            changes = {k: r if r and works(r, self.on) else None for k, r in found.items()}
            now._opened[kind] = laid_over(opened, changes)
        now._oldest = self._oldest_again(now, touched)
        for group, grouped in tuple(self._groups.items()):
            which, kind, field = group
            before, records = self._which(which, kind), now._which(which, kind)
            moved = ((before.get(key), records.get(key)) for key in by_kind.get(kind, ()))
            now._groups[group] = laid_over(grouped, _regrouped(grouped, field, moved))
        return now

    def _oldest_again(self, now: Self, touched: Iterable[Name]) -> date | None:
        """Return the same as `oldest_grant` after an act, None if it must be looked for anew."""
        given = [name for name in touched if name[0] in _DATED]
        days = [self._granted(name) for name in given]
        if self._oldest is None or self._oldest in days:
            return None
        return min([self._oldest, *(day for name in given if (day := now._granted(name)))])

    def oldest_grant(self) -> date | None:
        """Return since when the oldest access that works was given, None if there is none."""
        if self._oldest is None:
            given = (each.granted_on for kind in _DATED for each in self.opened(kind).values())
            self._oldest = min((day for day in given if day is not None), default=None)
        return self._oldest

    def _granted(self, name: Name) -> date | None:
        given = self.opened(name[0]).get(name[1])
        return given.granted_on if given is not None else None

    def once(self, name: str, make: Callable[[], K], *kinds: str) -> K:
        """Return what is made under a name, made when it is asked for first.

        It is made anew after an act, unless the kinds of records are named that it is made of and
        none of them was touched.
        """
        if name not in self._once:
            self._once[name] = kinds, make()
        return cast("K", self._once[name][1])

    def limit(self, code: str) -> int:
        """Return the number that counts for a threshold."""
        if code not in self._limits:
            self._limits[code] = self.picture.limit(code)
        return self._limits[code]

    def all(self, kind: str) -> Mapping[int, Any]:
        """Return the records of a kind by their id; the brand is a kind of one."""
        if kind == "brand":
            return {1: self.picture.brand}
        return cast("Mapping[int, Any]", getattr(self.picture, PLACES[kind]))

    def get(self, kind: str, key: int | None) -> Any:  # noqa: ANN401 - a record of its kind
        """Return the record of a kind with a key, None if there is none."""
        return self.all(kind).get(key) if key is not None else None

    def of(self, kind: str, field: str, key: int | None) -> list[Any]:
        """Return the records of a kind that refer to a record by a field, in the order of keys."""
        return self._grouped("all", kind, field).get(key or 0, [])

    def opened_of(self, kind: str, field: str, key: int | None) -> list[Any]:
        """Return those of them of which what they give works on the day."""
        return self._grouped("opened", kind, field).get(key or 0, [])

    def _grouped(self, which: str, kind: str, field: str) -> Mapping[int, list[Any]]:
        group = (which, kind, field)
        if group not in self._groups:
            found: dict[int, list[Any]] = {}
            for record in self._which(which, kind).values():
                value = getattr(record, field)
                if value is not None:
                    found.setdefault(value, []).append(record)
            self._groups[group] = found
        return self._groups[group]

    def _which(self, which: str, kind: str) -> Mapping[int, Any]:
        return self.opened(kind) if which == "opened" else self.all(kind)

    def opened(self, kind: str) -> Mapping[int, Any]:
        """Return the records of a kind of which what they give works on the day, by their id."""
        if kind not in self._opened:
            works, on = _WORKS[kind], self.on
            records = self.all(kind)
            self._opened[kind] = {key: each for key, each in records.items() if works(each, on)}
        return self._opened[kind]

    def is_open(self, record: Any) -> bool:  # noqa: ANN401 - a record of any kind
        """Tell whether what a record gives works on the day."""
        kind = kind_of(record).name
        return kind not in _WORKS or record.id in self.opened(kind)


def _regrouped(
    grouped: Mapping[int, list[Any]], field: str, moved: Iterable[tuple[Any, Any]]
) -> dict[int, list[Any] | None]:
    """Return the groups that change when records do, each as it was and as it is, None if not."""
    left: dict[int, set[int]] = {}
    joined: dict[int, list[Any]] = {}
    for before, after in moved:
        if (key := getattr(before, field, None)) is not None:
            left.setdefault(key, set()).add(before.id)
        if (key := getattr(after, field, None)) is not None:
            joined.setdefault(key, []).append(after)
    changes: dict[int, list[Any] | None] = {}
    for key in left.keys() | joined.keys():
        gone = left.get(key, ())
        found = [each for each in grouped.get(key, ()) if each.id not in gone]
        if key in joined:
            found = sorted([*found, *joined[key]], key=lambda each: each.id)
        changes[key] = found or None
    return changes
