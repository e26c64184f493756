"""One act on many grants: seen before it is done, done as one revision, all of it or nothing.

The rules are those of the single acts; an act on one is the case of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.assignments import Assignment, Surface
from delvia_desktop.domain.codec import encode
from delvia_desktop.domain.drafts import Reading
from delvia_desktop.domain.errors import Invalid, Problem
from delvia_desktop.domain.grant_steps import DatesDraft, StepDraft, dated, next_steps
from delvia_desktop.domain.grants import GrantState, state_on
from delvia_desktop.domain.kinds import kind_named
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.people import Person
from delvia_desktop.domain.share_steps import LevelDraft, lowered, raised
from delvia_desktop.domain.shares import Share
from delvia_desktop.domain.vocabulary import Level, asset_type, level_label, surface
from delvia_desktop.domain.ways import given_level
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.field_labels import field_label
from delvia_desktop.services.field_words import shown
from delvia_desktop.services.grants import already_open, holder_has_gone, stepped
from delvia_desktop.services.register import Register
from delvia_desktop.services.several import each, in_common
from delvia_desktop.services.words import called
from delvia_desktop.storage.edit import Edit
from delvia_desktop.storage.records import Records, SteadyRecords

DATES, RAISE, LOWER = "dates", "raise", "lower"
"""The acts that are not steps of every grant: setting dates, and the level of shares."""

_LOOKED_AT = 500
"""Records that are looked at for what fits, within a few milliseconds."""

_ENDING = frozenset({"revoke", "request", LOWER})
"""The acts after which something may stop at once."""

Told = Callable[[int, int], None]

Move = tuple[Any, Any]
"""A record before and after an act; before it nothing, if the act makes a new one."""


@dataclass(frozen=True)
class ManyDraft:
    """An act on many as typed: a step of `grant_steps.STEPS`, `dates`, `raise` or `lower`.

    `levels` are by asset type. Where a level is a set, raising adds them to what each share has,
    and lowering keeps only these of it. `shared_on` is the second step of lowering.
    """

    act: str
    step: StepDraft = field(default_factory=StepDraft)
    dates: DatesDraft = field(default_factory=DatesDraft)
    levels: Mapping[str, Level] = field(default_factory=dict)
    shared_on: str = ""


@dataclass(frozen=True)
class Line:
    """What an act does to one record: the changes in words, or all reasons why it cannot.

    `done` says that nothing is left to do there, so that the record is passed by.
    """

    key: int
    name: str
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    done: str = ""


@dataclass(frozen=True)
class Preview:
    """What an act will do; `problems` are of what was typed, whatever the record.

    `warnings` name what stops at once in TikTok.
    """

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def able(self) -> tuple[int, ...]:
        """The records that can take part."""
        return tuple(line.key for line in self.lines if not line.problems and not line.done)

    @property
    def unable(self) -> tuple[int, ...]:
        """The records that cannot take part, without those where nothing is left to do."""
        return tuple(line.key for line in self.lines if line.problems)


def preview(
    register: Register,
    kind_name: str,
    keys: Sequence[int],
    draft: ManyDraft,
    told: Told = lambda _done, _all: None,
) -> Preview:
    """Return what the act would do to each record; nothing is changed."""
    records = SteadyRecords(register.store.connection)
    done: list[tuple[Any, tuple[Move, ...], tuple[Problem, ...]]] = []
    act = _Act(records, draft, register.reading())
    passed = {}
    for number, record in enumerate(_those(records, kind_name, keys)):
        told(number, 2 * len(keys))
        if words := _done_already(record, draft.act, register.today):
            passed[record.id] = words
            done.append((record, (), ()))
            continue
        try:
            done.append((record, act.moves(record), ()))
        except Invalid as error:
            done.append((record, (), error.problems))
    common = in_common([problems for record, _, problems in done if record.id not in passed])
    changes = _Words(records, kind_name).changes
    lines: list[Line] = []
    for record, moves, problems in done:
        told(len(done) + len(lines), 2 * len(keys))
        own = tuple(problem.text for problem in problems if problem not in common)
        name, is_done = called(records, record), passed.get(record.id, "")
        lines.append(Line(record.id, name, changes(moves), own, is_done))
    lines = _told_apart(records, lines, [record for record, _, _ in done])
    able = [
        record
        for (record, _, _), line in zip(done, lines, strict=True)
        if not line.problems and not line.done
    ]
    return Preview(tuple(lines), common, tuple(_warnings(records, able, draft.act)))


def _told_apart(records: Records, lines: Sequence[Line], of: Sequence[Any]) -> list[Line]:
    """Return the lines; where two have one name, where it was granted and the level stand too."""
    names = Counter(line.name for line in lines)
    return [
        line
        if names[line.name] == 1
        else replace(line, name=" · ".join((line.name, *_whereabouts(records, record))))
        for line, record in zip(lines, of, strict=True)
    ]


def _whereabouts(records: Records, record: Any) -> list[str]:  # noqa: ANN401 - any grant
    asset = records.find(Asset, id=record.asset) if record.asset is not None else None
    place = getattr(record, "surface", "")
    level = ""
    if asset is not None and hasattr(record, "level"):
        may_pay_out = getattr(record, "may_pay_out", False)
        level = given_level(asset.asset_type, place, record.level, may_pay_out=may_pay_out)
    since = show_day(record.granted_on) if record.granted_on else tr("planned")
    words = [tr(surface(place).label) if place else "", level]
    return [word for word in (words if any(words) else [since]) if word]


def act_on_many(
    edit: Edit, kind_name: str, keys: Iterable[int], draft: ManyDraft
) -> tuple[Any, ...]:
    """Do the act on every record as one revision; raises Invalid naming each that cannot."""
    records = edit.records
    moves = each(
        _those(records, kind_name, keys),
        _Act(records, draft, edit.reading()).moves,
        lambda record: called(records, record),
    )
    made = tuple(
        edit.add(after) if before is None else edit.put(before, after)
        for each_one in moves
        for before, after in each_one
    )
    if len(moves) == 1:
        edit.name(f"{act_words(draft.act)}: {called(records, made[0])}")
    else:
        words = act_words(draft.act)
        edit.name(ntr("{act}: {n} record", "{act}: {n} records", len(moves), act=words))
    return made


def levels_of(register: Register, keys: Iterable[int]) -> Mapping[str, tuple[Level, ...]]:
    """Return the levels at which shares stand, each once, by the type of their assets."""
    records = register.records
    found: dict[str, dict[Level, None]] = {}
    shares = records.those(Share, keys)
    assets = records.those(Asset, {share.asset: None for share in shares})
    types = {asset.id: asset.asset_type for asset in assets}
    for share in shares:
        found.setdefault(types[share.asset], {})[share.level] = None
    return {kind: tuple(levels) for kind, levels in found.items()}


def acts_for(kind_name: str) -> tuple[str, ...]:
    """Return the acts that can be done on many records of a kind, the most usual first."""
    levels = (RAISE, LOWER) if kind_name == "share" else ()
    return ("verify", DATES, "confirm", "revoke", "gone", *levels, "request", "grant")


def acts_that_fit(register: Register, kind_name: str, keys: Sequence[int]) -> tuple[str, ...]:
    """Return the acts in which some of the records can take part, what fits the most first.

    Of very many only the first are looked at; then every act stays, in the order of those.
    """
    fitting: Counter[str] = Counter()
    records = SteadyRecords(register.store.connection)
    for record in _those(records, kind_name, keys[:_LOOKED_AT]):
        steps = next_steps(record, register.today)
        fitting.update((*steps, *steps[:1]))  # what comes next counts twice
        if "grant" in steps or "revoke" in steps:
            fitting[DATES] += 1
        if "revoke" in steps:
            if holder_has_gone(records, record, register.today):
                fitting["revoke"] += 2  # before what comes next for others
            fitting.update(("request",))
            fitting.update((RAISE, LOWER) if getattr(record, "level", ()) else ())
    acts = sorted(acts_for(kind_name), key=lambda act: -fitting[act])
    return tuple(act for act in acts if fitting[act] or len(keys) > _LOOKED_AT)


def can_be_revoked(register: Register, kind_name: str, keys: Sequence[int]) -> list[int]:
    """Return those of some records that a revocation ends; what somebody knows ends otherwise."""
    return [
        record.id
        for record in _those(register.records, kind_name, keys)
        if "revoke" in next_steps(record, register.today)
        and getattr(record, "surface", "") != Surface.LOGIN
    ]


def act_words(act: str) -> str:
    """Return what an act on many is called."""
    return {
        "grant": tr("Mark as granted"),
        "confirm": tr("Confirm"),
        "verify": tr("Verify"),
        "request": tr("Mark for removal"),
        "revoke": tr("Revoke"),
        "gone": tr("Verify removal"),
        DATES: tr("Set dates"),
        RAISE: tr("Raise"),
        LOWER: tr("Lower"),
    }[act]


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
        if draft.act in {RAISE, LOWER}:
            return self._level_moves(record, reading)
        is_given = draft.act == "grant" and isinstance(record, Share)
        if is_given:
            pair = (record.asset, record.partnership)
            reading.check(pair not in self._given, "", already_open())
        after = stepped(self._records, record, draft.act, draft.step, reading)
        if is_given:
            self._given.add(pair)
        return ((record, after),)

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


def _done_already(record: Any, act: str, today: date) -> str:  # noqa: ANN401 - any grant
    """Say why an act has nothing left to do at a record, nothing if it has."""
    if act == "gone" and state_on(record, today) == GrantState.GONE:
        return tr("The removal is already verified: nothing changes.")
    return ""


def _those(records: Records, kind_name: str, keys: Iterable[int]) -> tuple[Any, ...]:
    kind = kind_named(kind_name)
    if kind is None:
        raise LookupError(kind_name)
    return records.those(kind.record, keys)


class _Words:
    """The changes of many records of a kind in words; most of them change in the same way."""

    def __init__(self, records: Records, kind_name: str) -> None:
        self._records, self._kind = records, kind_name
        self._known: dict[object, str] = {}

    def changes(self, moves: Iterable[Move]) -> tuple[str, ...]:
        return tuple(words for before, after in moves for words in self._change(before, after))

    def _change(self, before: Any, after: Any) -> list[str]:  # noqa: ANN401 - any grant
        if before is None:
            return [self._again(after)]
        old, new = encode(before), encode(after)
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return [self._field(name, old, new) for name in names if name != "raised"]

    def _field(self, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
        # The words of a level depend on the asset, those of all other fields on nothing else.
        key = (name, str(old.get(name)), str(new.get(name)), name == "level" and new["asset"])
        if key not in self._known:
            self._known[key] = tr(
                "{field}: {before} → {after}",
                field=field_label(name, self._kind),
                before=shown(self._records, self._kind, old, name, old.get(name)),
                after=shown(self._records, self._kind, new, name, new.get(name)),
            )
        return self._known[key]

    def _again(self, share: Share) -> str:
        asset = self._records.get(Asset, share.asset)
        return tr(
            "Then shared again at {level}: {day}",
            level=level_label(asset.asset_type, share.level),
            day=show_day(share.granted_on) if share.granted_on else tr("not done yet"),
        )


def _warnings(records: Records, able: Sequence[Any], act: str) -> list[str]:
    """Say what stops at once, or goes on all the same, when these records are ended."""
    if act not in _ENDING:
        return []
    pausing: dict[str, list[str]] = {}
    knowing: list[str] = []
    for record in able:
        if isinstance(record, Share) and not record.is_incoming:
            asset = records.get(Asset, record.asset)
            if asset.asset_type == "TT_ACCOUNT":
                partnership = records.get(Partnership, record.partnership)
                partner = records.get(Partner, partnership.partner).name
                level = level_label(asset.asset_type, record.level)
                pausing.setdefault(partner, []).append(f"{asset.name} ({level})")
        elif isinstance(record, Assignment) and record.surface == "LOGIN":
            knowing.append(records.get(Person, record.person).name)
    found: list[str] = []
    if pausing:
        text = tr(
            "Revoking a TikTok account takes effect immediately: running ads that use it "
            "pause. Tell the partner first."
        )
        named = (f"{partner}: {', '.join(assets)}" for partner, assets in pausing.items())
        found.append("\n".join([text, *named]))
    if knowing:
        text = tr(
            "A password known to {people} cannot be revoked. Change the password instead.",
            people=", ".join(dict.fromkeys(knowing)),
        )
        found.append(text)
    return found
