"""Steps that may be recorded with the one that a form is for: a tick shows what each asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QAbstractButton

from delvia_desktop.services.access.steps_in_turn import step_field
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.form_panel import FormPanel


def tick_of(step: str) -> str:
    """Return the name of the tick by which a form records another step in turn."""
    return step_field(step, "also")


def _ticks(panel: FormPanel) -> dict[str, Field]:
    steps = dict.fromkeys(name.rpartition(".")[0] for name in panel.fields)
    return {step: panel.fields[tick_of(step)] for step in steps if step}


def ticks(panel: FormPanel) -> list[Field]:
    """Return the ticks, and the fields, of steps that a form records in turn with its own."""
    return list(_ticks(panel).values())


def ticked(panel: FormPanel) -> list[str]:
    """Return the names of the steps that a form records in turn, as ticked."""
    return [step for step, tick in _ticks(panel).items() if tick.value()]


def let_follow(panel: FormPanel, steps: Sequence[str], changed: Callable[[], object]) -> None:
    """Show the fields of each step in turn while it is ticked, as those before it are.

    `changed` is called at each tick.
    """

    def turn(place: int, is_on: bool) -> None:  # noqa: FBT001 - what Qt tells
        for other in steps[:place] if is_on else steps[place + 1 :]:
            panel.fields[tick_of(other)].set_value(is_on)
        show()
        changed()

    def show() -> None:
        chosen = ticked(panel)
        for name, field in panel.fields.items():
            step = name.rpartition(".")[0]
            if step and name != tick_of(step):
                field.setVisible(step in chosen)

    for place, step in enumerate(steps):
        box = panel.fields[tick_of(step)].editor
        if isinstance(box, QAbstractButton):
            box.toggled.connect(partial(turn, place))
    show()
