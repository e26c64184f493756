"""The last day of a partner or a person, and the procedure that was begun for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from delvia_desktop.domain.records.procedures import Run, is_going_on
from delvia_desktop.storage.journal.edit import Edit


def move_targets(edit: Edit, code: str, about: Mapping[str, int], day: date | None) -> None:
    """Record a moved last day for the procedures that see a partner or a person off."""
    for run in edit.records.select(Run, procedure=code, **about):
        if day is not None and run.target_on not in {None, day} and is_going_on(run):
            edit.put(run, replace(run, target_on=day))
