"""Several steps of one record that were taken already, recorded in turn as one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.kinds import Record
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.i18n import ntr
from delvia_desktop.storage.journal.edit import Edit

R = TypeVar("R", bound=Record)


def take_in_turn(
    edit: Edit,
    take: Callable[[Edit, R, str, StepDraft], R],
    before: R,
    drafts: Mapping[str, StepDraft],
) -> R:
    """Record several steps in turn, each on its day, as one act; raises Invalid or Conflict.

    A problem of the first is tied to its field, one of a later step to `name.field`.
    """
    after = before
    for place, (name, draft) in enumerate(drafts.items()):
        with at_step(name if place else ""):
            after = take(edit, after, name, draft)
    if (earlier := len(drafts) - 1) > 0:
        edit.name(in_turn_words(edit.title, earlier))
    return after


def in_turn_words(act: str, earlier: int) -> str:
    """Name an act of several steps in turn by its last, with the count of those before it."""
    return ntr(
        "{act} (with the step before it)", "{act} (with {n} steps before it)", earlier, act=act
    )


@contextmanager
def at_step(name: str) -> Iterator[None]:
    """Tie the problems of a step that is recorded in turn to its own fields."""
    with renamed(lambda field: step_field(name, field) if name else field):
        yield


@contextmanager
def renamed(of: Callable[[str], str]) -> Iterator[None]:
    """Tie the problems of fields to others, which `of` names by theirs."""
    try:
        yield
    except Invalid as error:
        problems = (replace(p, field=p.field and of(p.field)) for p in error.problems)
        raise Invalid(tuple(problems)) from error


def step_field(step: str, field: str) -> str:
    """Return the name of a step's field when it is recorded in turn with another step."""
    return f"{step}.{field}"
