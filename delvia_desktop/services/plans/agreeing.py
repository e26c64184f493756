"""Lines that say what is on record already, known again at one look.

Most lines of a list agree with the register. What they say of a record that they name is read once
for all that say the same, and compared with the record's own texts. A line that does not plainly
agree goes the whole way of a `LinePlanner`, so nothing is decided here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partnerships import OVER
from delvia_desktop.domain.access.partnerships import state_on as partnership_state
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.plans.cells import Ways, is_error, level_text, read_cells
from delvia_desktop.domain.plans.columns import RENAMED, Holds, columns_by_name, line, says
from delvia_desktop.domain.plans.lines import SourceLine, kind_told
from delvia_desktop.domain.plans.matching import FoundBy
from delvia_desktop.domain.plans.parts import part_of
from delvia_desktop.domain.records.kinds import references
from delvia_desktop.services.plans.comparing import told_of
from delvia_desktop.services.plans.finding import NAMED, NEEDED
from delvia_desktop.services.plans.trial import Trial, kind_by

_Texts = dict[str, str]
_UNSURE = frozenset({FoundBy.NAME, FoundBy.ROUNDED})
_REMEMBERED = 100


@dataclass(frozen=True, eq=False)  # one for all lines of a shape, known by itself
class _Part:
    """A record that lines name: the field that refers to it, its kind, the way, the columns."""

    field: str
    of: str
    path: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Callable[[Mapping[str, str]], object]
    """Takes the texts of the columns from a line."""


@dataclass(frozen=True)
class _Shape:
    """What lines with the same columns tell: the records that they name, and columns of their own.

    A level is not among the columns, since the type of the asset says how it is read.
    """

    kind: str
    parts: tuple[_Part, ...]
    own: frozenset[str]


class _Named(NamedTuple):
    """A record that a line names and agrees with: texts by its own columns, and by the line's."""

    key: int
    texts: _Texts
    said: _Texts


@dataclass
class _About:
    """The records that a line names, by field, each with its part, and the texts of its own.

    `shares` are the keys of those between them, once somebody looked ahead.
    """

    shape: _Shape
    keys: Mapping[str, int]
    parts: Sequence[tuple[str, _Named]]
    own: _Texts
    shares: Sequence[int] | None = None


