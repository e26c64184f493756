"""The procedures as data: their steps in order, and where each step of a run stands."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from delvia_desktop import resources
from delvia_desktop.domain.records.procedures import Run, Step, StepState, is_going_on
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.i18n import ntr, tr


@dataclass(frozen=True)
class Deeds:
    """Which record a step writes, and by which act of the window.

    `kind` is the kind in whose place the act is offered, `of` says whose record or which one where
    the subject alone does not; `writes` is the kind of the record that the act writes. `shows` are
    the fields of its form that the step asks for, `paper` the kind of the document that it prints;
    `button` are the words of the button that leads there, where those of the act say too little.
    What `is_likelier` comes before the act of the step itself.
    """

    kind: str
    act: Act
    writes: str
    of: str = ""
    shows: tuple[str, ...] = ()
    paper: str = ""
    button: str = ""
    is_likelier: bool = False


class Guided(StrEnum):
    """The steps of the guided path that adds an agency, in their order; the data names them."""

    OWN = "own"
    PARTNER = "partner"
    ASSETS = "assets"
    CONFIRM = "confirm"


@dataclass(frozen=True)
class StepPlan:
    """A step as shipped, since the version `added_in`; its words last changed in `changed_in`.

    `after` are the codes of steps that come first, `guards` the checks that must hold before it is
    recorded as done, `seen` the check by which the register itself shows that it is done: that
    needs no act, unless it `is_stated`, as the register does not show all of it, or nothing is
    recorded of what it looks for. `guided` is the
    step of the guided path that does it, if one does; `is_optional` marks one that concerns only
    some.
    """

    code: str
    title: str
    why: str = ""
    where: str = ""
    confirm: str = ""
    if_it_fails: str = ""
    source: str = ""
    after: tuple[str, ...] = ()
    record: Deeds | None = None
    wants_evidence: str = ""
    guards: tuple[str, ...] = ()
    seen: str = ""
    is_stated: bool = False
    guided: Guided | None = None
    is_optional: bool = False
    changed_in: int = 1
    added_in: int = 1


@dataclass(frozen=True)
class Procedure:
    """A procedure as shipped.

    `needs` and `may` are the fields of a run that say for whom it runs, `one_of` those of which
    one must be there. After the end it is looked at again in `recheck_days`, 0 for never.
    """

    code: str
    version: int
    title: str
    purpose: str
    needs: tuple[str, ...]
    may: tuple[str, ...]
    one_of: tuple[str, ...]
    recheck_days: int
    recheck_for: str
    steps: tuple[StepPlan, ...]

    @property
    def papers(self) -> frozenset[str]:
        """The kinds of the documents that its steps print."""
        return frozenset(step.record.paper for step in self.steps if step.record) - {""}

    @property
    def is_guided(self) -> bool:
        """Whether the guided path that adds an agency is its front."""
        return any(step.guided for step in self.steps)

    def step(self, code: str) -> StepPlan:
        """Return the step with a code; one that is no longer shipped under its own code."""
        return next((s for s in self.steps if s.code == code), StepPlan(code, code))


class StepStanding(StrEnum):
    """Where a step of a run stands."""

    DONE = "DONE"
    SHOWN = "SHOWN"
    """Nobody recorded it as done, and the register shows that it is."""

    SKIPPED = "SKIPPED"
    NEXT = "NEXT"
    OPEN = "OPEN"
    WAITS = "WAITS"


TAKEN = frozenset({StepStanding.DONE, StepStanding.SHOWN, StepStanding.SKIPPED})
"""The standings of steps about which nothing is left to do."""


@dataclass(frozen=True)
class StepStand:
    """A step of a run: its number, what became of it, and the numbers of those it waits for."""

    number: int
    plan: StepPlan
    standing: StepStanding
    step: Step | None = None
    waits: tuple[int, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.standing in TAKEN


@functools.cache
def procedures() -> Mapping[str, Procedure]:
    """Return the plans of all procedures by code, in the vocabulary's order."""
    return {
        code: _procedure(json.loads(resources.text("procedures", f"{code.lower()}.json")))
        for code in terms("procedure")
    }


