"""Records on trial: found by what a line says, compared with it, and recorded in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from delvia_desktop.domain.plans.columns import columns, key_of, line
from delvia_desktop.domain.plans.lines import SourceLine, SourcePlace
from delvia_desktop.domain.plans.matching import FoundBy, Match
from delvia_desktop.domain.plans.plan import Item, ItemState, Question
from delvia_desktop.domain.plans.value_words import value_words
from delvia_desktop.domain.records.kinds import Kind, Record, kind_named, kind_of, references
from delvia_desktop.domain.words.text import folded
from delvia_desktop.domain.words.vocabulary import type_named
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans.comparing import compared, decided, told_of
from delvia_desktop.services.plans.finding import Finder
from delvia_desktop.services.plans.questions import (
    NEW,
    SAME,
    THIS,
    Questions,
    is_name_enough,
    which_id,
    which_line,
    which_type,
)
from delvia_desktop.services.plans.recording import change_line, record_line
from delvia_desktop.services.plans.told import NamesTold, Told
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.planned_edit import PlannedEdit

_NAMES = frozenset({"asset", "partner", "person", "business_center"})
"""The columns of names; in a line about something else they are said of another record."""

_NAMING = frozenset({"name", "bc_id", "asset_id", "pixel_code", "email", "post"})
"""The fields by which a record is known."""


_MOST_DIGITS = 18
"""Digits of the longest key that a register can have."""


_Said = frozenset[tuple[str, str]]
"""What a line says of a record: texts by columns."""


class Stopped(Exception):
    """A line cannot go on; its items say why."""

    def __init__(self, *items: Item) -> None:
        """Stop with at least one item."""
        super().__init__()
        self.items = items


@dataclass
class Trial:
    """What is planned so far, and the line in hand; nothing is written.

    `seen` are the records that lines were about, by kind and key.
    """

    edit: PlannedEdit
    asking: Questions
    seen: set[tuple[str, int]] = field(default_factory=set)
    names: NamesTold = field(default_factory=lambda: NamesTold(()))
    told: Told = field(default_factory=Told)
    _parts: set[tuple[str, int, _Said]] = field(default_factory=set)
    _made: list[tuple[str, int]] = field(default_factory=list)
    _compared_parts: list[tuple[str, int, _Said]] = field(default_factory=list)
    _mark: int = 0
    _about: Item = field(default=Item(ItemState.SAME, "", ""))
    _line: SourceLine = field(default=SourceLine(SourcePlace("", 0), {}))

    def __post_init__(self) -> None:
        """Find records as they stand, and those that lines add."""
        self.finder = Finder(self.edit.records, self.edit.today)

    def begin(self, line: SourceLine, about: Item) -> None:
        """Take a line in hand; `about` has what all its items have in common."""
        self._line, self._about = line, about
        self._mark, self._made = self.edit.mark, []
        self._compared_parts = []
        self.told.begin()

    def take_back(self) -> None:
        """Take back all that the line in hand has planned."""
        self.edit.take_back(self._mark)
        for kind, key in self._made:
            self.finder.drop(kind, key)
        self.told.take_back()
        self._parts -= set(self._compared_parts)
        self.finder.forget()

    def ask(self, question: Question, more: str = "") -> str:
        """Ask a question for the line in hand, and return its answer, or nothing.

        `more` stands behind the name of the line in the examples.
        """
        example = ": ".join(filter(None, (self._about.name, more)))
        return self.asking.ask(question, self._about.line or 0, example)

    def reach(self, kind: str, texts: Mapping[str, str]) -> str:
        """Return in words how far the access reaches that a line tells of."""
        name = next((each for each in _REACH if texts.get(each)), "")
        return value_words(kind, name, texts[name]) if name else ""

    @property
    def line_name(self) -> str:
        """What the line in hand is called."""
        return self._about.name

    def item(self, state: ItemState, **more: str) -> Item:
        """Return an item of the line in hand."""
        return replace(self._about, state=state, **cast("Any", more))

    def keyed(self, kind: str, key: str, texts: Mapping[str, str]) -> Record | None:
        """Return the record of the key that a line has, if the line names it as the record does.

        A key of another register is a number and nothing more.
        """
        named, _, number = key.rpartition(" ")
        if named != kind or not (number.isdecimal() and len(number) <= _MOST_DIGITS):
            return None
        record: Record | None = self.edit.records.find(kind_by(kind).record, id=int(number))
        if record is None:
            return None
        now = line(record, self.found)
        agrees: dict[tuple[str, ...], bool] = {}
        for column in columns(kind):
            if column.path[-1] in _NAMING and column.name in texts:
                same = now[column.name] == texts[column.name]
                agrees[column.path[:-1]] = agrees.get(column.path[:-1], False) or same
        return record if agrees and all(agrees.values()) else None

    def not_moved(self, kind: str, record: Record, texts: Mapping[str, str]) -> list[Item]:
        """Return what a line with the key of a record says else of the records it belongs to."""
        now = line(record, self.found)
        own = {column.name for column in columns(kind) if len(column.path) == 1}
        return [
            self.item(
                ItemState.LEFT_OUT, record=key_of(record), field=name, now=now[name], then=text,
                why=tr("An import does not change this here."),
            )
            for name, text in texts.items()
            if name not in own and name != "partner_id" and now[name] != text
        ]  # fmt: skip

    def named(
        self,
        kind: str,
        texts: Mapping[str, str],
        keys: Mapping[str, int],
        damaged: Mapping[str, str],
        *,
        may_add: bool,
    ) -> tuple[int, list[Item]]:
        """Return the record with a name of its own that texts mean, and what is planned for it."""
        match = self.finder.named(kind, texts, damaged)
        if match.key is not None and match.by not in {FoundBy.NAME, FoundBy.ROUNDED}:
            return match.key, self._part_compared(kind, match.key, texts, keys)
        word = kind.replace("-", "_")
        name = texts.get(word, "") or texts.get(f"{word}_id", "") or texts.get("person_email", "")
        about = replace(self._about, kind=kind, name=name)
        if match.others:
            n = len(match.others)
            why = ntr(
                "{n} record is called so. Give its ID.",
                "{n} records are called so. Give the ID of the right one.",
                n,
            )
            raise Stopped(replace(about, state=ItemState.PROBLEM, field=word, why=why))
        if match.by is FoundBy.ROUNDED and match.key is not None:
            found = self.edit.records.get(kind_by(kind).record, match.key)
            if texts.get(word) and folded(texts[word]) != folded(found.name):
                # Whole ids are rounded to the same one: another name is another record.
                match = Match()
        if match.key is not None and self._is_meant(kind, texts, match, about):
            items = self._part_compared(kind, match.key, texts, keys)
            if match.by is FoundBy.ROUNDED:
                why = tr("A spreadsheet has rounded this ID. Only one record fits it.")
                column, bad = next(iter(damaged.items()))
                about = replace(about, state=ItemState.LEFT_OUT, field=column, then=bad, why=why)
                items.append(about)
            return match.key, items
        if damaged:
            why = tr("A spreadsheet has rounded this ID. Format the column as text and paste the "
                     "ID again.")  # fmt: skip
            field_name, bad = next(iter(damaged.items()))
            raise Stopped(
                replace(about, state=ItemState.PROBLEM, field=field_name, then=bad, why=why)
            )
        if not may_add:
            why = tr("{name} is not on record.", name=name)
            raise Stopped(replace(about, state=ItemState.PROBLEM, field=word, why=why))
        full = _completed(kind, self.names.completed(word, texts), keys)
        if kind == "asset" and "asset_type" not in full:
            full["asset_type"] = self._type(about)
        record = self.record(kind, full, keys)
        return record.id, [self.new(kind, record.name)]

    def _type(self, about: Item) -> str:
        """Return which type of asset a table is about, where nothing else says so."""
        question = which_type(self._line.place.table)
        answer = self.ask(question)
        if not answer:
            why = tr("It does not say which type of asset it is.")
            raise Stopped(
                replace(
                    about, state=ItemState.CONFLICT, field="asset_type", why=why,
                    question=question.key,
                )
            )  # fmt: skip
        return answer

    def _is_meant(self, kind: str, texts: Mapping[str, str], match: Match, about: Item) -> bool:
        """Tell whether a record that a source names is taken for the one on file.

        A name is only a suggestion: a person says once for all of a kind whether it counts.
        """
        if match.by is not FoundBy.NAME or match.key is None:
            return True
        if kind == "business-center" and self._line.by_tiktok:
            return True  # TikTok names whose Business Center it is
        word = kind.replace("-", "_")
        names = (f"{word}_id", "asset_pixel_code", "person_email")
        record = self._line_of(kind, match.key)
        ids = [name for name in names if texts.get(name) and record.get(name)]
        wrong = [name for name in ids if record[name] != texts[name]]
        if match.key < 0:
            return not wrong
        if wrong:
            question = which_id(kind)
            example = f"{about.name}: {record[wrong[0]]} → {texts[wrong[0]]}"
        else:
            question = is_name_enough(kind)
            example = about.name
        answer = self.asking.ask(question, about.line or 0, example)
        if answer in {SAME, NEW}:
            return answer == SAME
        why = (
            tr("Found by its name only.") if not wrong else tr("The name is known with another ID.")
        )
        state = ItemState.CONFLICT if not answer else ItemState.LEFT_OUT
        now = record.get(wrong[0], "") if wrong else ""
        then = texts[wrong[0]] if wrong else ""
        raise Stopped(
            replace(
                about, state=state, record=f"{kind} {match.key}", field=(wrong or [word])[0],
                now=now, then=then, why=why, question=question.key,
            )
        )  # fmt: skip

    def _part_compared(
        self, kind: str, key: int, texts: Mapping[str, str], keys: Mapping[str, int]
    ) -> list[Item]:
        """Return what a line changes of a record that it names; what was said is said once."""
        mark = (kind, key, frozenset(texts.items()))
        if mark in self._parts:
            self.seen.add((kind, key))
            return []
        record = self.edit.records.get(kind_by(kind).record, key)
        items = self.compared(kind, record, texts, keys)
        self._parts.add(mark)
        self._compared_parts.append(mark)
        return items

    def compared(
        self, kind: str, record: Record, texts: Mapping[str, str], keys: Mapping[str, int]
    ) -> list[Item]:
        """Plan what a line changes of a record, and return it; the same if it is nothing."""
        self.seen.add((kind, record.id))
        now = line(record, self.found, told_of(kind).intersection(texts))
        earlier = self.told.of(kind, record.id)
        differs = [name for name, text in now.items() if text != texts.get(name, text)]
        moves = [name for name, key in keys.items() if getattr(record, name) != key]
        if earlier is None and record.id > 0:
            self.told.say(self._line, kind, record.id, dict(texts))
        if earlier is None and not differs and not moves:
            return []
        about = replace(self._about, kind=kind, record=key_of(record), name=self._name_of(record))
        if earlier is not None and (twice := self._twice(about, *earlier, texts)):
            return twice
        items, taken = compared(kind, now, texts, about, self.asking)
        if any(i.field == "owner_kind" and i.state is not ItemState.CHANGED for i in items):
            moves = [name for name in moves if not name.startswith("owner_")]  # it stays as it is
        moved: dict[str, int] = {}
        for name in moves:
            was, key = getattr(record, name), keys[name]
            of = references(kind_of(record))[name].name
            before, then = self.name(of, was) if was is not None else "", self.name(of, key)
            change = replace(about, state=ItemState.CHANGED, field=name, now=before, then=then)
            items.append(decided(change, self.asking) if was is not None else change)
            if items[-1].state is ItemState.CHANGED:
                moved[name] = key
        if taken or moved:
            self.finder.take_in(kind, change_line(self.edit, record, taken, moved))
        return items

    def _twice(
        self, about: Item, first: SourceLine, said: Mapping[str, str], texts: Mapping[str, str]
    ) -> list[Item]:
        """Return what contradicts an earlier line about the same record, as a person decided it."""
        if first is self._line:
            return []
        of_others = _NAMES - {about.kind.replace("-", "_")}
        other = [n for n, text in texts.items() if said.get(n, text) != text and n not in of_others]
        if not other:
            return []
        question = which_line(first.place, self._line.place)
        answer = self.asking.ask(question, about.line or 0, about.name)
        if answer == THIS:
            return []
        item = replace(about, field=other[0], now=said[other[0]], then=texts[other[0]])
        why = tr("{place} says something else of it.", place=first.place.words())
        state = ItemState.LEFT_OUT if answer else ItemState.CONFLICT
        return [replace(item, state=state, why=why, question=question.key)]

    def record(self, kind: str, texts: Mapping[str, str], keys: Mapping[str, int]) -> Any:  # noqa: ANN401 - a record of the kind
        """Record what a line says, and let the lines after it find the record."""
        record = record_line(self.edit, kind, texts, keys)
        self.finder.take_in(kind, record)
        self._made.append((kind, record.id))
        self.told.say(self._line, kind, record.id, dict(texts))
        self.seen.add((kind, record.id))
        return record

    def agree(self, line: SourceLine, kind: str, key: int, texts: Mapping[str, str]) -> None:
        """Take note that a line says of a record what stands in it."""
        self.seen.add((kind, key))
        self.told.say(line, kind, key, texts)

    def new(self, kind: str, name: str, texts: Mapping[str, str] | None = None) -> Item:
        """Return the item of a record that the line in hand adds, with how far it reaches."""
        field_name = next((each for each in _REACH if texts and texts.get(each)), "")
        then = texts[field_name] if texts and field_name else ""
        return replace(
            self._about, state=ItemState.NEW, kind=kind, name=name, field=field_name, then=then
        )

    def missing(self, kind: str, record: Record) -> Item:
        """Return the item of a record that no line of a complete list names.

        It has what tells the record from others that are called the same.
        """
        texts = line(record, self.found)
        telling = next((name for name in _TELLING if texts.get(name)), "")
        return Item(
            ItemState.MISSING, kind, self._name_of(record), record=key_of(record), field=telling,
            now=texts.get(telling, ""), why=tr("On record, and not in this source."),
        )  # fmt: skip

    def name(self, kind: str, key: int) -> str:
        """Return what the record of a kind with a key is called."""
        return self._name_of(self.edit.records.get(kind_by(kind).record, key))

    def _name_of(self, record: Record) -> str:
        return called(self.edit.records, record)

    def found(self, kind: Kind, key: int) -> Record | None:
        """Return the record of a kind with a key, as it is planned."""
        found: Record | None = self.edit.records.find(kind.record, id=key)
        return found

    def _line_of(self, kind: str, key: int) -> dict[str, str]:
        return line(self.edit.records.get(kind_by(kind).record, key), self.found)


def _completed(kind: str, texts: Mapping[str, str], keys: Mapping[str, int]) -> dict[str, str]:
    """Return what a new record is recorded with: a name and a type, where something tells them."""
    full = dict(texts)
    if kind == "asset":
        ids = full.get("asset_id", "") or full.get("asset_pixel_code", "")
        name = full.setdefault("asset", ids)
        told = "PIXEL" if full.get("asset_pixel_code") else type_named(name)
        if told:
            full.setdefault("asset_type", told)
    elif kind == "person":
        full.setdefault("person", full.get("person_email", ""))
        full.setdefault("employer", "PARTNER" if "partner" in keys else "UNKNOWN")
    return full


_TELLING = ("person_email", "level", "asset_id")
"""The columns of which the first tells records of one name apart."""

_REACH = ("level", "role")
"""The columns that say how far access reaches."""


def kind_by(name: str) -> Kind:
    """Return the kind of record with a name of `LISTED`."""
    kind = kind_named(name)
    if kind is None:
        raise KeyError(name)
    return kind
