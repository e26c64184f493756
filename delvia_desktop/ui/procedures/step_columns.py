"""The columns of the steps of a procedure, and the row that they show."""

from __future__ import annotations

from typing import NamedTuple

from delvia_desktop.domain.procedures.plans import StepStand, StepStanding, waits_words
from delvia_desktop.domain.words.vocabulary import Term, term
from delvia_desktop.i18n import later, show_day, tr
from delvia_desktop.ui.lists.list_model import Column


class StepLine(NamedTuple):
    """A step with the number by which the table knows it."""

    id: int
    stand: StepStand
    title: str
    seen: str
    """How the register shows that it is done, empty if it does not."""


_MEANINGS = {
    StepStanding.SHOWN: later("The register shows that it is done"),
    StepStanding.SKIPPED: later("Skipped, with a reason"),
    StepStanding.NEXT: later("The first step that is left to do"),
    StepStanding.OPEN: later("Can be done now, even before the next step"),
}
"""What is meant by where a step stands; one that waits says for what."""


def _meaning(stand: StepStand) -> str:
    return waits_words(stand.waits) if stand.waits else tr(_MEANINGS.get(stand.standing, ""))


def step_columns() -> list[Column]:
    """Return the columns of a procedure's steps: number, step, where it stands, by whom."""

    def standing(row: StepLine) -> Term:
        # How it is known that it is done stands beside it.
        is_shown = row.stand.standing == StepStanding.SHOWN
        return term("step_standing", StepStanding.DONE if is_shown else row.stand.standing)

    def when(row: StepLine) -> str:
        step = row.stand.step
        if step is not None:
            return " · ".join(filter(None, (show_day(step.on), step.by)))
        if row.stand.standing == StepStanding.SHOWN:
            return tr("Shown in the register")
        return tr("Optional") if row.stand.plan.is_optional else ""

    return [
        Column("number", "#", lambda row: str(row.stand.number), 4, sortable=False),
        Column("title", tr("Step"), lambda row: row.title, 30, sortable=False),
        Column(
            "standing",
            tr("State"),
            lambda row: tr(standing(row).label),
            12,
            lambda row: standing(row).tone,
            sortable=False,
            whole=True,
            meaning=lambda row: _meaning(row.stand),
        ),
        Column("when", tr("When and who"), when, 22, sortable=False, kept=False),
    ]
