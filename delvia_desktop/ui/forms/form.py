"""What a form is to the place that shows it: a panel, and what recording it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from delvia_desktop.domain.vocabulary import terms
from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.fields import DayField, Option
from delvia_desktop.ui.widgets.form_panel import FormPanel

D = TypeVar("D")


@dataclass(frozen=True)
class Form:
    """A form ready to be shown.

    `key` names it for the draft that survives a killed program; `record` takes its values through
    the door and returns what was recorded.
    """

    key: str
    panel: FormPanel
    record: Callable[[Mapping[str, Any]], Any]


def draft(cls: type[D], values: Mapping[str, Any], **more: object) -> D:
    """Return the draft of a class from the values of a form."""
    return cls(**{**values, **more})


def term_options(group: str, nothing: str = "") -> list[Option]:
    """Return the words of the vocabulary to choose from, with a word for none before them."""
    options = [Option(term.code, tr(term.label)) for term in terms(group).values()]
    return [Option("", nothing), *options] if nothing else options


def day_field(label: str, understood: Callable[[str], str], hint: str = "") -> DayField:
    """Return a field for a day."""
    return DayField(label, understood, hint)


def values_of(record_draft: object, names: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a draft by name, to fill a form with."""
    return {name: getattr(record_draft, name) for name in names}