class Agreeing:
    """Tells which lines agree with the register as it stands, with what is planned above it."""

    def __init__(self, trial: Trial) -> None:
        """Look at the records of a trial."""
        self._trial = trial
        self._finder = trial.finder
        self._records = trial.edit.records
        self._named: dict[tuple[_Part, object], _Named] = {}
        self._periods: dict[int, int | None] = {}
        self._read: dict[tuple[object, ...], str | None] = {}
        self._changes = 0
        self._ahead: dict[int, _About | None] = {}

    def look_ahead(
        self, first: int, lines: Sequence[SourceLine], ways: Mapping[tuple[str, str], Ways]
    ) -> None:
        """Look what lines are about that come next, and read in one go the shares among it.

        `first` is the number of the first of them.
        """
        self._ahead = {
            number: self._about(each, ways[each.place.table])
            for number, each in enumerate(lines, first)
        }
        keys: list[int] = []
        for about in self._ahead.values():
            if about is not None and about.shape.kind == "share":
                about.shares = self._finder.share_keys(about.keys, about.own)
                keys += about.shares
        self._records.read_ahead(Share, keys)

    def agrees(self, number: int, each: SourceLine, ways: Ways) -> bool:
        """Tell whether a line says nothing but what is on record, and take note that it does."""
        if number not in self._ahead or self._changes != self._finder.changes:
            self._ahead[number] = self._about(each, ways)
        about = self._ahead[number]
        if about is None:
            return False
        trial, shape, own = self._trial, about.shape, about.own
        record = self._record(about)
        if record is None or trial.told.of(shape.kind, record.id):
            return False
        if raw := each.texts.get("level", ""):
            asset_type = self._records.get(Asset, about.keys["asset"]).asset_type
            level = level_text(raw, asset_type, own.get("surface", ""))
            if level is None:
                return False
            own = {**own, "level": level}
        for of, named in about.parts:
            if trial.told.has_other(of, named.key, named.texts):
                return False
        if not says(record, own):
            return False
        said = dict(own)
        for of, named in about.parts:
            trial.agree(each, of, named.key, named.texts)
            said |= named.said
        trial.agree(each, shape.kind, record.id, said)
        return True

    def _record(self, about: _About) -> Any:  # noqa: ANN401 - a record of the kind, or None
        """Return the record that a line tells of."""
        if about.shares is not None:
            return self._finder.share_meant(about.shares, about.own)
        return self._finder.between(about.shape.kind, about.keys, about.own)

    def _about(self, each: SourceLine, ways: Ways) -> _About | None:
        """Return what a line is about, None if it does not plainly agree with what it names."""
        if self._changes != self._finder.changes:
            self._changes = self._finder.changes
            self._named.clear()
            self._periods.clear()
            self._ahead.clear()
        shape = _shape_of(each.kind, tuple(each.texts))
        if shape is None or each.left_out or each.above or each.unread:
            return None
        keys: dict[str, int] = {}
        parts: list[tuple[str, _Named]] = []
        texts = each.texts
        for part in shape.parts:
            asked = part, part.cells(texts)
            named = self._named.get(asked) or self._agreeing_part(shape.kind, part, texts, ways)
            if named is None:
                return None
            self._named[asked] = named
            key = self._period(named.key) if part.field == "partnership" else named.key
            if key is None:
                return None
            keys[part.field] = key
            parts.append((part.of, named))
        own: _Texts = {}
        for name in shape.own:
            read = self._own(shape.kind, name, texts[name], ways)
            if read is None:
                return None
            if read:
                own[name] = read
        return _About(shape, keys, parts, own)

    def _agreeing_part(
        self, kind: str, part: _Part, texts: Mapping[str, str], ways: Ways
    ) -> _Named | None:
        said = {name: texts[name] for name in part.columns}
        cells = read_cells(columns_by_name(kind), said, ways)
        own, damaged = part_of(kind, part.path, part.of, cells)
        if not own or damaged or cells.unread or cells.omitted or any(map(is_error, said.values())):
            return None
        match = self._finder.named(part.of, own, {})
        if match.key is None or match.by is None or match.by in _UNSURE:
            return None
        record = self._records.get(kind_by(part.of).record, match.key)
        now = line(record, self._trial.found, told_of(part.of).intersection(own))
        if any(text != own.get(name, text) for name, text in now.items()):
            return None
        self._finder.rely(part.of, own, match.by)
        return _Named(match.key, own, cells.texts)

    def _period(self, partner: int) -> int | None:
        """Return the partnership that access of a partner belongs to, None if it is over."""
        if partner not in self._periods:
            found = self._finder.period(partner, None)
            today = self._trial.edit.today
            is_over = found is None or partnership_state(found, today) in OVER
            self._periods[partner] = None if found is None or is_over else found.id
        return self._periods[partner]

    def _own(self, kind: str, name: str, raw: str, ways: Ways) -> str | None:
        """Return the text that a cell is read to, None if it is not plainly read."""
        asked = kind, name, raw, ways.orders.get(name)
        if asked not in self._read:
            cells = read_cells(columns_by_name(kind), {name: raw}, ways)
            is_plain = not (cells.unread or cells.omitted or is_error(raw))
            self._read[asked] = cells.texts.get(name, "") if is_plain else None
        return self._read[asked]


@functools.lru_cache(_REMEMBERED)
def _shape_of(kind: str, names: tuple[str, ...]) -> _Shape | None:
    """Return what lines tell that have some columns, None if they have to be looked at closely."""
    kind = kind or kind_told(names)
    if kind not in NEEDED or kind in RENAMED:
        return None
    of = columns_by_name(kind)
    if not of.keys() >= set(names):
        return None
    parts: list[_Part] = []
    for field, to in references(kind_by(kind)).items():
        path = (field, "partner") if to.name == "partnership" else (field,)
        named = tuple(name for name in names if of[name].path[: len(path)] == path)
        if named and path[-1:] == (field,) and to.name not in NAMED:
            return None
        if named:
            parts.append(
                _Part(
                    field, path[-1] if len(path) > 1 else to.name, path, named, itemgetter(*named)
                )
            )
    of_parts = {name for part in parts for name in part.columns}
    own = frozenset(names) - of_parts
    is_plain = all(len(of[name].path) == 1 and of[name].holds is not Holds.ID for name in own)
    fields = {part.field for part in parts}
    if not is_plain or not fields.issuperset(NEEDED[kind]) or "business_center" in fields:
        return None
    return _Shape(kind, tuple(parts), own - {"level"})
