"""How a decision of a review is carried out: the step, and what its form begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.logins import HOLDERS, Login
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.findings.rules.next_steps import ending, lowering
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.reviews import Decision, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import is_ended
from delvia_desktop.domain.reviews.steps import LEVEL_ENDS
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.text import folded
from delvia_desktop.domain.words.vocabulary import (
    AssetType,
    Level,
    asset_type,
    level_label,
    level_type,
    term,
    terms,
)
from delvia_desktop.i18n import later, show_day, tr


def carrying_out(situation: Situation, line: ReviewLine) -> NextStep:
    """Return the next step that carries out the decision of a review.

    The form begins with what was decided, as far as it has a field for it.
    """
    step = _carrying_out(situation, line)
    preset = dict(step.preset)
    words = decided_words(line)
    if step.act in _ASK_WHY:
        preset["reason"] = words
        if line.evidence_ref:
            preset["evidence_ref"] = line.evidence_ref
    return step._replace(preset=tuple(preset.items()), decided=words)


_ASK_WHY = frozenset({Act.REVOKE, Act.REMOVE, Act.LOWER, Act.ROLE})
"""Acts whose forms ask why."""


def decided_words(line: ReviewLine) -> str:
    """Say what the decision of a review was, when and whose, as a reason for the act."""
    words = line.reason or tr(term("decision", line.decision).label)
    if line.decided_on is None:
        return words
    return tr(
        "{decision} (review of {day}, {who})",
        decision=words,
        day=show_day(line.decided_on),
        who=line.decided_by,
    )


def _carrying_out(situation: Situation, line: ReviewLine) -> NextStep:
    record = situation.all(line.subject_kind)[line.subject]
    if line.decision == Decision.CHANGED and not is_ended(situation, record):
        return _changing(situation, line, record)
    kind = kind_of(record).name
    if isinstance(record, Login):
        return NextStep(later("Record password change…"), kind, record.id, Act.PASSWORD)
    if situation.is_open(record):
        return ending(situation, record)
    if isinstance(record, Seat) and seat_state_on(record, situation.on) == SeatState.INVITED:
        return NextStep(later("Cancel invitation…"), kind, record.id, Act.CANCEL)
    return NextStep(later("Verify removal…"), kind, int(record.id), Act.GONE)


def _changing(situation: Situation, line: ReviewLine, record: Any) -> NextStep:  # noqa: ANN401 - whatever gives access
    """Return how something is changed: its level or role, else when it ends."""
    kind, key = kind_of(record).name, int(record.id)
    if isinstance(record, Login):
        held = tuple(
            name
            for name in HOLDERS
            if (person := situation.picture.people.get(getattr(record, name))) is not None
            and person.name == line.who
        )
        return NextStep(later("Name another holder…"), kind, key, Act.CHANGE, held)
    if isinstance(record, Seat):
        if seat_state_on(record, situation.on) == SeatState.INVITED:
            return NextStep(later("Cancel invitation…"), kind, key, Act.CANCEL)
        field = "finance_role" if line.surface == "FINANCE" else "role"
        meant = _meant(situation, line, terms(_role_group(line)))
        preset = ((field, meant[0]),) if len(meant) == 1 else ()
        return NextStep(later("Change role…"), kind, key, Act.ROLE, (field,), preset)
    if isinstance(record, SparkCode):
        return ending(situation, record)
    if isinstance(record, Share):
        levels = asset_type(situation.asset(record).asset_type)
        if any(levels.is_wider(record.level, (each.code,)) for each in levels.levels):
            step = lowering(situation, record, later("Lower level…"))
            meant = _meant(situation, line, {each.code: each for each in levels.levels})
            is_clear = len(meant) == 1 or (levels.choice == "set" and meant)
            is_asked = step.act == Act.LOWER and is_clear
            return step._replace(preset=(("level", meant),)) if is_asked else step
    asks = ("level", "planned_end") if getattr(record, "level", ()) else ("planned_end",)
    if isinstance(record, Assignment) and record.surface == Surface.LOGIN:
        asks = ("planned_end",)
    step = NextStep(later("Record change…"), kind, key, Act.CHANGE, asks)
    chosen = decided_level(line.reason, narrower(situation, line))
    return step._replace(preset=(("level", chosen),)) if chosen and "level" in asks else step


def narrower(situation: Situation, line: ReviewLine) -> tuple[tuple[Level, str], ...]:
    """Return to which levels or roles the decision of a review can narrow an item, with words."""
    record = situation.all(line.subject_kind).get(line.subject)
    if isinstance(record, Seat):
        group = _role_group(line)
        now = record.finance_role if group == "finance_role" else record.role
        found = [((code,), tr(each.label)) for code, each in terms(group).items() if code != now]
        return tuple(found)
    if not isinstance(record, Share | Assignment) or not record.level:
        return ()
    kind = situation.asset(record).asset_type
    levels = asset_type(kind)
    if isinstance(record, Assignment):
        levels = level_type(kind, record.surface)
    return tuple((level, level_label(levels.code, level)) for level in _below(levels, record.level))


def _below(levels: AssetType, now: Level) -> list[Level]:
    """Return the levels that allow less than one, the narrowest first."""
    if levels.choice == "set":
        sizes = range(1, len(now))
        return [each for size in sizes for each in combinations(levels.sorted_level(now), size)]
    return [(each.code,) for each in levels.levels if levels.is_wider(now, (each.code,))]


def decided_level(reason: str, offered: Iterable[tuple[Level, str]]) -> Level:
    """Return the level that a decision to change chose; nothing if it chose none."""
    found = [(level, words) for level, words in offered
             if reason == words or reason.startswith(words + LEVEL_ENDS)]  # fmt: skip
    return max(found, key=lambda each: len(each[1]))[0] if found else ()


def _meant(situation: Situation, line: ReviewLine, words: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a decision names: the level that was chosen, else those that its words name."""
    offered = narrower(situation, line)
    codes = {code for level, _ in offered for code in level}
    named = named_in(line.reason, {code: each for code, each in words.items() if code in codes})
    return decided_level(line.reason, offered) or named


def _role_group(line: ReviewLine) -> str:
    return "finance_role" if line.surface == "FINANCE" else "seat_role"


def named_in(text: str, words: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which levels or roles the words of a decision name, by their codes."""
    said = _bare(text)
    return tuple(
        code
        for code, each in words.items()
        if any(_bare(word) in said for word in (tr(each.label), each.label, code))
    )


def _bare(text: str) -> str:
    """Return the words of a text with a blank around each, so that only whole ones are found."""
    return f" {' '.join(_WORD.findall(folded(text)))} "


_WORD = re.compile(r"[^\W_]+")