def guided_procedure() -> Procedure:
    """Return the plan whose front is the guided path that adds an agency."""
    return next(plan for plan in procedures().values() if plan.is_guided)


def procedure(code: str) -> Procedure:
    """Return the plan of the procedure with a code; an unknown one has no steps."""
    unknown = Procedure(code, 0, code, "", (), (), (), 0, "", ())
    return procedures().get(code, unknown)


def procedure_of(run: Run) -> Procedure:
    """Return the plan that a run follows; an ended one without steps that came later."""
    plan = procedure(run.procedure)
    if is_going_on(run):
        return plan
    return replace(plan, steps=tuple(s for s in plan.steps if s.added_in <= run.version))


def stands_of(
    plan: Procedure, steps: Iterable[Step], shown: Collection[str] = ()
) -> tuple[StepStand, ...]:
    """Return where each step of a run's plan stands; steps not shipped any more come last.

    `shown` are the codes of those that the register shows as done. The next one is the first that
    waits for nothing; others that wait for nothing are open too.
    """
    taken = {step.code: step for step in steps}
    numbers = {each.code: number for number, each in enumerate(plan.steps, start=1)}
    found: list[StepStand] = []
    following = ""
    for code, number in numbers.items():
        each, step = plan.step(code), taken.get(code)
        waits = tuple(
            numbers[c] for c in each.after if c in numbers and c not in taken and c not in shown
        )
        if step is not None:
            standing = StepStanding(step.state)
        elif code in shown:
            standing = StepStanding.SHOWN
        elif waits:
            standing = StepStanding.WAITS
        else:
            following = following or code
            standing = StepStanding.NEXT if code == following else StepStanding.OPEN
        found.append(StepStand(number, each, standing, step, waits))
    for code, step in taken.items():
        if code not in numbers:
            number = len(found) + 1
            found.append(StepStand(number, plan.step(code), StepStanding(step.state), step))
    return tuple(found)


def waits_words(numbers: Sequence[int]) -> str:
    """Say which steps of the plan come first, by their numbers."""
    listed = ", ".join(map(str, sorted(numbers)))
    return ntr(
        "Complete step {numbers} first.",
        "Complete steps {numbers} first.",
        len(numbers),
        numbers=listed,
    )


def followers(plan: Procedure, code: str, steps: Iterable[Step]) -> tuple[StepPlan, ...]:
    """Return the steps already done that come after a step in the plan."""
    done = {step.code for step in steps if step.state == StepState.DONE}
    return tuple(each for each in plan.steps if each.code in done and code in each.after)


def shipped_words(plan: StepPlan) -> str:
    """Return the words that a plan ships for a step, as one text for a brand to adapt."""
    return "\n\n".join(f"{title}: {text}" for title, text in paragraphs(plan))


def paragraphs(plan: StepPlan) -> list[tuple[str, str]]:
    """Return a plan's words for a step under their headings; empty ones are left out."""
    found = (
        (tr("Why"), plan.why),
        (tr("Where"), plan.where),
        (tr("Confirm"), plan.confirm),
        (tr("If it fails"), plan.if_it_fails),
    )
    return [(heading, tr(text)) for heading, text in found if text]


def _procedure(data: dict[str, Any]) -> Procedure:
    steps = tuple(_step(entry) for entry in data["steps"])
    names = ("needs", "may", "one_of")
    return Procedure(**{**data, **{n: tuple(data[n]) for n in names}, "steps": steps})


def _step(entry: dict[str, Any]) -> StepPlan:
    record = None
    if entry["record"]:
        data = entry["record"]
        shows = tuple(data.get("shows", ()))
        record = Deeds(**{**data, "act": Act(data["act"]), "shows": shows})
    lists = {name: tuple(entry[name]) for name in ("after", "guards")}
    guided = Guided(entry["guided"]) if "guided" in entry else None
    return StepPlan(**{**entry, **lists, "record": record, "guided": guided})
