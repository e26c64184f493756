"""What a plan says, as the rows of a table: one for each item, and for each line without any."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from delvia_desktop.domain.plans.lines import SourceLine
from delvia_desktop.domain.plans.plan import Item, ItemState, Plan
from delvia_desktop.domain.plans.value_words import value_words
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.i18n import later, tr
from delvia_desktop.services.plans.column_words import meaning_label
from delvia_desktop.ui.lists.list_model import Column


class StateLook(NamedTuple):
    """How a state of lines is shown: its sign, its words, marked by `later`, and its tone."""

    sign: str
    words: str
    tone: str


LOOKS = {
    ItemState.NEW: StateLook("+", later("New"), "good"),
    ItemState.CHANGED: StateLook("≠", later("Changed"), "info"),
    ItemState.SAME: StateLook("=", later("Same"), "neutral"),
    ItemState.LEFT_OUT: StateLook("–", later("Left out"), "neutral"),
    ItemState.CONFLICT: StateLook("?", later("Undecided"), "high"),
    ItemState.PROBLEM: StateLook("!", later("Problem"), "high"),
    ItemState.MISSING: StateLook("∅", later("Not in the list"), "high"),
}


@dataclass(frozen=True)
class PlanRow:
    """An item of a plan as a row."""

    id: int
    state: ItemState
    kind: str
    record: int
    name: str
    change: str
    why: str
    place: str

    def words(self) -> str:
        """Return the row as a line of text."""
        parts = (self.place, state_words(self.state), kind_words(self.kind), self.name)
        return " · ".join(filter(None, (*parts, self.change, self.why)))


Wanted = Callable[[ItemState, ItemState], bool]
"""Tells by the state of an item, and by that of its whole line, whether it is shown."""


class PlanRows:
    """The rows of a plan that are wanted, in the order of its lines, what no line says at the end.

    Each is put into words only where it is looked at.
    """

    def __init__(self, plan: Plan, wanted: Wanted) -> None:
        """Choose among the items of a plan; a line without any is one by itself."""
        end, states = len(plan.lines), plan.states
        told = [(end if item.line is None else item.line, item) for item in plan.items]
        silent = sorted(set(range(end)).difference(line for line, _ in told))
        rows: list[tuple[int, Item | None]] = [*told, *((line, None) for line in silent)]
        rows.sort(key=lambda row: row[0])
        self._plan = plan
        self._items: list[tuple[int, int, Item | None]] = []
        for number, (line, item) in enumerate(rows, start=1):
            of_line = states[line] if line < end else ItemState.MISSING
            if wanted(of_line if item is None else item.state, of_line):
                self._items.append((number, line, item))

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._items)

    def page(self, offset: int = 0, limit: int = -1) -> Sequence[PlanRow]:
        """Return a stretch of rows."""
        end = len(self._items) if limit < 0 else offset + limit
        return [
            _row(number, item or self._silent(line), self._plan)
            for number, line, item in self._items[offset:end]
        ]

    def _silent(self, line: int) -> Item:
        """Return the item of a line of which the plan says nothing."""
        return Item(self._plan.states[line], self._plan.lines[line].kind, "", line)

    def keys(self, offset: int = 0, limit: int = -1) -> Sequence[int]:
        """Return the keys of a stretch of rows in their order."""
        end = len(self._items) if limit < 0 else offset + limit
        return [number for number, _, _ in self._items[offset:end]]


def _row(number: int, item: Item, plan: Plan) -> PlanRow:
    line = plan.lines[item.line] if item.line is not None else None
    key = item.record.rpartition(" ")[2]
    return PlanRow(
        number,
        item.state,
        item.kind,
        int(key) if key.isdecimal() else 0,
        item.name or (_named(line) if line is not None else ""),
        _change(item),
        item.why,
        line.place.words() if line is not None else "",
    )


def of_state(code: str) -> Wanted:
    """Return whether a row is of a line that comes to a state, or of any."""
    return lambda _, of_line: not code or of_line.value == code


def of_states(states: Collection[ItemState]) -> Wanted:
    """Return whether a row is itself in one of some states."""
    return lambda state, _: state in states


def _named(line: SourceLine) -> str:
    """Return the first text by which people would know a line."""
    names = ("asset", "person", "person_email", "post", "partner", "business_center", *line.texts)
    return next((line.texts[name] for name in names if line.texts.get(name)), "")


def _change(item: Item) -> str:
    now, then = (value_words(item.kind, item.field, each) for each in (item.now, item.then))
    if not item.field:
        return ""
    what = tr("{now} → {then}", now=now, then=then) if now and then else now or then
    return tr("{field}: {what}", field=meaning_label(item.field), what=what or "—")


def state_words(state: ItemState) -> str:
    """Return what a state is called."""
    return tr(LOOKS[state].words)


def plan_columns() -> Sequence[Column]:
    """Return the columns of the table of a plan."""

    def state(row: PlanRow) -> str:
        return f"{LOOKS[row.state].sign} {state_words(row.state)}"

    def plain(
        key: str, title: str, share: int, *, is_sentence: bool = False, whole: bool = False
    ) -> Column:
        return Column(
            key, title, lambda row: getattr(row, key) or "—", share,
            sortable=False, is_sentence=is_sentence, whole=whole,
        )  # fmt: skip

    return [
        Column(
            "state", tr("State"), state, 14, lambda row: LOOKS[row.state].tone,
            sortable=False, whole=True,
        ),
        Column("kind", tr("Kind"), lambda row: kind_words(row.kind) or "—", 12, sortable=False),
        plain("name", tr("Record"), 20),
        plain("change", tr("Recorded → in list"), 24),
        plain("why", tr("Reason"), 28, is_sentence=True),
        plain("place", tr("Where"), 14, whole=True),
    ]  # fmt: skip
