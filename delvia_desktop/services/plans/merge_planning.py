"""What merging a copy of the register would change: both compared, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.evidence.evidence import Attachment, Note
from delvia_desktop.domain.plans.one_at_a_time import once
from delvia_desktop.domain.plans.references import redirected, referred
from delvia_desktop.domain.plans.three_way import Disagreement, Side, States, joined, key_of
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.codec import decode
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import KINDS, Kind, kind_of, references
from delvia_desktop.domain.records.procedures import Step
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.plans.merging import MergePlan, Taken
from delvia_desktop.services.plans.records_around import (
    Ahead,
    clash_words,
    clashing,
    name_of,
    users_of,
)
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal import histories, journal
from delvia_desktop.storage.tables.records import Records

_PLACE_OF = {kind.name: place for place, kind in enumerate(KINDS)}

_AT_ONCE = 50
"""Records that are compared between two reports of progress."""


def plan_merge(
    register: Register,
    other: Register,
    side: Side | None = None,
    decisions: Mapping[str, Side] | None = None,
) -> MergePlan:
    """Return what a merge of a copy would change.

    Where both changed the same, `decisions` say which side is right, by the keys of the conflicts;
    for all others it is `side`, if there is one.
    """
    return _Planning(register, other, side, decisions or {}).plan()


@dataclass
class _Planning:
    """Two copies on their way to a plan: what each changed, and the new keys of what comes."""

    register: Register
    other: Register
    side: Side | None
    decisions: Mapping[str, Side]
    keys: dict[Name, int] = field(default_factory=dict)
    """The keys here of what the copy added, by its names there."""
    twins: dict[Name, Any] = field(default_factory=dict)
    """What was added here too, by its names there."""
    partners: dict[int, int] = field(default_factory=dict)

    def plan(self) -> MergePlan:
        """Compare the copies record by record."""
        ours, theirs = self.register.store.connection, self.other.store.connection
        self.base = journal.last_common(ours, theirs)
        self.here = _changes(self.register, self.base)
        self.there = _changes(self.other, self.base)
        self.partners = {
            int(p.id): int(p.partner) for p in self.register.records.select(Partnership)
        }
        for kind in KINDS:
            self._give_keys(kind)
        taken, conflicts = self._joined()
        taken, wanted, needed = self._without_needed(taken)
        known = {each.key for each in conflicts}
        conflicts += [each for each in wanted if each.key not in known]
        decided = {each.key: side for each in conflicts if (side := self._decide(each.key))}
        undecided = {each.key for each in conflicts} - decided.keys()
        content = (getattr(after, "sha256", "") for _, after in taken)
        return MergePlan(
            copy=self.other.path.name if self.other.path else "",
            base=self.base,
            register_state=self.register.register_state,
            taken=tuple(taken),
            conflicts=tuple(conflicts),
            decisions=decided,
            obstacles=tuple(self._obstacles(taken, needed, undecided)),
            files=frozenset(filter(None, content)),
        )

    def _decide(self, key: str) -> Side | None:
        return self.decisions.get(key, self.side)

    def _give_keys(self, kind: Kind) -> None:
        """Give a key to everything of a kind that the copy added; the same is added once."""
        free = journal.next_key(self.register.store.connection, kind.name)
        mine = {
            self._same(after): after
            for name, (before, after) in self.here.items()
            if name[0] == kind.name and before is None
        }
        for name, (_, after) in self.there.items():
            if name[0] != kind.name or after is None or not self._is_new(name):
                continue
            twin = mine.pop(self._same(self._here(after)), None)
            if twin is None:
                self.keys[name], free = free, free + 1
            else:
                self.keys[name], self.twins[name] = int(twin.id), twin
            if isinstance(after, Partnership):
                self.partners[self.keys[name]] = int(self._here(after).partner)

    def _is_new(self, name: Name) -> bool:
        """Tell whether what the copy has must be added here: it is new, or was deleted here."""
        if self.there[name].before is None:
            return True
        is_deleted = name in self.here and self.here[name].after is None
        return is_deleted and self._decide(key_of(name)) is Side.THEIRS

    def _same(self, record: Any) -> object:  # noqa: ANN401
        """Return what is equal for two added records that are one."""
        if isinstance(record, AccessRecord):
            return AccessRecord, record.sha256
        day = self.register.today
        alone = _numbered(replace(record, id=0), 0)
        return once(record, self._partner, day) or alone

    def _partner(self, period: int) -> int:
        """Return the partner of a partnership; one that is gone has none that another has."""
        return self.partners.get(period, -period)

    def _here(self, record: Any) -> Any:  # noqa: ANN401
        """Return a record of the copy with the keys of the register."""
        return redirected(record, lambda name: self.keys.get(name, name[1]))

    def _joined(self) -> tuple[list[Taken], list[Disagreement]]:
        taken: list[Taken] = []
        conflicts: list[Disagreement] = []
        numbers = {paper.number for paper in self.register.records.select(AccessRecord)}
        for place, (name, (base, after)) in enumerate(self.there.items()):
            if place % _AT_ONCE == 0:
                progress(place, len(self.there))
            theirs: Any = self._here(after) if after is not None else None
            if name in self.keys:
                if base is not None:  # what was deleted here comes back as a new one
                    conflicts.append(Disagreement(States(base, None, theirs)))
                theirs = replace(theirs, id=self.keys[name])
                states = States(None, self.twins.get(name), theirs)
            else:
                ours = self.here[name].after if name in self.here else base
                states = States(base, ours, theirs)
            result, found = joined(
                states._replace(theirs=self._settled(states, numbers)), self._decide
            )
            conflicts += found
            if result != states.ours:
                taken.append(Taken(states.ours, result))
        return taken, conflicts

    def _settled(self, states: States, numbers: set[str]) -> Any:  # noqa: ANN401
        """Return what the copy has, with the numbers of the register for what it counts."""
        base, ours, theirs = states
        if isinstance(theirs, AccessRecord) and ours is None:
            return _with_free_number(theirs, numbers, self.other.path)
        if isinstance(theirs, AccessRecord) and base is None:
            return replace(theirs, number=ours.number)
        if ours is not None and ours != base:
            return _numbered(theirs, getattr(ours, _COUNTED.get(type(ours), "id")))
        return _numbered(theirs, self.register.revision + 1) if theirs != base else theirs

    def _without_needed(
        self, taken: list[Taken]
    ) -> tuple[list[Taken], list[Disagreement], set[Name]]:
        """Return what is taken but deletions of what is needed here, these as conflicts, and some.

        These are deletions that were decided on, although something here needs the record.
        """
        gone = {name_of(before): before for before, after in taken if after is None}
        users = {name: users_of(self.register.records, record) for name, record in gone.items()}
        after_of = _after_of(taken)
        wanted = {name for name in gone if key_of(name) in self.decisions}
        kept = {name for name in wanted if self._decide(key_of(name)) is Side.OURS}
        while True:
            after_of = {name: after for name, after in after_of.items() if name not in kept}
            needed = set(_needed(after_of, users))
            wanted |= needed
            kept = {name for name in needed if self._decide(key_of(name)) is not Side.THEIRS}
            if not kept:
                break
        taken = [each for each in taken if name_of(each.before or each.after) in after_of]
        conflicts = [Disagreement(States(r, r, None)) for name, r in gone.items() if name in wanted]
        return taken, conflicts, needed

    def _obstacles(self, taken: list[Taken], needed: set[Name], undecided: set[str]) -> list[str]:
        """Return what stands against taking it in words; what is undecided may still settle it."""
        records, after_of = self.register.records, _after_of(taken)
        said = [
            tr(
                "{kind} “{name}” was deleted in the copy, but is in use here.",
                kind=kind_of(before).label(),
                name=called(records, before),
            )
            for before, after in taken
            if after is None and name_of(before) in needed
        ]
        made = [after for _, after in taken if after is not None]
        ahead = Ahead(self.other.records, made)
        said += [
            tr(
                "{kind} “{name}” of the copy needs “{other}”, which was deleted here. Undo the "
                "deletion first.",
                kind=kind_of(after).label(),
                name=called(ahead, after),
                other=called(self.other.records, self._record(self.other.records, lacking)),
            )
            for after in made
            for lacking in _leans_on(after)
            if self._is_gone(lacking, after_of) and key_of(lacking) not in undecided
        ]
        gone = [name for name, after in after_of.items() if after is None]
        clashes = clashing(records, made, self.register.today, gone)
        said += [clash_words(records, one, other) for one, other in clashes]
        return list(dict.fromkeys(said))

    def _record(self, records: Records, name: Name) -> Any:  # noqa: ANN401
        return records.get(KINDS[_PLACE_OF[name[0]]].record, name[1])

    def _is_gone(self, name: Name, after_of: dict[Name, Any]) -> bool:
        if name in after_of:
            return after_of[name] is None
        found = self.register.records.find(KINDS[_PLACE_OF[name[0]]].record, id=name[1])
        return found is None


def _after_of(taken: Iterable[Taken]) -> dict[Name, Any]:
    return {name_of(before or after): after for before, after in taken}


def _needed(after_of: Mapping[Name, Any], users_of: Mapping[Name, list[Any]]) -> Iterator[Name]:
    """Yield what the copy deleted and something here leans on, before or after the merge."""
    leaning: set[Name] = set()
    for name, after in after_of.items():
        if after is None:
            users = (after_of.get(name_of(user), user) for user in users_of[name])
            leaning |= {each for user in users if user is not None for each in _leans_on(user)}
        else:
            leaning |= set(_leans_on(after))
    yield from (name for name, after in after_of.items() if after is None and name in leaning)


class _Change(NamedTuple):
    """A record at the last common revision and now, None where it is not there."""

    before: Any
    after: Any


def _changes(register: Register, base: int) -> dict[Name, _Change]:
    """Return what a copy changed since a revision, in the order of kinds and keys."""
    found = {}
    for change in histories.net_changes(register.store.connection, base, register.revision):
        kind = KINDS[_PLACE_OF[change.kind]]
        states = (change.before, change.after)
        pair = (decode(kind.record, state) if state is not None else None for state in states)
        found[change.kind, change.record] = _Change(*pair)
    return dict(sorted(found.items(), key=lambda item: (_PLACE_OF[item[0][0]], item[0][1])))


_COUNTED: dict[type[Any], str] = {Step: "made", Review: "origin"}
"""The field with the revision that a record names: in another copy it has another number."""


def _numbered(record: Any, number: int) -> Any:  # noqa: ANN401
    """Return a record that names another revision, if it names one."""
    name = _COUNTED.get(type(record), "")
    return replace(record, **{name: number}) if name and getattr(record, name) else record


def _leans_on(record: Any) -> Iterator[Name]:  # noqa: ANN401
    """Yield what must be there for a record to be there."""
    keys = references(kind_of(record))
    for name, kind, key in referred(record):
        if name in keys or isinstance(record, Attachment | Note):
            yield kind, key


def _with_free_number(paper: AccessRecord, taken: set[str], copy: Path | None) -> AccessRecord:
    """Return an issued document whose number no other has: the copy is named after it."""
    number, again = paper.number, 1
    while number in taken:
        name = copy.stem if copy is not None else ""
        number = f"{paper.number} ({name})" if again == 1 else f"{paper.number} ({name} {again})"
        again += 1
    taken.add(number)
    return replace(paper, number=number)
