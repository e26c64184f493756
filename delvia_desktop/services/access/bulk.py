"""One act on many grants: seen before it is done, done as one revision, all of it or nothing.

The rules are those of the single acts; an act on one is the case of one.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from delvia_desktop.domain.access import grant_steps, seat_steps
from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Surface
from delvia_desktop.domain.access.grant_steps import (
    DatesDraft,
    PurposeDraft,
    dated,
    explained,
    is_explained,
    is_over,
    next_steps,
)
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.access.share_steps import LevelDraft, lowered, raised
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.vocabulary import Level, asset_type
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.access.bulk_words import (
    DATES,
    LOWER,
    PURPOSE,
    RAISE,
    ChangeWords,
    done_words,
    name_of,
    told_apart,
    warnings,
)
from delvia_desktop.services.access.grants import (
    already_open,
    holder_has_gone,
    stepped,
    why_it_ends,
)
from delvia_desktop.services.access.problems_by_name import each, in_common
from delvia_desktop.services.access.steps_in_turn import at_step, in_turn_words
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called, counted
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records, SteadyRecords

ENDABLE = frozenset({"seat", "share", "assignment", "spark-code", "shop-partner"})
"""The kinds whose access is revoked in TikTok and then seen gone."""

_UNSEEN = (GrantState.REVOKED, SeatState.REMOVED)
"""The states of what has ended and was not verified as gone."""

_LOOKED_AT = 500
"""Records that are looked at for what fits, within a few milliseconds."""

_ENDING = frozenset({"revoke", "request", LOWER})
"""The acts after which something may stop at once."""


Move = tuple[Any, Any]
"""A record before and after an act; before it nothing, if the act makes a new one."""


@dataclass(frozen=True)
class ManyDraft:
    """An act on many as typed: a step of `STEPS`, `dates`, `purpose`, `raise` or `lower`.

    `levels` are by asset type. Where a level is a set, raising adds them to what each share has,
    and lowering keeps only these of it. `shared_on` is the second step of lowering. `then` is
    the step that usually comes after it, where that was taken too; of what was revoked earlier
    it is the only one.
    """

    act: str
    step: StepDraft = field(default_factory=StepDraft)
    dates: DatesDraft = field(default_factory=DatesDraft)
    purpose: PurposeDraft = field(default_factory=PurposeDraft)
    levels: Mapping[str, Level] = field(default_factory=dict)
    shared_on: str = ""
    then: StepDraft | None = None

    @property
    def steps(self) -> tuple[tuple[str, StepDraft], ...]:
        """The steps that are taken of each record, by name, in turn."""
        if self.then is None:
            return ((self.act, self.step),)
        return (self.act, self.step), (grant_steps.STEPS[self.act].then, self.then)


@dataclass(frozen=True)
class BulkLine:
    """What an act does to one record: the changes in words, or all reasons why it cannot.

    `done` says that nothing is left to do there, so that the record is passed by.
    """

    record: Name
    name: str
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    done: str = ""

    @property
    def key(self) -> int:
        """The id of the record."""
        return self.record[1]


@dataclass(frozen=True)
class BulkPreview:
    """What an act will do; `problems` are of what was typed, whatever the record.

    `warnings` name what stops at once in TikTok.
    """

    lines: tuple[BulkLine, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def able_names(self) -> tuple[Name, ...]:
        """The records that can take part, by kind and id."""
        return tuple(line.record for line in self.lines if not line.problems and not line.done)

    @property
    def able(self) -> tuple[int, ...]:
        """The ids of the records that can take part, where all are of one kind."""
        return tuple(key for _, key in self.able_names)

    @property
    def unable(self) -> tuple[int, ...]:
        """The records that cannot take part, without those where nothing is left to do."""
        return tuple(line.record[1] for line in self.lines if line.problems)


def preview_of(register: Register, names: Sequence[Name], draft: ManyDraft) -> BulkPreview:
    """Return what a bulk act would do to each record, of any kinds; nothing is changed."""
    records = SteadyRecords(register.store.connection)
    done: list[tuple[Any, tuple[Move, ...], tuple[Problem, ...]]] = []
    act = _Act(records, draft, register.reading())
    passed: dict[Name, str] = {}
    found = _named(records, names)
    lacking = grant_steps.lacking(found, register.today) if draft.act == PURPOSE else ()
    for number, record in enumerate(found):
        progress(number, 2 * len(names))
        if words := _done_already(record, draft, lacking, register.today):
            passed[name_of(record)] = words
            done.append((record, (), ()))
            continue
        try:
            done.append((record, act.moves(record), ()))
        except Invalid as error:
            done.append((record, (), error.problems))
    common = _common(done, passed)
    words_of = {kind: ChangeWords(records, kind) for kind, _ in names}
    called_as = told_apart(records, (record for record, _, _ in done))
    lines: list[BulkLine] = []
    for record, moves, problems in done:
        progress(len(done) + len(lines), 2 * len(names))
        own = tuple(problem.text for problem in problems if problem not in common)
        name, is_done = called_as[name_of(record)], passed.get(name_of(record), "")
        changes = words_of[name_of(record)[0]].changes(moves)
        lines.append(BulkLine(name_of(record), name, changes, own, is_done))
    able = [
        record
        for (record, _, _), line in zip(done, lines, strict=True)
        if not line.problems and not line.done
    ]
    return BulkPreview(
        tuple(lines),
        common,
        tuple(warnings(records, able, register.today)) if draft.act in _ENDING else (),
    )


def act_on_names(edit: Edit, names: Sequence[Name], draft: ManyDraft) -> tuple[Any, ...]:
    """Do a bulk act on every record as one revision; raises Invalid naming each that cannot."""
    records = edit.records
    found = _named(records, names)
    called_as = functools.cache(lambda: told_apart(records, found))  # asked only of problems
    moves = each(
        found,
        _Act(records, draft, edit.reading()).moves,
        lambda record: called_as()[name_of(record)],
    )
    made = tuple(
        edit.add(after) if before is None else edit.put(before, after)
        for each_one in moves
        for before, after in each_one
    )
    changed = [pair for each_one in moves for pair in each_one if pair[0] != pair[1]]
    count = sum(any(before != after for before, after in each_one) for each_one in moves)
    kinds = {kind for kind, _ in names}
    what = counted(kinds, count)
    if count == 1:
        what = called(records, next(after if old is None else old for old, after in changed))
    edit.name(tr(done_words(draft.steps[-1][0], changed, kinds), what=what))
    if draft.then is not None:
        edit.name(in_turn_words(edit.title, 1))
    return made


def lacking(register: Register, names: Iterable[Name]) -> tuple[str, ...]:
    """Return which of purpose and approver a bulk act has to fill in, as some access lacks it."""
    return grant_steps.lacking(_named(register.records, names), register.today)


def why_all_end(register: Register, names: Iterable[Name]) -> str:
    """Return why a bulk act ends access, as far as one reason on record holds for all."""
    records = register.records
    found = {why_it_ends(records, each, register.today) for each in _named(records, names)}
    return found.pop() if len(found) == 1 else ""


def levels_of(register: Register, keys: Iterable[int]) -> Mapping[str, tuple[Level, ...]]:
    """Return the levels at which shares stand that a bulk act changes, each once, by type."""
    records = register.records
    found: dict[str, dict[Level, None]] = {}
    shares = records.those(Share, keys)
    assets = records.those(Asset, {share.asset: None for share in shares})
    types = {asset.id: asset.asset_type for asset in assets}
    for share in shares:
        found.setdefault(types[share.asset], {})[share.level] = None
    return {kind: tuple(levels) for kind, levels in found.items()}


def acts_for(kind_name: str) -> tuple[str, ...]:
    """Return the bulk acts that can be done on many records of a kind, the most usual first."""
    levels = (RAISE, LOWER) if kind_name == "share" else ()
    return ("verify", DATES, PURPOSE, "confirm", "revoke", "gone", *levels, "request", "grant")


def acts_that_fit(register: Register, kind_name: str, keys: Sequence[int]) -> tuple[str, ...]:
    """Return the bulk acts that fit some of the records, what fits the most first.

    The others follow in one order, however many records there are. Of very many only the first
    are looked at; then every act stays.
    """
    fitting: Counter[str] = Counter()
    records = SteadyRecords(register.store.connection)
    for record in _those(records, kind_name, keys[:_LOOKED_AT]):
        steps = next_steps(record, register.today)
        fitting.update((*steps, *steps[:1]))  # what comes next counts twice
        if "grant" in steps or "revoke" in steps:
            fitting[DATES] += 1
            fitting[PURPOSE] += not is_explained(record)
        if "revoke" in steps:
            if holder_has_gone(records, record, register.today):
                fitting["revoke"] += 2  # before what comes next for others
            fitting.update(("request",))
            fitting.update((RAISE, LOWER) if getattr(record, "level", ()) else ())
    likeliest = max(acts_for(kind_name), key=lambda act: fitting[act])
    acts = sorted(acts_for(kind_name), key=lambda act: act != likeliest)
    return tuple(act for act in acts if fitting[act] or len(keys) > _LOOKED_AT)


def able_to(register: Register, act: str, names: Iterable[Name]) -> list[Name]:
    """Return those records that can take part in a bulk act; a seat takes its like.

    What somebody knows is not revoked, and a login gives no access by itself; that it is known no
    more is verified as with all that ended.
    """
    fits = [(kind, key) for kind, key in names if kind in ENDABLE]
    return [
        name_of(record)
        for record in _named(register.records, fits)
        if _can(record, act, register.today)
        if act == Act.GONE or getattr(record, "surface", "") != Surface.LOGIN
    ]


def _can(record: Any, act: str, today: date) -> bool:  # noqa: ANN401 - any grant or seat
    if isinstance(record, Seat):
        return bool(seat_steps.step_like(record, act, today))
    return act in next_steps(record, today)


class _Act:
    """What an act does to one record after the other; the rules are those of the single acts."""

    def __init__(self, records: Records, draft: ManyDraft, reading: Reading) -> None:
        self._records, self._draft, self._reading = records, draft, reading
        self._given: set[tuple[int, int]] = set()

    def moves(self, record: Any) -> tuple[Move, ...]:  # noqa: ANN401 - any grant
        """Return what it does to a record; raises Invalid."""
        draft, reading = self._draft, self._reading.anew()
        if draft.act == DATES:
            return ((record, dated(record, draft.dates, reading)),)
        if draft.act == PURPOSE:
            return ((record, explained(record, draft.purpose, reading)),)
        if draft.act in {RAISE, LOWER}:
            return self._level_moves(record, reading)
        is_given = draft.act == "grant" and isinstance(record, Share)
        if is_given:
            pair = (record.asset, record.partnership)
            reading.check(pair not in self._given, "", already_open())
        after = record
        is_ended = draft.act == Act.REVOKE and _is_in(record, reading.today, *_UNSEEN)
        skipped = int(is_ended and draft.then is not None)  # then only its end is left to verify
        for place, (name, step) in enumerate(draft.steps[skipped:], skipped):
            with at_step(name if place else ""):
                after = self._stepped(after, name, step, reading)
            reading = self._reading.anew()
        if is_given:
            self._given.add(pair)
        return ((record, after),)

    def _stepped(self, record: Any, name: str, draft: StepDraft, reading: Reading) -> Any:  # noqa: ANN401 - any grant
        if not isinstance(record, Seat):
            return stepped(self._records, record, name, draft, reading)
        if step := seat_steps.step_like(record, name, reading.today):
            return seat_steps.take(record, step, draft, reading)
        raise Invalid((Problem("", tr("This is not possible for the seat in its present state.")),))

    def _level_moves(self, share: Share, reading: Reading) -> tuple[Move, ...]:
        kind = asset_type(self._records.get(Asset, share.asset).asset_type)
        level, step = self._draft.levels.get(kind.code, ()), self._draft.step
        is_raise = self._draft.act == RAISE
        if kind.choice == "set":
            has, chosen = set(share.level), set(level)
            level = tuple(has | chosen if is_raise else has & chosen)
        shared_on = self._draft.shared_on
        change = LevelDraft(level, step.on, shared_on, step.reason, step.evidence_ref)
        if is_raise:
            return ((share, raised(share, change, kind, reading)),)
        old, new = lowered(share, change, kind, reading)
        return (share, old), (None, new)


def _done_already(
    record: Any,  # noqa: ANN401 - any grant
    draft: ManyDraft,
    lacking: Collection[str],
    today: date,
) -> str:
    """Say why an act has nothing left to do at a record, nothing if it has.

    `lacking` are the fields that some of the records lack.
    """
    is_ending = draft.act == Act.GONE or (draft.act == Act.REVOKE and draft.then is not None)
    if is_ending and _is_in(record, today, GrantState.GONE, SeatState.GONE):
        return tr("The removal is already verified: nothing changes.")
    if draft.act == Act.REVOKE and not is_ending and _is_in(record, today, *_UNSEEN):
        return tr("The end is already recorded: nothing changes.")
    if draft.act == PURPOSE and is_explained(record):
        return tr("Purpose and approver are already recorded: nothing changes.")
    is_left = "purpose" in lacking and not draft.purpose.approved_by.strip()
    if draft.act == PURPOSE and record.purpose and is_left and not is_over(record, today):
        return tr("The purpose is already recorded: nothing changes.")
    return ""


def _is_in(record: Any, today: date, *states: str) -> bool:  # noqa: ANN401 - any grant or seat
    return (seat_state_on if isinstance(record, Seat) else state_on)(record, today) in states


def _those(records: Records, kind_name: str, keys: Iterable[int]) -> tuple[Any, ...]:
    kind = kind_named(kind_name)
    if kind is None:
        raise LookupError(kind_name)
    return records.those(kind.record, keys)


def _named(records: Records, names: Iterable[Name]) -> tuple[Any, ...]:
    """Return records of several kinds, kind by kind."""
    by_kind: dict[str, list[int]] = {}
    for kind, key in names:
        by_kind.setdefault(kind, []).append(key)
    return tuple(record for each_kind in by_kind.items() for record in _those(records, *each_kind))


def _common(
    done: Sequence[tuple[Any, tuple[Move, ...], tuple[Problem, ...]]], passed: Collection[Name]
) -> tuple[Problem, ...]:
    """Return the problems that all records of a kind have, one of each field."""
    by_kind: dict[str, list[tuple[Problem, ...]]] = {}
    for record, _, problems in done:
        if name_of(record) not in passed:
            by_kind.setdefault(name_of(record)[0], []).append(problems)
    return tuple(problem for found in by_kind.values() for problem in in_common(found))
