"""The plan of what a source changes in a register, and its being done as one act."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from delvia_desktop.domain.plans.cells import Ways
from delvia_desktop.domain.plans.foreign_days import DayOrder, is_unclear, order_told
from delvia_desktop.domain.plans.lines import SourceLine, SourceScope
from delvia_desktop.domain.plans.plan import Item, ItemState, Plan, SourceFile, state_of_line
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.garbage import undisturbed
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.progress import progress
from delvia_desktop.services.plans.comparisons import keep_comparison
from delvia_desktop.services.plans.kept_source import keep_source
from delvia_desktop.services.plans.line_planning import LinePlanner
from delvia_desktop.services.plans.questions import TODAY, Questions, which_order
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.journal.journal import first_digest
from delvia_desktop.storage.journal.planned_edit import PlannedEdit

_AT_ONCE = 100
"""Lines that are planned between two reports of progress, and read ahead."""


@dataclass(frozen=True)
class Planned:
    """A plan, and the edit in memory that it was made in."""

    plan: Plan
    edit: PlannedEdit


def make_plan(
    register: Register,
    lines: Sequence[SourceLine],
    sources: Sequence[SourceFile],
    decisions: Mapping[str, str] | None = None,
    scope: SourceScope | None = None,
) -> Planned:
    """Return what lines of a source change in a register as it stands; nothing is written.

    With a `scope` the source is complete for it: what is on record there and in no line is missing.
    """
    answers = decisions or {}
    store = register.store
    edit = PlannedEdit(store.connection, register.author(""), store.head)
    by_tiktok = scope is not None or all(each.by_tiktok for each in lines)
    asking = Questions(answers, by_tiktok)
    planner = LinePlanner(edit, asking, lines)
    ways = _ways(edit, asking, lines)
    states: list[ItemState] = []
    items: list[Item] = []
    with undisturbed():
        for number, each in enumerate(lines):
            if number % _AT_ONCE == 0:
                progress(number, len(lines))
                planner.agreeing.look_ahead(number, lines[number : number + _AT_ONCE], ways)
            found = planner.items(number, each, ways[each.place.table])
            states.append(state_of_line(found))
            items += found
    if scope is not None:
        scope, missing = planner.missing(scope)
        items += missing
    plan = Plan(
        register=first_digest(store.connection),
        register_state=register.register_state,
        on=edit.today,
        sources=tuple(sources),
        lines=tuple(lines),
        states=tuple(states),
        items=tuple(items),
        questions=asking.all(),
        decisions=asking.answered(),
        scope=scope,
    )
    return Planned(plan, edit)


def apply_plan(
    register: Register,
    plan: Plan,
    decisions: Mapping[str, str] | None = None,
    *,
    keeps_source: bool = False,
) -> Plan:
    """Do what a plan says, as one act, and return the plan as it was done.

    It is made anew first: raises Refused if the register changed since in what it touches.
    `decisions` are answers beside those that the plan has. With `keeps_source`, what was read is
    kept as evidence too.
    """
    if plan.register != first_digest(register.store.connection):
        raise Refused(tr("This plan was made for another register."))
    if plan.on != register.today and TODAY in plan.decisions.values():
        raise Refused(
            tr(
                "This plan records access from {day}, when it was made. Make the plan anew.",
                day=show_day(plan.on),
            )
        )
    planned = make_plan(register, plan.lines, plan.sources, plan.decisions, plan.scope)
    if (planned.plan.items, planned.plan.states) != (plan.items, plan.states):
        raise Refused(
            tr("The register changed since this plan was made. Make the plan anew and check it.")
        )
    if decisions:
        answers = {**plan.decisions, **decisions}
        planned = make_plan(register, plan.lines, plan.sources, answers, plan.scope)
    register.perform_because(*act_of(planned, keeps_source=keeps_source))
    return planned.plan


def act_of(planned: Planned, *, keeps_source: bool = False) -> tuple[str, Callable[[Edit], None]]:
    """Return the act that records a plan: its reason and its use case.

    It is exactly what was planned, so the register must stand as it did then. A complete list is
    kept as a comparison too, and with `keeps_source` what was read as evidence. Raises Refused if
    there is nothing to record.
    """
    if not planned.plan.count_ready and planned.plan.scope is None:
        raise Refused(tr("There is nothing to import."))
    return _reason(planned.plan), partial(_write, planned, keeps_source)


def _write(planned: Planned, keeps_source: bool, edit: Edit) -> None:  # noqa: FBT001 - a part of an act
    planned.edit.write(edit)
    plan, done = planned.plan, planned.plan.count_ready
    if keeps_source:
        keep_source(edit, plan)
    if plan.scope is not None:
        keep_comparison(edit, plan, plan.scope)
        if not done:
            return
    names = ", ".join(source.name for source in plan.sources)
    edit.name(
        ntr(
            "Imported {n} line from {source}",
            "Imported {n} lines from {source}",
            done,
            source=names,
        )
    )


def _reason(plan: Plan) -> str:
    """Return what the history keeps of a source: its hash, and what came of its lines."""
    counts = plan.counts
    told = tr(
        "{read} read: {new} new, {changed} changed, {same} the same, {left_out} left out, "
        "{conflict} undecided, {problem} with problems.",
        **counts,
    )
    hashes = ", ".join(f"SHA-256 {source.sha256}" for source in plan.sources if source.sha256)
    return f"{told} {hashes}".strip()


def _ways(
    edit: PlannedEdit, asking: Questions, lines: Sequence[SourceLine]
) -> Mapping[tuple[str, str], Ways]:
    """Return how each table is read: the order of its dates, told by them or asked for."""
    days: dict[tuple[str, str], dict[str, dict[str, list[int]]]] = {}
    for number, each in enumerate(lines):
        table = days.setdefault(each.place.table, {})
        for name in _days_among(tuple(each.texts)):
            table.setdefault(name, {}).setdefault(each.texts[name], []).append(number)
    found = {}
    for at, by_column in days.items():
        orders = {name: _order(asking, at, name, told) for name, told in by_column.items()}
        found[at] = Ways(edit.today, orders)
    return found


@functools.lru_cache(100)
def _days_among(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that hold days."""
    return tuple(name for name in names if name.endswith(_DAYS))


_DAYS = ("_on", "_end", "_start", "_mid", "_due")
"""How the names of columns with days end."""


def _order(
    asking: Questions, table: tuple[str, str], name: str, told: Mapping[str, Sequence[int]]
) -> DayOrder | None:
    """Return the order of the dates of a column, by its texts with the lines that have them."""
    order = order_told(told)
    unclear = sorted((number, text) for text in told if is_unclear(text) for number in told[text])
    if order is not None or not unclear:
        return order
    answers = [asking.ask(which_order(table, name), number, text) for number, text in unclear]
    return DayOrder(answers[0]) if answers[0] else None
