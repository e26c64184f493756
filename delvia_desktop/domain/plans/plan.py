"""A plan: what a source would change, line by line, and what a person must decide before.

Each line that was read comes to one state, so that the counts add up. What a plan says of a record
is an item; a line may have several, such as a new asset that is shared with a new partner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from delvia_desktop.domain.plans.lines import SourceLine, SourceScope


class ItemState(StrEnum):
    """What comes of a line or of one item of it, the most telling last."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    LEFT_OUT = "left_out"
    CONFLICT = "conflict"
    PROBLEM = "problem"
    MISSING = "missing"
    """On record within the scope of a complete source, and not in it; no line says so."""


OF_LINES = tuple(state for state in ItemState if state is not ItemState.MISSING)


@dataclass(frozen=True)
class Choice:
    """One answer to a question: its code, its words, and what comes of it in a few words."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Question:
    """What a person decides once for all items of a kind, by its key.

    `lines` says how many lines wait for it, 0 where it is about none; `examples` are some of them,
    or else what there is to know, in words.
    """

    key: str
    text: str
    choices: tuple[Choice, ...]
    lines: int = 1
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What a plan says of one record, or of one field of it.

    `record` is the key of a record such as `share 12`, empty for a new one; `name` is what people
    call it. `now` stands in the register, `then` in the source. `question` is the key by which it
    is decided, `line` the number of its line in the plan, None for what no line says.
    """

    state: ItemState
    kind: str
    name: str
    line: int | None = None
    record: str = ""
    field: str = ""
    now: str = ""
    then: str = ""
    why: str = ""
    question: str = ""


@dataclass(frozen=True)
class SourceFile:
    """A file that was read, by the SHA-256 of its bytes; `name` is “pasted” for what was pasted."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Plan:
    """What a source would change in a register as it stood at `register_state`.

    `register` is the digest of its first revision, by which registers are told apart; `on` is the
    day on which the plan was made.

    `states` has one state for each of the `lines`. `decisions` are the answers by the keys of
    questions, `questions` are all that came up, answered or not.
    """

    register: str
    register_state: str
    on: date
    sources: tuple[SourceFile, ...]
    lines: tuple[SourceLine, ...]
    states: tuple[ItemState, ...]
    items: tuple[Item, ...]
    questions: tuple[Question, ...] = ()
    decisions: Mapping[str, str] = field(default_factory=dict)
    scope: SourceScope | None = None

    @property
    def counts(self) -> Mapping[str, int]:
        """The lines by what comes of them: `read` is the sum of all others but `missing`."""
        of_lines = Counter(self.states)
        missing = sum(item.state is ItemState.MISSING for item in self.items)
        counts = {state.value: of_lines[state] for state in OF_LINES}
        return {"read": len(self.lines), **counts, ItemState.MISSING.value: missing}

    @property
    def count_ready(self) -> int:
        """How many lines would be recorded as the plan stands."""
        counts = self.counts
        return counts["new"] + counts["changed"]

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that nobody answered yet."""
        return tuple(q for q in self.questions if q.key not in self.decisions)

    @property
    def has_differences(self) -> bool:
        """Whether the source says anything that the register does not: no line is the same."""
        told = {ItemState.NEW, ItemState.CHANGED, ItemState.CONFLICT, ItemState.PROBLEM}
        return not told.isdisjoint(self.states) or any(
            item.state is ItemState.MISSING for item in self.items
        )


def state_of_line(items: list[Item]) -> ItemState:
    """Return what comes of a line: the most telling state of its items, the same without any.

    What is left out of a line that changes something is told by its item; the line is changed.
    """
    if not items:
        return ItemState.SAME
    states = {item.state for item in items}
    if states & {ItemState.NEW, ItemState.CHANGED} and not states & {
        ItemState.CONFLICT,
        ItemState.PROBLEM,
    }:
        states.discard(ItemState.LEFT_OUT)
    order = list(ItemState)
    return max(states, key=order.index)
