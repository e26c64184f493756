"""What a form is to the place that shows it: a panel, and what recording it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from delvia_desktop.ui.forms.another import Another
from delvia_desktop.ui.forms.form_panel import FormPanel

D = TypeVar("D")


@dataclass(frozen=True)
class Form:
    """A form ready to be shown.

    `key` names it for the draft that survives a killed program, empty where none is kept; `record`
    takes its values through the door and returns what was recorded. One that `is_small` may stand
    below the rows that it is about.
    """

    key: str
    panel: FormPanel
    record: Callable[[Mapping[str, Any]], Any]
    over: bool = False
    """Whether it is done for the form that is open, which comes back afterwards as it was left."""
    is_small: bool = False
    adds: bool = False
    """Whether it adds a record to the list of its place, and so is about none that is there."""
    another: Another[Form] | None = None
    """What saves it and goes on with the next one; only records that come in rows have it."""


def draft(cls: type[D], values: Mapping[str, Any], **more: object) -> D:
    """Return the values of a form as a draft of a class."""
    return cls(**{**values, **more})
