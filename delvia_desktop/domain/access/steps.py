"""A step of what gives access as one row: when it fits, what it asks for, how it is said.

Each family has a table of its rows by their names, the most usual step first. What is offered, what
its form asks for, what it changes and what the journal says of it are all read from the row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar, cast

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import show_day, tr

R = TypeVar("R")


@dataclass(frozen=True)
class StepDraft:
    """A step as typed: the day, who took it on which side, why, and where the proof is.

    `is_acknowledged` says that what cannot be undone was read.
    """

    on: str = ""
    by: str = ""
    reason: str = ""
    evidence_ref: str = ""
    is_acknowledged: bool = False


@dataclass(frozen=True)
class StepField:
    """What a step asks for: its label, and the field of the record that it fills.

    `missing` is the sentence if it is empty; without one it may be. Only what has a label is asked.
    """

    label: str = ""
    fills: str = ""
    missing: str = ""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class AccessStep:
    """A step; its texts are marked by `later`, with names of the record in braces.

    It is offered in its `states`, at first in those of `first_in`, and can be recorded in those of
    `also` too. In any other the `refusal` is said, or what `refused_in` has for that state. It
    comes on or `after` some days of the record and on or `before` others, else their sentence is
    said. With `by_us` whoever records it has most often taken it. `then` is the step that usually
    comes next, and may have been taken too by the time that this one is recorded. `recorded` are
    the words of the button that records it, where its `action` could be taken for that in TikTok.
    """

    action: str
    title: str = ""
    done: str
    on: StepField
    by: StepField = StepField()
    reason: StepField = StepField()
    warning: str = ""
    states: Collection[str] = ()
    also: Collection[str] = ()
    first_in: Collection[str] = ()
    refusal: str
    refused_in: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    clears: Collection[str] = ()
    by_us: bool = False
    then: str = ""
    recorded: str = ""

    @property
    def recording(self) -> str:
        """The words of the button that records it."""
        return self.recorded or self.action

    def day(self, record: object, state: str, draft: StepDraft, reading: Reading) -> date:
        """Read the day of the step, which must fit the state and the other days of the record."""
        fits = state in self.states or state in self.also
        reading.check(fits, "", tr(self.refused_in.get(state, self.refusal)))
        on = reading.happened("on", draft.on)
        for name, text in self.after.items():
            if (earlier := getattr(record, name)) is not None:
                reading.check(on >= earlier, "on", tr(text, day=show_day(earlier)))
        for name, text in self.before.items():
            if (after := getattr(record, name)) is not None:
                reading.check(on <= after, "on", tr(text, day=show_day(after)))
        return on

    def taken(self, record: R, on: date, draft: StepDraft, reading: Reading) -> R:
        """Return the record after the step on a day; raises Invalid."""
        values: dict[str, Any] = {**dict.fromkeys(self.clears), self.on.fills: on}
        for name, asked in (("reason", self.reason), ("by", self.by)):
            text = reading.line(name, getattr(draft, name)) if asked.label else ""
            reading.check(bool(text) or not asked.missing, name, tr(asked.missing))
            if asked.fills:
                values[asked.fills] = text
        before = cast("Any", record)
        evidence = reading.line("evidence_ref", draft.evidence_ref)
        values["evidence_ref"] = evidence or before.evidence_ref
        reading.done()
        after: R = replace(before, **values)
        return after


def names_in(steps: Mapping[str, AccessStep], state: str) -> tuple[str, ...]:
    """Return which steps of a table of steps fit a state, by name, the most usual first."""
    fits = (name for name, step in steps.items() if state in step.states)
    return tuple(sorted(fits, key=lambda name: state not in steps[name].first_in))


def following(steps: Mapping[str, AccessStep], name: str) -> tuple[str, ...]:
    """Return which steps of a table of steps usually come after one, by name, in order."""
    found: list[str] = []
    while name := steps[name].then:
        found.append(name)
    return tuple(found)
