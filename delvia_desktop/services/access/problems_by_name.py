"""One thing done with several: what is wrong is told at once, with the name of what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from delvia_desktop.domain.words.errors import Invalid, Problem

T = TypeVar("T")
R = TypeVar("R")

_OWN = frozenset({"", "asset", "level"})
"""Fields whose problems are of one thing, even if all of them should have the same."""


def in_common(found: Sequence[tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """Return the problems that all of several have, so need no name before them."""
    first, *others = found or ((),)
    return tuple(
        problem
        for problem in first
        if problem.field not in _OWN and all(problem in other for other in others)
    )


def each(things: Iterable[T], act: Callable[[T], R], name: Callable[[T], str]) -> tuple[R, ...]:
    """Do something with each of several; raises Invalid with the problems of all by name.

    What is wrong with all of them stays as it is, other problems say by name what they are about.
    """
    made: list[R] = []
    found: list[tuple[Problem, ...]] = []
    refused: list[tuple[T, tuple[Problem, ...]]] = []
    for thing in things:
        problems: tuple[Problem, ...] = ()
        try:
            made.append(act(thing))
        except Invalid as error:
            problems = error.problems
            refused.append((thing, problems))
        found.append(problems)
    if not refused:
        return tuple(made)
    if len(found) == 1:
        raise Invalid(found[0])
    common = in_common(found)
    own = tuple(
        Problem("", f"{name(thing)}: {problem.text}")
        for thing, problems in refused
        for problem in problems
        if problem not in common
    )
    raise Invalid((*common, *own))
