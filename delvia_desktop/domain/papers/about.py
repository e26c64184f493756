"""What a paper is about: a record, and what else its request names or the journal tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from delvia_desktop.domain.lists.history import History

R = TypeVar("R")


@dataclass(frozen=True)
class About(Generic[R]):
    """The record that a paper is about, found for its request.

    `other` is a second record of the same kind, `since` the first day of a period, `history` the
    acts that the paper tells, `at_risk` what is wrong with items of a review that stay, by their
    keys; each only where its kind of paper asks for it.
    """

    record: R
    other: R | None = None
    since: date | None = None
    history: History = field(default_factory=History)
    at_risk: Mapping[int, str] = field(default_factory=dict)
